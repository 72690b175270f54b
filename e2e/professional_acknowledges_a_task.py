"""A professional of a body acknowledges the task it was given, and says what was done."""
import children

WORDS = "Xavier dorme na oficina"
TASK = "Ver a criança hoje e dizer do que precisa"


def test_professional_acknowledges_a_task(someone, protector, look):
    teresa = children.taken(someone, protector, WORDS)
    children.let_in(teresa, "Xénia Dias")
    children.give_task(teresa, "shelter", TASK)
    look(teresa)
    together = teresa.path
    xenia = protector("xenia")
    xenia.open("/shared")
    xenia.main.get_by_role("link").first.click()
    xenia.reads(TASK)
    look(xenia)
    xenia.press("Acknowledge")
    xenia.field("What was done").first.fill("Está acolhida.")
    look(xenia)
    xenia.press("Say that it is done")
    xenia.reads("Está acolhida.")
    xenia.sees_not("Xavier")
    teresa.open(together)
    teresa.reads("Está acolhida.")
