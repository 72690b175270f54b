"""What a journey looks at: accessibility by axe-core, weight as it travels."""
import gzip
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A first visit to a page, with its styles, as it travels.
PAGE_BYTES_MAX = 50 * 1024
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js"))

AXE_SCRIPT = AXE.read_text(encoding="utf-8") + "; undefined"


@contextmanager
def chromium():
    """Debian's Chromium; no browser is downloaded. Root needs --no-sandbox."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def violations(page):
    """What axe-core finds on the page, one line each. axe is put in past the page's own strict policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert found["passes"], "axe looked at nothing"
    return [f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:160]}"
            for violation in found["violations"] for node in violation["nodes"]]


def axe(page):
    """Asserts that axe-core finds nothing: WCAG 2.2 AA and good practice."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def weight(browser, url, **context):
    """Bytes of a first visit with an empty cache: every response of the house, body packed as it travels.

    The parts of a browser's own viewer come from no house.
    """
    visitor = browser.new_context(**context)
    try:
        page, answers = visitor.new_page(), []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(url, wait_until="load")
        return sum(travelled(answer) for answer in answers if answer.url.startswith("http"))
    finally:
        visitor.close()


def travelled(answer):
    if answer.status in (204, 304) or 300 <= answer.status < 400:
        return 0
    body = answer.body()
    return len(gzip.compress(body)) if answer.headers.get("content-encoding") else len(body)


def fits(page):
    """Asserts that nothing runs out of the page sideways."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} is {over} px wider than the screen"


def plain(page):
    """Asserts that nobody reads markup: a piece of a page that was taken for words."""
    found = page.evaluate(r"document.body.innerText.match(/<\/?[a-z][^>]*>|&(amp|lt|gt|quot|#\d+);/g)")
    assert not found, f"{page.url} shows {found}"


def light(browser, page):
    """Asserts that a first visit to where a page is travels light, as the same person."""
    size = weight(browser, page.url, storage_state=page.context.storage_state())
    assert 0 < size < PAGE_BYTES_MAX, f"{page.url} weighs {size} bytes"
