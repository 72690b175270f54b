#!/usr/bin/env python3
"""Writes every page of pages.json at 1280 and 390 px in Portuguese, English and Arabic into out/screens/.

`as` names a demo account or is null for a visitor. Accounts and their passwords: accounts.json. The story is
played once before; {names} in a path are what it made. `status` is what the page answers where that is not 200; `press` names a button that is pressed with
nothing filled in, and `status` is then what that answers; `unfold` opens what is folded.
use: screens.py [NAME …]    (only the pages named)
"""
import json
import sys
from pathlib import Path

import eyes
import house
import people
import story

HERE = Path(__file__).parent
OUT = house.PROJECT / "out" / "screens"
SIZES = {1280: eyes.DESKTOP, 390: eyes.PHONE}
HURRY = 3  # requests a minute
LOCALES = {"pt": "pt-PT", "en": "en-GB", "ar": "ar"}


def pages(names=()):
    entries = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
    return [entry for entry in entries if not names or entry["name"] in names]


def someone(browser, url, account, language, viewport=eyes.DESKTOP):
    context = browser.new_context(base_url=url, viewport=viewport, locale=LOCALES[language])
    person = people.Person(context.new_page(), language)
    return person.sign_in(account) if account else person


def arrive(person, entry, known):
    """Opens a page of pages.json as the entry says it; answers the status."""
    status = person.page.goto(entry["path"].format(**known), wait_until="networkidle").status
    if entry.get("unfold"):
        person.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if button := entry.get("press"):
        with person.page.expect_navigation(wait_until="networkidle") as arrival:
            person.press(button)
        status = arrival.value.status
    return status


def shoot(browser, url, entries, known, language, width):
    """One person after the other, signed in once each."""
    problems = []
    for account in sorted({entry["as"] or "" for entry in entries}):
        person = someone(browser, url, account, language, SIZES[width])
        for entry in entries:
            if (entry["as"] or "") == account:
                status = arrive(person, entry, known)
                person.page.screenshot(path=OUT / f"{entry['name']}-{width}-{language}.png", full_page=True)
                if status != entry.get("status", 200):
                    problems.append(f"{entry['name']} ({entry['path']}): status {status}")
        person.page.context.close()
    return problems


def shoot_hurried(browser):
    """The page of who asks too often: it comes only where the house bounds requests."""
    for language in LOCALES:
        for width, size in SIZES.items():
            with house.serving(rate=HURRY) as url:
                page = someone(browser, url, None, language, size).page
                while page.goto("/about").status != 429:
                    pass
                page.screenshot(path=OUT / f"too-many-{width}-{language}.png", full_page=True)
                page.context.close()


def main(names):
    entries = pages(names)
    OUT.mkdir(parents=True, exist_ok=True)
    problems = []
    with house.serving() as url, eyes.chromium() as browser:
        known = story.played(lambda account: someone(browser, url, account, "pt"))
        for language in LOCALES:
            for width in SIZES:
                problems += shoot(browser, url, entries, known, language, width)
        if not names:
            shoot_hurried(browser)
    print(*sorted(set(problems)), sep="\n", end="\n" if problems else "")
    print(f"{(len(entries) + (not names)) * len(LOCALES) * len(SIZES)} screens in {OUT.relative_to(house.PROJECT)}/")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
