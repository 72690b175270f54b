"""An operator takes the calendar of a desk that another program wrote: its free times close, and open again with the next one."""
import datetime
import json
import zoneinfo

import icalendar

DESK = ["--office", "aima-lisboa-1", "--desk", "C", "--json"]
LISBON = zoneinfo.ZoneInfo("Europe/Lisbon")


def calendar(*events):
    written = icalendar.Calendar()
    written.add("prodid", "-//A staff calendar//EN")
    written.add("version", "2.0")
    for event in events:
        written.add_component(event)
    return written.to_ical()


def training():
    """The first hour of each day for three weeks."""
    first = datetime.date.today() + datetime.timedelta(days=2)
    event = icalendar.Event()
    event.add("uid", "training@example.com")
    event.add("summary", "Formação, com çedilha; e vírgula " * 5)
    event.add("dtstart", datetime.datetime.combine(first, datetime.time(9), LISBON))
    event.add("duration", datetime.timedelta(hours=1))
    event.add("rrule", {"freq": "daily", "count": 21})
    return event


def test_a_staff_calendar_closes_times_and_gives_them_back(url, tmp_path):
    busy, empty = tmp_path / "busy.ics", tmp_path / "empty.ics"
    busy.write_bytes(calendar(training()))
    empty.write_bytes(calendar())
    first = json.loads(url.run("appointments", "busy", str(busy), *DESK))
    assert first["accepted"] == 21 and first["rejected"] == 0
    # Three times of 20 minutes on each working day.
    assert first["closed"] >= 3 * 10 and first["closed"] % 3 == 0
    again = json.loads(url.run("appointments", "busy", str(busy), *DESK))
    assert again["closed"] == 0 and again["opened"] == 0
    back = json.loads(url.run("appointments", "busy", str(empty), *DESK))
    assert back["accepted"] == 0 and back["opened"] == first["closed"]
