"""Fixtures of the journeys: `url`, `page` (desktop and phone), `visit` for several people at once.

Every journey runs on SQLite; with CAIS_E2E_DATABASE=postgresql://… (or CAIS_TEST_POSTGRES) also on PostgreSQL.
Find things by role and accessible name, never by class or id.
"""
import os

import eyes
import house
import pytest

DATABASE = os.environ.get("CAIS_E2E_DATABASE") or os.environ.get("CAIS_TEST_POSTGRES")
ENGINES = ["sqlite"] + (["postgres"] if DATABASE else [])


@pytest.fixture(scope="session", params=ENGINES)
def url(request):
    """Where a Cais of this run's own answers."""
    with house.serving(DATABASE if request.param == "postgres" else None) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with eyes.chromium() as one:
        yield one


@pytest.fixture
def visit(browser, url):
    """Makes pages, each with its own cookies: visit(viewport=eyes.PHONE, locale="en", javaScriptEnabled=False)."""
    opened = []

    def new(viewport=None, locale="pt-PT", **more):
        context = browser.new_context(base_url=url, viewport=viewport or eyes.DESKTOP, locale=locale, **more)
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()


@pytest.fixture(params=["desktop", "phone"])
def page(request, visit):
    """A page on a desk and on a phone: a journey that takes it runs on both."""
    phone = request.param == "phone"
    return visit(viewport=eyes.PHONE if phone else eyes.DESKTOP, has_touch=phone)


@pytest.fixture
def axe():
    return eyes.axe


@pytest.fixture
def weight(browser):
    """weight(page): bytes of a first visit to where the page is, as the same person."""
    def of(page):
        return eyes.weight(browser, page.url, storage_state=page.context.storage_state())
    return of
