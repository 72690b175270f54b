"""On a phone: a focal point reports on a measure with evidence; the coordinator sends it back, then approves it, and everybody reads it."""
import datetime

import eyes
import pytest

PAPER = "https://example.org/relatorio-2026.pdf"
DONE = "O balcão abriu em três cidades."


@pytest.fixture(scope="module")
def measure(browser, url):
    """The last measure of the plan: what other journeys read is one of the first."""
    page = browser.new_page(base_url=url)
    page.goto("/plan")
    links = [link.get_attribute("href") or "" for link in page.get_by_role("main").get_by_role("link").all()]
    page.close()
    return [link for link in links if link.startswith("/plan/measures/")][-1]


def test_the_coordinator_opens_a_round(someone, look):
    eva = someone("eva").open("/desk/plan")
    look(eva)
    eva.main.get_by_text(eva.say("Open a round"), exact=True).click()
    today = datetime.datetime.now(datetime.UTC).date()
    days = {"It is about what happened from": -90, "until (inclusive)": -1, "Reports are taken from": 0, "Last day for reports": 14}
    eva.field("Name of the round").fill("Primavera")
    for label, offset in days.items():
        eva.field(label).fill((today + datetime.timedelta(days=offset)).isoformat())
    eva.press("Open the round")
    eva.reads("Primavera")
    look(eva)


def test_the_focal_point_reports_on_a_phone(someone, look, measure):
    filipe = someone("filipe")
    filipe.page.set_viewport_size(eyes.PHONE)
    filipe.open("/plan/duties")
    look(filipe)
    filipe.open(measure)
    filipe.choose("What was to be made is there")
    filipe.field("What was done, or why not").fill(DONE)
    filipe.press("Send the report")
    assert filipe.main.get_by_role("alert").count() == 1
    assert filipe.field("What was done, or why not").input_value() == DONE
    look(filipe)
    filipe.press("Keep it and go on later")
    filipe.open(measure).sees("You began this report; it goes on where you stopped.")
    assert filipe.field("What was done, or why not").input_value() == DONE
    filipe.field("Evidence").first.fill(PAPER)
    filipe.press("Send the report")
    look(filipe)


def test_the_coordinator_sends_it_back_and_then_approves_it(someone, look, measure):
    eva, filipe = someone("eva"), someone("filipe")
    for words in ["Falta a data da abertura.", ""]:
        eva.open("/desk/plan")
        eva.main.locator("a[href^='/desk/plan/reports/']").first.click()
        eva.page.wait_for_load_state()
        eva.reads(DONE)
        look(eva)
        eva.choose("Send it back" if words else "Approve it: it is locked and counts")
        eva.field("What is missing").fill(words)
        eva.press("Decide")
        if words:
            filipe.open(measure).reads(words)
            filipe.press("Send the report")
    look(eva)


def test_everybody_reads_what_was_delivered_and_on_what_it_rests(someone, look, measure):
    visitor = someone().open(measure)
    visitor.sees("Delivered, with evidence")
    visitor.reads(DONE)
    assert visitor.main.get_by_role("link", name=PAPER).count() >= 1
    look(visitor)
    eva = someone("eva").open("/desk/plan/import")
    look(eva)
