"""Mediator Duarte logs contacts by the keyboard alone, at a person's pace; without a line they wait and count once."""
import re
import time

import eyes
import pytest

# Card, Moran and Newell (1983), the keystroke-level model: a key of somebody who types now and then, and a thought
# before each choice.
KEY_SECONDS, THOUGHT_SECONDS = 0.28, 1.35
SECONDS_MAX = 20


def count(person):
    """How many the page says came today."""
    return int(re.search(r"\d+", person.main.locator("p").first.inner_text()).group())


def taken_back(person):
    return person.main.get_by_role("button", name=person.say("Take back"), exact=True)


def strike(person, key):
    time.sleep(KEY_SECONDS)
    person.page.keyboard.press(key)


def initial(person, english):
    return person.say(english)[0].lower()


def log_by_keys(person):
    """Topic, language, channel as it is, outcome; the page has put the focus on the topic."""
    for choice in [[initial(person, "Nationality")], ["Tab", "n", "e"], ["Tab"], ["Tab", initial(person, "Answered")]]:
        time.sleep(THOUGHT_SECONDS)
        for key in choice:
            strike(person, key)
    strike(person, "Enter")


def waits(person, number):
    words = person.say("Waiting in this browser to be sent: {n}.", n=number)
    person.page.get_by_role("status").filter(has_text=words).wait_for()


def counts(person, number):
    person.main.get_by_text(re.compile(rf"^{number}\b.* CLAIM Mouraria\.$")).wait_for()


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_contact_is_logged_by_the_keyboard_in_twenty_seconds(someone, see, language):
    duarte = someone("duarte", language)
    duarte.open("/contacts")
    see(duarte)
    before = count(duarte)
    begin = time.monotonic()
    duarte.open("/contacts")
    log_by_keys(duarte)
    counts(duarte, before + 1)
    seconds = time.monotonic() - begin
    print(f"\na contact by keyboard: {seconds:.1f} s from opening the page to saved")
    assert seconds < SECONDS_MAX
    newest = duarte.main.get_by_role("listitem").first.inner_text()
    for word in ["Nationality", "Answered"]:
        assert duarte.say(word) in newest
    # The next contact begins with the same language.
    assert duarte.field("Language").input_value() == "ne"
    see(duarte)


def test_without_a_line_contacts_wait_and_count_once(someone):
    duarte = someone("duarte")
    duarte.open("/contacts")
    before = count(duarte)
    duarte.page.context.set_offline(True)
    log_by_keys(duarte)
    waits(duarte, 1)
    log_by_keys(duarte)
    waits(duarte, 2)
    duarte.page.context.set_offline(False)
    counts(duarte, before + 2)
    duarte.open("/contacts")
    assert count(duarte) == before + 2
    assert duarte.page.evaluate("localStorage.length") == 0


def test_an_answer_that_was_lost_on_the_way_counts_once(someone):
    duarte = someone("duarte")
    duarte.open("/contacts")
    before = count(duarte)

    def lose(route):
        route.fetch()
        route.abort()

    duarte.page.route("**/contacts/waiting", lose)
    log_by_keys(duarte)
    waits(duarte, 1)
    duarte.page.unroute("**/contacts/waiting")
    duarte.page.evaluate("dispatchEvent(new Event('online'))")
    counts(duarte, before + 1)
    duarte.open("/contacts")
    assert count(duarte) == before + 1


def test_without_script_the_form_logs_and_takes_back(someone, look):
    duarte = someone("duarte", "en", script=False)
    duarte.open("/contacts")
    before, shown = count(duarte), taken_back(duarte).count()
    duarte.press("Log the contact")
    duarte.sees("There is something to put right")
    duarte.choose("Housing")
    duarte.field("Language").select_option("uk")
    duarte.choose("By phone")
    duarte.choose("Sent on to a service")
    duarte.press("Log the contact")
    assert count(duarte) == before + 1
    taken_back(duarte).first.click()
    duarte.page.wait_for_load_state()
    assert count(duarte) == before
    assert taken_back(duarte).count() == shown


def test_who_reads_the_figures(someone, see):
    duarte, eva, bruno = someone("duarte"), someone("eva"), someone("bruno")
    duarte.open("/contacts")
    duarte.follow("Figures by month")
    duarte.reads("CLAIM Mouraria")
    duarte.sees_not("CLAIM Elvas")
    see(duarte)
    eva.open("/contacts/figures")
    eva.reads("CLAIM Elvas")
    eva.sees("too few to show")
    see(eva)
    eva.follow("CLAIM Mouraria")
    eva.sees("Regularisation")
    see(eva)
    assert eva.status("/contacts") == 403
    for path in ["/contacts", "/contacts/figures"]:
        assert bruno.status(path) == 403


def test_on_a_phone_a_contact_is_logged_by_the_keyboard_in_twenty_seconds(someone, see):
    duarte = someone("duarte", "en")
    duarte.page.set_viewport_size(eyes.PHONE)
    duarte.open("/contacts")
    eyes.fits(duarte.page)
    before = count(duarte)
    begin = time.monotonic()
    duarte.open("/contacts")
    log_by_keys(duarte)
    counts(duarte, before + 1)
    assert time.monotonic() - begin < SECONDS_MAX
    newest = duarte.main.get_by_role("listitem").first.inner_text()
    for word in ["Nationality", "Answered"]:
        assert duarte.say(word) in newest
    # Where the keyboard is afterwards is on the screen: nobody has to scroll to log the next one.
    assert duarte.page.evaluate("document.activeElement.tagName") != "BODY"
    see(duarte)
