"""Ana gives a time back, and Rita, who waits for exactly such a time, is asked at once and takes it; both on a phone."""
import datetime

import eyes
import story
from carla_closes_a_day import office


def sunday():
    """One on which nothing is open, in two weeks or three."""
    today = datetime.date.today()
    return today + datetime.timedelta(days=20 - today.weekday())


def open_one_hour(carla, place, day):
    carla.open(f"/desk/hours?location={place}")
    carla.group("Desks").get_by_role("checkbox").first.check()
    carla.group("Days").get_by_role("checkbox").last.check()
    carla.field("Opens at").fill("10:00")
    carla.field("Closes at").fill("11:00")
    carla.field("First day").fill(day.isoformat())
    carla.field("Last day").fill(day.isoformat())
    carla.press("Keep the rule and open its first weeks")


def wait_on(rita, reference, look, hours=("600", "660")):
    """Says that only a Sunday is possible, from ten to eleven; answers the path of the place on the list."""
    rita.open(f"/bookings/new?case={reference}")
    rita.follow("Wait for a time")
    look(rita)
    days = rita.group("Days on which you can come").get_by_role("checkbox")
    for day in days.all():
        day.uncheck()
    days.last.check()
    rita.field("Not before").select_option(hours[0])
    rita.field("Finished by").select_option(hours[1])
    rita.press("Wait for a time")
    rita.sees("You wait for a time")
    return f"/bookings/waiting?case={reference}"


def test_ana_cancels_and_the_next_is_asked(someone, look):
    ana, bruno, carla, rita = someone("ana"), someone("bruno"), someone("carla"), someone("rita")
    for person in (ana, rita):
        person.page.set_viewport_size(eyes.PHONE)
    family, other = story.file(ana), story.file(rita)
    day = sunday()
    open_one_hour(carla, office(bruno), day)
    ana.open(f"/bookings/new?case={family}&from={day.isoformat()}")
    ana.main.get_by_role("radio").first.check()
    ana.press("Book this time")
    ana.sees("Your visit is booked")
    ana.reads("10:00")
    visit = ana.path

    place = wait_on(rita, other, look)
    rita.sees("How times are given")
    rita.sees_not(rita.say("Answer now"))
    look(rita)

    ana.open(visit)
    ana.press("Cancel this visit")
    ana.sees("This visit was cancelled")

    rita.open("/bookings")
    rita.sees("A time is held for you")
    look(rita)
    rita.open(place)
    rita.follow("Answer now")
    rita.reads("10:00")
    look(rita)
    assert ana.status(rita.path) == 404
    rita.press("Take this time")
    rita.sees("Your visit is booked")
    rita.reads("10:00")
    # What is taken is held no longer, and nobody is asked again.
    rita.open(place).sees("This file has a visit, so it waits for nothing.")


def test_rita_waits_no_longer(someone):
    rita = someone("rita")
    reference = story.file(rita)
    place = wait_on(rita, reference, lambda person: None, ("1140", "1200"))
    rita.main.get_by_text(rita.say("Wait no longer"), exact=True).click()
    rita.press("Yes, leave the list")
    rita.sees("Days on which you can come")
    assert rita.status(place) == 200
    assert someone("ana").status(place) == 404
