"""Somebody at a browser: finds things by role, label and words, in the language of their pages.

The demo accounts and the one way to sign in are here: change here when the sign-in page changes.
"""
import json
from pathlib import Path
from urllib.parse import urlsplit

import words

ACCOUNTS = json.loads((Path(__file__).parent / "accounts.json").read_text(encoding="utf-8"))


class Person:
    """A visitor with a page and a language; `language` is chosen by the page's own chooser."""

    def __init__(self, page, language="pt"):
        self.page, self.language = page, language

    def say(self, english, **values):
        return words.say(self.language, english, **values)

    def open(self, path):
        """Opens a page and asserts that it came."""
        answer = self.page.goto(path)
        assert answer.ok, f"{path}: status {answer.status}"
        return self

    def status(self, path):
        return self.page.goto(path).status

    @property
    def path(self):
        return urlsplit(self.page.url).path

    @property
    def main(self):
        return self.page.get_by_role("main")

    def field(self, label, within=None, **values):
        return (within or self.main).get_by_label(self.say(label, **values), exact=False)

    def group(self, name, **values):
        return self.main.get_by_role("group", name=self.say(name, **values))

    def choose(self, label, within=None):
        (within or self.main).get_by_label(self.say(label), exact=False).check()

    def press(self, name, within=None, **values):
        (within or self.main).get_by_role("button", name=self.say(name, **values), exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, name, within=None, **values):
        (within or self.main).get_by_role("link", name=self.say(name, **values)).first.click()
        self.page.wait_for_load_state()

    def sees(self, english, **values):
        """Asserts that the words stand on the page."""
        self.reads(self.say(english, **values))

    def reads(self, text):
        """Asserts that a text, as it is, stands in the main part of the page."""
        shown = self.main.inner_text()
        assert text.lower() in shown.lower(), f"{self.page.url} does not say “{text}”:\n{shown}"

    def sees_not(self, text):
        assert text.lower() not in self.page.content().lower(), f"{self.page.url} says “{text}”"

    def sign_in(self, account):
        self.open(f"/sign-in?lang={self.language}")
        self.field("User name").first.fill(account)
        self.field("Password").fill(ACCOUNTS[account])
        self.press("Sign in")
        assert not self.path.startswith("/sign-in"), self.main.inner_text()
        return self

    def prove(self, account):
        """Shows that the account is theirs, before its addresses are changed; it counts for ten minutes."""
        self.open("/account/proof")
        self.field("Present password").fill(ACCOUNTS[account])
        self.press("Go on")
        assert self.path == "/account", self.main.inner_text()
        return self
