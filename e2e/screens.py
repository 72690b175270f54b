#!/usr/bin/env python3
"""Writes every page of pages.json at 1280 and 390 px in Portuguese and English into out/screens/.

`as` names a demo account or is null for a visitor. Accounts and their passwords: accounts.json.
use: screens.py [NAME …]    (only the pages named)
"""
import json
import sys
from pathlib import Path

import eyes
import house
import people

HERE = Path(__file__).parent
OUT = house.PROJECT / "out" / "screens"
SIZES = {1280: eyes.DESKTOP, 390: eyes.PHONE}
LOCALES = {"pt": "pt-PT", "en": "en-GB"}


def shoot(browser, url, entries, language, width):
    """One person after the other, signed in once each."""
    problems = []
    for account in sorted({entry["as"] or "" for entry in entries}):
        context = browser.new_context(base_url=url, viewport=SIZES[width], locale=LOCALES[language])
        page = context.new_page()
        if account:
            people.sign_in(page, account)
        for entry in entries:
            if (entry["as"] or "") == account:
                answer = page.goto(entry["path"], wait_until="networkidle")
                page.screenshot(path=OUT / f"{entry['name']}-{width}-{language}.png", full_page=True)
                if not answer.ok:
                    problems.append(f"{entry['name']} ({entry['path']}): status {answer.status}")
        context.close()
    return problems


def main(names):
    entries = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
    entries = [entry for entry in entries if not names or entry["name"] in names]
    OUT.mkdir(parents=True, exist_ok=True)
    problems = []
    with house.serving() as url, eyes.chromium() as browser:
        for language in LOCALES:
            for width in SIZES:
                problems += shoot(browser, url, entries, language, width)
    print(*sorted(set(problems)), sep="\n", end="\n" if problems else "")
    print(f"{len(entries) * len(LOCALES) * len(SIZES)} screens in {OUT.relative_to(house.PROJECT)}/")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
