"""Granted, Ana books the visit for her biometric data; the desk records it once, and the step and the visit are done together."""
import keys
import story
from bruno_takes_each_permit_to_the_card import ana_files_alone, bruno_does

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
NO_FEE = [("Registar que não há taxa a pagar", "Porque não há taxa", "Exemplo sem taxa")]
TAKEN = "Dados biométricos recolhidos"


def test_ana_books_the_visit_and_the_desk_records_it_once(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, see, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, NO_FEE)

    ana.open(f"/cases/{reference}")
    ana.follow("Book a visit for everyone")
    see(ana)
    visit = story.book(ana, reference)
    ana.sees("Your visit is booked")

    bruno.open(f"/desk/cases/{reference}")
    bruno.sees("booked")
    see(bruno)
    keys.enter(bruno, "Record that they came")
    assert lines(bruno, TAKEN) == 1
    for button in ["Record that they came", "Registar a recolha"]:
        assert bruno.main.get_by_role("button", name=bruno.say(button), exact=True).count() == 0
    see(bruno)
    ana.open(f"/cases/{reference}")
    assert lines(ana, TAKEN) == 1
    ana.open(visit)
    ana.sees("This visit took place")
    see(ana)
    ana.press("Make a proof of presence")
    ana.sees("Was present at")
    ana.sees_not(reference)
    see(ana)
    code = ana.path.rsplit("/", 1)[1]
    employer = someone()
    employer.open(f"/verify/{code}")
    employer.sees("Valid")
    employer.reads("Comprovativo de presença")
    employer.sees_not(reference)
    employer.sees_not("Ana Exemplo")


def lines(person, text):
    """On how many lines of the way of the case a step stands."""
    return person.main.get_by_role("listitem").filter(has_text=text).count()
