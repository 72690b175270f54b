"""A visitor asks when a deadline ends, reads how it is counted, and takes it along as a link and a calendar entry."""
import pytest

ANSWER = "/deadlines/cpa/answer"


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_asks_when_a_deadline_ends(someone, look, language):
    visitor = someone(language=language)
    visitor.open(f"/?lang={language}")
    visitor.follow("A deadline or rule")
    look(visitor)
    visitor.main.locator(f'a[href="{ANSWER}"]').click()
    visitor.field("The day from which it is counted").fill("2026-11-24")
    visitor.field("Municipality of the office").select_option(label="Lisboa")
    visitor.press("Show the last day")
    assert "day=2026-11-24" in visitor.page.url and "place=1106" in visitor.page.url
    visitor.reads("10 de dezembro de 2026" if language == "pt" else "10 December 2026")
    visitor.reads("Imaculada Conceição")
    visitor.reads("artigo 86.º do CPA")
    visitor.sees("If nobody acts")
    visitor.sees("Worked examples")
    look(visitor)


def test_far_from_the_office_there_are_more_days(someone):
    visitor = someone(language="en")
    visitor.open(f"{ANSWER}?day=2026-11-02&place=1106&person=islands")
    visitor.reads("23 November 2026")
    visitor.reads("Days added because the person is far from the office.")


def test_what_is_not_known_is_said(someone):
    visitor = someone(language="en")
    visitor.open("/deadlines/family-reunification/decision?day=2025-10-23&place=1106")
    visitor.reads("23 July 2026")
    visitor.reads("We do not know yet whether silence still means approval")
    visitor.sees("Source not confirmed yet")


def test_the_last_day_goes_into_a_calendar(someone):
    visitor = someone(language="en")
    visitor.open(f"{ANSWER}?day=2026-11-24&place=1106")
    link = visitor.main.get_by_role("link", name="Put it in your calendar").get_attribute("href")
    file = visitor.page.request.get(link)
    assert file.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20261210" in file.text()
