"""The coordinator takes a signal, calls two bodies together and writes the minutes; each reads its part and no more."""
import datetime

import children

WORDS = "Zulmira chora quando lhe falam da viagem"
DOUBT = "O adulto não sabe quando ela nasceu"


def test_coordinator_convenes_a_conference(someone, protector, look):
    teresa = children.taken(someone, protector, WORDS)
    look(teresa)
    children.let_in(teresa, "Simão Pinto")
    children.opened(teresa, "Convene a conference")
    teresa.field("Day of the conference").fill(datetime.date.today().isoformat())
    teresa.main.locator("input[name=called][value=health]").check()
    teresa.press("Convene")
    teresa.sees("Write the minutes")
    look(teresa)
    children.opened(teresa, "Write the minutes")
    teresa.main.locator("textarea[name=minutes]").fill("Consulta amanhã às nove.")
    teresa.press("Keep the minutes")
    teresa.reads("Consulta amanhã às nove.")
    doubt(teresa)
    simao = protector("simao")
    simao.open("/shared")
    look(simao)
    simao.main.get_by_role("link").first.click()
    simao.reads("Consulta amanhã às nove.")
    look(simao)
    simao.sees_not(DOUBT)
    simao.sees_not("Zulmira")
    case = teresa.path.split("/")[2]
    assert simao.status(f"/protection/{case}") == 403
    assert protector("tomas").status(f"/protection/{case}") == 404


def doubt(teresa):
    """A doubt about kinship stays with its specialists."""
    children.opened(teresa, "Add a line")
    teresa.main.locator("select[name=part]").select_option("kinship")
    teresa.main.locator("textarea[name=note]").fill(DOUBT)
    teresa.press("Add to the timeline")
    teresa.reads(DOUBT)
