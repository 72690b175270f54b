"""A family books one morning over three counters on a phone; each body's day shows its own part and nothing else."""
import zoneinfo

import eyes
import icalendar
import story

TAX, SOCIAL, HEALTH = (
    "Número de identificação fiscal (NIF)", "Número de identificação da segurança social (NISS)",
    "Número de utente do Serviço Nacional de Saúde")
LISBON = zoneinfo.ZoneInfo("Europe/Lisbon")


def book_morning(ana, reference):
    """Leaves out the health counter and takes the first morning; answers the path of the visit."""
    ana.open(f"/bookings/new?case={reference}")
    ana.follow("Do it all in one morning")
    ana.reads(HEALTH)
    ana.main.get_by_role("link").filter(has_text=HEALTH).click()
    ana.page.wait_for_load_state()
    ana.main.get_by_role("radio").first.check()
    ana.press("Book these times")
    return ana.path


def counters(ana):
    """What the page of the visit says of each counter: its name to the word that is said there."""
    rows = ana.main.get_by_role("table", name=ana.say("Your counters")).get_by_role("row").all()[1:]
    lines = [row.locator("th, td").all_inner_texts() for row in rows]
    return {name.strip(): word.strip() for _, name, _, word in lines}


def test_a_family_books_one_morning_over_three_counters(someone, look):
    ana, bruno, paulo, sara = someone("ana"), someone("bruno"), someone("paulo"), someone("sara")
    reference = story.file(ana)
    ana.page.set_viewport_size(eyes.PHONE)
    ana.open(f"/bookings/chain?case={reference}")
    look(ana)
    visit = book_morning(ana, reference)
    ana.sees("Your visit is booked")
    look(ana)
    said = counters(ana)
    assert len(said) == 3 and len(set(said.values())) == 3
    tax = next(word for name, word in said.items() if name.startswith(TAX))
    social = next(word for name, word in said.items() if name.startswith(SOCIAL))

    events = icalendar.Calendar.from_ical(ana.page.request.get(visit + "/calendar.ics").body()).walk("VEVENT")
    assert len(events) == 1 and not events[0].errors
    begin, end = events[0]["DTSTART"].dt.astimezone(LISBON), events[0]["DTEND"].dt.astimezone(LISBON)
    assert begin.date() == end.date() and begin < end
    assert all(word in events[0]["DESCRIPTION"] for word in said.values())
    assert "AIMA" in events[0]["LOCATION"] and reference in events[0]["DESCRIPTION"]
    day = begin.date().isoformat()

    for clerk, own, other in [(paulo, tax, social), (sara, social, tax)]:
        clerk.open(f"/counter?day={day}")
        clerk.reads(own)
        assert other not in clerk.main.inner_text()
        clerk.sees_not(reference)
        clerk.sees_not("Bento Exemplo")
        look(clerk)
    bruno.open(f"/desk/day?day={day}")
    bruno.reads(reference)
    for word in said.values():
        assert word not in bruno.main.inner_text()

    ana.open(visit)
    ana.press("Cancel this visit")
    ana.sees("This visit was cancelled")
    for clerk, own in [(paulo, tax), (sara, social)]:
        assert own not in clerk.open(f"/counter?day={day}").main.inner_text()


def test_a_morning_is_nobody_elses_business(someone):
    ana = someone("ana")
    reference = story.file(ana)
    for other in ["rita", "bruno", "paulo"]:
        assert someone(other).status(f"/bookings/chain?case={reference}") in (403, 404)
    assert someone("bruno").status("/counter") == 403
