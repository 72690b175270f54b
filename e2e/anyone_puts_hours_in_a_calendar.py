"""Anyone puts the opening hours of a place into a calendar, once somebody told them and the house took them."""
import icalendar
import requests


def told(someone, hours):
    """The address of a place whose hours a visitor suggested and an administrator took."""
    visitor = someone(language="en")
    visitor.open("/help?q=CLAIM+Mangualde&lang=en")
    visitor.follow("CLAIM Mangualde")
    place = visitor.path
    visitor.sees_not("Put these hours into a calendar")
    visitor.follow("Something here is wrong")
    visitor.field("What is wrong").first.select_option(label="Opening hours")
    visitor.field("What is right").fill(hours)
    visitor.press("Send")
    keeper = someone("admin", "en")
    keeper.open("/directory?lang=en")
    keeper.press("Take the suggestion")
    return visitor, place


def test_hours_go_into_a_calendar(someone, look, url):
    visitor, place = told(someone, "MO,TU 09:00-12:30; 1WE 14:00-16:00")
    assert requests.get(f"{url}/places/1/hours", timeout=60).status_code == 404
    visitor.open(place)
    link = visitor.main.get_by_role("link", name=visitor.say("Put these hours into a calendar"))
    look(visitor)
    answer = requests.get(url + link.get_attribute("href"), timeout=60)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    raw = answer.content
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    whole = raw.replace(b"\r\n ", b"").decode().splitlines()
    assert whole[0] == "BEGIN:VCALENDAR" and whole[-1] == "END:VCALENDAR"
    assert [line for line in whole if line.startswith("RRULE:FREQ=WEEKLY")] == ["RRULE:FREQ=WEEKLY;BYDAY=MO,TU;WKST=MO"]
    assert "RRULE:FREQ=MONTHLY;BYDAY=1WE;WKST=MO" in whole
    assert whole.count("BEGIN:VEVENT") == 2 and "TZID:Europe/Lisbon" in whole
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    days = {event["RRULE"]["FREQ"][0]: event["RRULE"]["BYDAY"] for event in events}
    assert days == {"WEEKLY": ["MO", "TU"], "MONTHLY": ["1WE"]} and len(events) == 2
    assert not any(event.errors for event in events)
