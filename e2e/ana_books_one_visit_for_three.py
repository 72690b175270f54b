"""Ana books one visit for the three of them, at one desk and one time; later she changes her mind."""
import story


def test_ana_books_one_visit_for_three(someone, look):
    ana = someone("ana")
    reference = story.file(ana)
    ana.follow("Book a visit for everyone")
    ana.reads("3 pessoas")
    look(ana)
    visit = story.book(ana, reference)
    ana.sees("Your visit is booked")
    for name in ["Ana Exemplo", "Bento Exemplo", "Clara Exemplo", "Loja AIMA Lisboa I"]:
        ana.reads(name)
    ana.sees("all at the same desk, at one time")
    look(ana)
    calendar = ana.page.request.get(visit + "/calendar.ics").text()
    assert "BEGIN:VEVENT" in calendar and reference in calendar
    ana.open(f"/cases/{reference}")
    ana.sees("booked")
    ana.open(visit)
    ana.press("Cancel this visit")
    ana.sees("This visit was cancelled")


def test_a_visit_is_nobody_elses_business(someone):
    ana = someone("ana")
    visit = story.book(ana, story.file(ana))
    for other in ["jorge", "eva"]:
        assert someone(other).status(visit) in (403, 404)
