"""Before the decision Ana adds a son to her file: his papers are asked for, and the visit grows with him."""
import datetime

import keys
import story

SON = "Davi Exemplo"
CHILD = "child under 18, or dependent and unable to care for themselves"


def test_ana_adds_her_son_and_the_visit_grows(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    visit = book_with_room(ana, reference)
    ana.open(f"/cases/{reference}")
    ana.reads("3 pessoas")
    keys.enter(ana, "Add a family member")
    see(ana)
    ana.press("Add this person")
    assert ana.main.get_by_role("alert").count() == 1
    ana.field("Full name, as in the passport").fill(SON)
    ana.field("Date of birth").fill(six_years_ago())
    ana.field("Who is this person to you?").select_option(label=ana.say(CHILD))
    keys.enter(ana, "Add this person")
    ana.reads(SON)
    ana.reads("4 pessoas")
    see(ana)
    ana.open(visit)
    ana.reads(SON)
    see(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads(SON)
    bruno.reads("4 pessoas")
    see(bruno)


def test_after_the_decision_nobody_joins(someone):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    story.decide(bruno, reference, "Tudo está provado.")
    ana.open(f"/cases/{reference}")
    assert ana.main.get_by_role("link", name=ana.say("Add a family member")).count() == 0


def six_years_ago():
    return (datetime.date.today() - datetime.timedelta(days=6 * 366)).isoformat()


def book_with_room(ana, reference):
    """A day that no other journey books: the times behind the first are free too."""
    day = datetime.date.today() + datetime.timedelta(days=15)
    ana.open(f"/bookings/new?case={reference}&from={day.isoformat()}")
    ana.main.get_by_role("radio").first.check()
    ana.press("Book this time")
    return ana.path
