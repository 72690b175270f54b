"""Supervisor Carla closes a day: she sees first whom it ends, and for everybody a new time is held at once."""
import datetime
import re

import story

REASON = "Obras no edifício nesse dia."


def day_of(ana, visit):
    calendar = ana.page.request.get(visit + "/calendar.ics").text()
    year, month, day = re.search(r"DTSTART[^:]*:(\d{4})(\d{2})(\d{2})", calendar).groups()
    return f"{year}-{month}-{day}"


def book_late(ana, reference):
    """A time in three weeks: the day that closes is nobody's who books the first one."""
    day = datetime.date.today() + datetime.timedelta(days=21)
    ana.open(f"/bookings/new?case={reference}&from={day.isoformat()}")
    ana.main.get_by_role("radio").first.check()
    ana.press("Book this time")
    return ana.path


def office(bruno):
    bruno.open("/desk/queue")
    door = bruno.main.get_by_role("link", name=bruno.say("Visits of the day")).first.get_attribute("href")
    return re.search(r"location=(\d+)", door).group(1)


def test_carla_closes_a_day_and_everybody_is_told(someone, look):
    ana, bruno, carla = someone("ana"), someone("bruno"), someone("carla")
    reference = story.file(ana)
    visit = book_late(ana, reference)
    place = office(bruno)
    carla.open(f"/desk/supervision?location={place}")
    carla.sees("By day")
    look(carla)
    carla.follow("Close a day, or see what it would do")
    carla.field("First closed day").fill(day_of(ana, visit))
    carla.press("See what would happen")
    carla.sees("Next time that fits them all")
    carla.reads(reference)
    look(carla)
    # Nothing was done, and nothing is without a reason.
    ana.open(visit).sees("Your visit is booked")
    carla.press("Close, tell everybody and hold a new time for them")
    carla.sees("Write why it is closed: the people read it.")
    carla.field("Why it is closed").fill(REASON)
    carla.press("Close, tell everybody and hold a new time for them")
    carla.sees("What became of it")
    carla.reads(reference)
    carla.reads(REASON)
    look(carla)
    closure = carla.path
    ana.open(visit).sees("This visit was cancelled")
    ana.open("/messages")
    ana.follow("The office cancelled your visit")
    ana.reads(REASON)
    ana.open("/messages")
    ana.follow("A time for your visit is held for you")
    ana.reads(reference)
    look(ana)
    ana.follow("Go to what it is about")
    ana.sees("A time is held for you")
    ana.press("Take this time")
    ana.sees("Your visit is booked")
    carla.open(closure).sees("Booked")
    assert bruno.status(closure) == 403


def test_ana_gives_a_visit_back_from_a_reminder(someone, look):
    ana = someone("ana")
    visit = story.book(ana, story.file(ana))
    ana.open(visit + "/giving-back")
    ana.sees("Give this visit back?")
    look(ana)
    ana.press("Yes, give it back")
    ana.sees("This visit was cancelled")
    # What is given back is not asked for again.
    ana.open(visit + "/giving-back").sees("This visit was cancelled")
