"""Ana went to court because nothing is decided: Bruno notes it, notes the order, decides, and sends the court its list."""
import datetime
import keys
import story
from bruno_takes_each_permit_to_the_card import bruno_does

ORDER = ("Registar a ordem para decidir", "Tribunal, número do processo, dia e até quando manda decidir", "4321/26.7EXMPL")
NUMBER = "4321/26.7EXMPL"


def note(bruno, reference, lodged):
    bruno.open(f"/desk/cases/{reference}")
    bruno.follow("Cases at courts about this file")
    bruno.main.get_by_label(bruno.say("Court"), exact=True).fill("Tribunal (exemplo)")
    bruno.field("Number at the court").fill(NUMBER)
    bruno.field("Lodged on").fill(lodged)
    bruno.field("It is about").select_option(label=bruno.say("that nothing was decided"))


def listed(bruno):
    """What the court is sent about its numbers."""
    bruno.open("/desk/court")
    bruno.field("Only these numbers").fill(f"{NUMBER.lower()}\n1/26.0NOBODY")
    with bruno.page.expect_download() as waiting:
        bruno.press("Download as CSV")
    lines = open(waiting.value.path(), encoding="utf-8").read().splitlines()
    return [line.split(",") for line in lines[1:]]


def test_a_court_learns_what_was_decided_since(someone, see):
    ana, bruno, berta = someone("ana"), someone("bruno"), someone("berta")
    reference = story.file(ana)
    note(bruno, reference, "2020-01-01")
    bruno.press("Note it")
    bruno.sees("The day lies between the day on which the file was handed in and today.")
    see(bruno)
    note(bruno, reference, datetime.date.today().isoformat())
    keys.enter(bruno, "Note it")
    bruno.reads(NUMBER)
    see(bruno)
    assert [line[9] for line in listed(bruno)] == ["false"]

    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [ORDER])
    bruno.reads("Decidir por ordem do tribunal, se ela não disser outro dia")
    see(bruno)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    assert [(line[1], line[9]) for line in listed(bruno)] == [(NUMBER, "true")]
    see(bruno)

    berta.open("/desk/court")
    assert NUMBER not in berta.main.inner_text()
    ana.open(f"/cases/{reference}")
    ana.sees("A case at a court about this file was noted")
    ana.reads("Ordem do tribunal para decidir")
    see(ana)
