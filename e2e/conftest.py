"""Fixtures of the journeys: `url`, `page` (desktop and phone), `someone` at a browser, `look` with axe's eyes.

Every journey runs on SQLite; with CAIS_E2E_DATABASE=postgresql://… (or CAIS_TEST_POSTGRES) also on PostgreSQL.
With `-n` several browsers go side by side, each with a Cais of its own; what one file tells in an order stays together.
Find things by role and accessible name, never by class or id.
"""
import os
import time
from contextlib import ExitStack
from pathlib import Path

import eyes
import house
import people
import pytest

DATABASE = os.environ.get("CAIS_E2E_DATABASE") or os.environ.get("CAIS_TEST_POSTGRES")
ENGINES = ["sqlite"] + (["postgres"] if DATABASE else [])
# What a store has to do: file, book and decide at one time, list, search, merge, import, publish, give away and erase.
ON_BOTH = set("""
    admin_keeps_the_directory ana_asks_and_bruno_answers ana_books_biometrics ana_books_one_visit_for_three
    ana_cancels_and_the_next_is_asked ana_complains_and_asks_for_her_data ana_downloads_everything ana_files_for_her_household
    analyst_imports_series bruno_does_many_at_once bruno_records_asks_receives_decides carla_closes_a_day figures_move
    ines_takes_a_complaint_to_its_end mediator_refers_person officer_merges_and_undoes_a_duplicate program_reads_hsds
    supervisor_announces_a_round supervisor_erases_a_file visitor_explores_observatory visitor_finds_help_in_three_taps
""".split())
LOCALES = {"pt": "pt-PT", "en": "en-GB", "ar": "ar"}
# Longer than any page needs on a busy machine, short enough to wait for.
PATIENCE_MS = 15_000
# Shorter than the house lets any account idle, also where a run takes long.
SIGNED_IN_SECONDS = 600


# First: xdist reads the marks in a hook of the same name.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What has to stay together: the journeys of one file on one engine; of the pages, those of one account."""
    whole = os.environ.get("CAIS_E2E_WHOLE") == "1"
    for item in list(items):
        parts = getattr(item, "callspec", None)
        values = dict(parts.params) if parts else {}
        name = [Path(item.fspath).stem, str(values.get("url"))]
        if not whole and is_same_on_postgres(name[0], values):
            items.remove(item)
            continue
        if name[0] == "anyone_opens_pages":
            name += [str(values.get("account")), str(values.get("language"))]
        item.add_marker(pytest.mark.xdist_group("-".join(name)))


def is_same_on_postgres(file, values):
    """A page looks and weighs the same from either database, in every language. The Swift tests open nearly all pages on both;
    of the journeys those of ON_BOTH do, and with CAIS_E2E_WHOLE=1 all."""
    if values.get("url") != "postgres":
        return False
    return file not in ON_BOTH or values.get("language", "pt") != "pt"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A journey that failed shows what its Cais wrote."""
    report = yield
    url = getattr(item, "funcargs", {}).get("url")
    if report.failed and url in house.LOGS:
        report.sections.append(("what Cais wrote last", house.last_words(url)))
    return report


@pytest.fixture(scope="session")
def houses():
    """houses(engine): where a Cais of this run's own answers, begun when first asked for and there to the end."""
    with ExitStack() as stack:
        known = {}

        def at(engine):
            if engine not in known:
                database = house.own_database(DATABASE, stack) if engine == "postgres" else None
                known[engine] = stack.enter_context(house.serving(database))
            return known[engine]
        yield at


@pytest.fixture(scope="session", params=ENGINES)
def url(request, houses):
    """Where a Cais of this run's own answers."""
    return houses(request.param)


@pytest.fixture(scope="session")
def browser():
    with eyes.chromium() as one:
        yield one


@pytest.fixture
def visit(browser, url):
    """Makes pages, each with its own cookies: visit(viewport=eyes.PHONE, locale="en", java_script_enabled=False)."""
    opened = []

    def new(viewport=None, locale="pt-PT", **more):
        more = {"base_url": url} | more
        context = browser.new_context(viewport=viewport or eyes.DESKTOP, locale=locale, **more)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def sessions():
    """Who is signed in where and since when: one sign-in an account, language and engine, for some minutes."""
    return {}


@pytest.fixture
def someone(visit, url, sessions):
    """someone("ana", "en", script=False): a person at a browser of their own, signed in where an account is named."""
    def come(account=None, language="pt", script=True):
        kept, since = sessions.get((url, account, language), (None, 0))
        if time.monotonic() - since > SIGNED_IN_SECONDS:
            kept = None
        page = visit(locale=LOCALES[language], java_script_enabled=script, storage_state=kept)
        person = people.Person(page, language)
        if account and not kept:
            person.sign_in(account)
            sessions[url, account, language] = page.context.storage_state(), time.monotonic()
        return person
    return come


@pytest.fixture(scope="session")
def children_host(url):
    """Where the host of child protection answers, beside the Cais of this run."""
    with house.beside(url, "protection") as address:
        yield address


@pytest.fixture
def protector(visit, children_host):
    """protector("teresa"): somebody who works on the host of child protection."""
    def come(account, language="pt"):
        person = people.Person(visit(locale=LOCALES[language], base_url=children_host), language)
        return person.sign_in(account)
    return come


@pytest.fixture(scope="session")
def help_host(url):
    """Where the host of the help room answers, beside the Cais of this run."""
    with house.beside(url, "help") as address:
        yield address


@pytest.fixture
def helper(visit, help_host):
    """helper("dora"): somebody who works on the host of the help room."""
    def come(account, language="pt"):
        person = people.Person(visit(locale=LOCALES[language], base_url=help_host), language)
        return person.sign_in(account)
    return come


@pytest.fixture
def look(request):
    """look(person): axe finds nothing on their page and nothing runs out of it, on a desk and on a phone.

    A page looks the same from either database: eyes are open on SQLite only.
    """
    def at(person):
        if request.node.callspec.params["url"] != "sqlite":
            return
        for viewport in [eyes.PHONE, eyes.DESKTOP]:
            person.page.set_viewport_size(viewport)
            eyes.axe(person.page)
            eyes.fits(person.page)
            eyes.plain(person.page)
    return at


@pytest.fixture
def see(request, browser, look):
    """see(person): looks at their page, and a first visit to it is light; for pages that can be opened by address."""
    def at(person):
        look(person)
        if request.node.callspec.params["url"] == "sqlite":
            eyes.light(browser, person.page)
    return at


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
