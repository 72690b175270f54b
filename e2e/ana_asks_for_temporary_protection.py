"""Ana asks for temporary protection: officer Bruno states until when her title counts, extends it, and notes its end; and a refusal."""
import datetime

import story
from bruno_takes_each_permit_to_the_card import bruno_does

DECISION = "Que decisão diz até quando"


def test_bruno_issues_a_title_extends_it_and_notes_its_end(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file_alone(ana, "temporary-protection")
    look(ana)
    story.decide(bruno, reference, "Pertence ao grupo.")
    # No source tells the end: without a day there is no title.
    bruno.open(f"/desk/cases/{reference}")
    issue(bruno, None)
    bruno.sees("Say until which day the title counts.")
    look(bruno)
    first = title(bruno, reference, 90)
    anyone = someone()
    anyone.open(f"/verify/{first}")
    anyone.sees("Valid until")
    anyone.sees_not("Ana Exemplo")
    second = title(bruno, reference, 300)
    assert first != second
    anyone.open(f"/verify/{first}")
    anyone.sees("Superseded: ask for the newer paper, or for a new one")
    look(anyone)
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Registar que a proteção terminou", "Que decisão, e desde quando", "Decisão de exemplo, desde hoje")])
    bruno.reads("Proteção terminada")
    anyone.open(f"/verify/{second}")
    anyone.sees("Superseded: ask for the newer paper, or for a new one")
    ana.open(f"/cases/{reference}")
    ana.reads("Proteção terminada")
    look(ana)


def test_ana_is_heard_before_she_is_refused(someone):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file_alone(ana, "temporary-protection")
    story.propose(bruno, reference, "Não se mostrou o grupo.")
    ana.open(f"/cases/{reference}")
    ana.field("Your answer").fill("Vivia lá.")
    ana.press("Send my answer")
    bruno.open(f"/desk/cases/{reference}")
    outcome = bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome"))
    outcome.get_by_label("Recusada", exact=True).check()
    bruno.group("Grounds").get_by_role("checkbox", name="Recusada:").first.check()
    bruno.field("Reasons, in words the person understands").fill("Não se mostrou o grupo.")
    bruno.press("Decide")
    ana.open(f"/cases/{reference}")
    ana.open(story.first_link(ana, "/letters/"))
    ana.reads("pode pedir proteção internacional em qualquer altura")


def issue(bruno, days):
    bruno.main.get_by_label(DECISION, exact=False).first.fill("Decisão de exemplo")
    if days:
        day = datetime.date.today() + datetime.timedelta(days=days)
        bruno.field("Last day on which it counts").fill(day.isoformat())
    bruno.press("Emitir ou prolongar o título")


def title(bruno, reference, days):
    """Issues or extends it; answers the code of the paper."""
    bruno.open(f"/desk/cases/{reference}")
    issue(bruno, days)
    bruno.open(f"/desk/cases/{reference}")
    bruno.open(story.first_link(bruno, "/letters/"))
    bruno.reads("Título provisório de permanência")
    return story.code_on(bruno)
