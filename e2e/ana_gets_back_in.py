"""Ana cannot sign in any more: she comes back through an address that she checked before, and once more by a code from a desk.

It starts a `cais serve` of its own, whose mail goes to a folder: here a password changes, which other journeys need.
"""
import email
import re
import sqlite3
import time
from email import policy
from pathlib import Path

import eyes
import house
import people
import pytest
import story

MAIL_SECONDS_MAX = 40
CODE = re.compile(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
NEW, NEWER = "uma frase nova e longa", "outra frase, ainda mais longa"


@pytest.fixture(scope="module")
def alone():
    with house.serving() as url:
        yield url


@pytest.fixture
def at_alone(browser, alone):
    """at_alone("ana"): somebody at a browser of their own in this house."""
    opened = []

    def come(account=None):
        context = browser.new_context(base_url=alone, viewport=eyes.DESKTOP, locale="pt-PT")
        opened.append(context)
        person = people.Person(context.new_page())
        return person.sign_in(account) if account else person

    yield come
    for context in opened:
        context.close()


def test_ana_comes_back_by_her_address_and_by_a_desk(browser, alone, at_alone):
    ana = at_alone("ana")
    reference = story.file(ana)
    known = codes(alone)
    ana.open("/account")
    # Whoever finds the page open changes nothing: the password is asked for once more.
    ana.follow("Change your addresses")
    looked_at(browser, ana)
    ana.field("Present password").fill("cais-demo-2026")
    ana.press("Go on")
    ana.press("Check this address")
    looked_at(browser, ana)
    fill_code(ana, new_code(alone, known))
    assert ana.path == "/account"
    ana.sees("Checked")

    # A new address leads back only after three days.
    days_pass(alone, 3, "contact_channel", "verified")

    # The password is lost: the code goes to the address that was checked.
    visitor = at_alone()
    visitor.open("/sign-in")
    visitor.follow("I cannot get in any more")
    looked_at(browser, visitor)
    known = codes(alone)
    visitor.field("User name").fill("ana")
    visitor.press("Send me a code")
    looked_at(browser, visitor)
    come_back(visitor, new_code(alone, known), NEW)

    # The address is lost too: a desk gives a code on paper to whoever shows a document, and another officer confirms it.
    with store(alone) as db:
        db.execute("UPDATE contact_channel SET verified = NULL WHERE kind = 'email'")
    bruno, carla, again = at_alone("bruno"), at_alone("carla"), at_alone()
    bruno.open(f"/desk/cases/{reference}")
    bruno.follow("They cannot get into their account")
    looked_at(browser, bruno)
    bruno.field("Which document did they show?").fill("Passaporte de exemplo")
    bruno.press("Give a code")
    code = CODE.search(bruno.main.inner_text())[0]
    again.open("/sign-in/recovery/code")
    typed(again, code, NEWER)
    again.sees("A second officer has still to confirm this code.")
    carla.open(f"/desk/access/{reference}")
    looked_at(browser, carla)
    carla.press("I saw this person too: confirm the code")
    again.open("/sign-in/recovery/code")
    typed(again, code, NEWER)
    assert again.path == "/sign-in/recovery/code"
    visitor.open("/account")
    looked_at(browser, visitor)
    days_pass(alone, 1, "access_code", "counts_from")
    again.open("/sign-in/recovery/code")
    come_back(again, code, NEWER)
    # It counted once.
    again.open("/sign-in/recovery/code")
    typed(again, code, NEW)
    again.sees("This code does not belong to this name, was used, or its time is over.")


def test_a_stranger_learns_nothing(alone, at_alone):
    visitor, known = at_alone(), codes(alone)
    visitor.open("/sign-in/recovery")
    visitor.field("User name").fill("nobody-of-this-name")
    visitor.press("Send me a code")
    visitor.sees("If this name is known here and has checked addresses, a code is on its way to each of them.")
    typed(visitor, "RC-AAAA-AAAA-A", NEW)
    assert visitor.path == "/sign-in/recovery/code"
    assert codes(alone) == known


def come_back(visitor, code, password):
    """With the code and a new password, and in with it; the words are those of the page."""
    typed(visitor, code, password)
    assert visitor.path == "/sign-in", visitor.main.inner_text()
    visitor.field("User name").first.fill("ana")
    visitor.field("Password").fill(password)
    visitor.press("Sign in")
    assert visitor.open("/account").path == "/account"
    visitor.reads("Ana Oliveira")


def typed(visitor, code, password):
    visitor.field("User name").fill("ana")
    visitor.main.get_by_label(visitor.say("Code"), exact=True).fill(code)
    visitor.field("New password").fill(password)
    visitor.press("Go on")


def store(url):
    """The store beside the open house, for what only time changes."""
    return sqlite3.connect(Path(url.store[1]) / "general.sqlite", timeout=10)


def days_pass(url, days, table, column):
    """What is noted there was noted so many days earlier, and a minute."""
    with store(url) as db:
        db.execute(f"UPDATE {table} SET {column} = {column} - {(days * 86_400 + 60) * 1_000_000}")


def fill_code(ana, code):
    ana.main.get_by_label(ana.say("Code"), exact=True).fill(code)
    ana.press("Go on")


def looked_at(browser, person):
    """As the fixture `see` does in the house that all share."""
    for viewport in [eyes.PHONE, eyes.DESKTOP]:
        person.page.set_viewport_size(viewport)
        eyes.axe(person.page)
        eyes.fits(person.page)
    eyes.light(browser, person.page)


def codes(url):
    """All codes in the mails that this house wrote."""
    found = set()
    for file in (Path(url.store[1]) / "mail").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        found |= set(CODE.findall(mail.get_body(("plain",)).get_content()))
    return found


def new_code(url, known):
    end = time.monotonic() + MAIL_SECONDS_MAX
    while time.monotonic() < end:
        if new := codes(url) - known:
            return new.pop()
        time.sleep(0.3)
    raise AssertionError("no mail with a code came")
