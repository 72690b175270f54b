"""The equality body's host, with a key and an administrator of its own, takes complaints whether or not the general house is open."""
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from conftest import DATABASE, ENGINES

import eyes
import house
import people
import story

COMPLAINTS = ["Um senhorio de Alfarrobeira não arrenda a estrangeiros.", "Na padaria Zambujal recusaram-me o pão.", "Em Quintanilha riram-se do meu sotaque."]
WORDS = ["Alfarrobeira", "Zambujal", "Quintanilha"]
PASSWORD = "longe-do-rio-2026"
LOG_BYTES_MAX = 1 << 20


@pytest.fixture(params=ENGINES)
def stores(request):
    """Two stores made apart, each with the one key that it needs; the general one has not that of complaints."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cais-apart."))
        made = []
        for name in ["general", "equality"]:
            store = ["--data", f"{folder}/{name}"]
            if request.param == "postgres":
                store += ["--database", house.own_database(DATABASE, stack, "_" + name)]
            run(store, "setup", "--compartment", name)
            made.append(store)
        yield made


@pytest.fixture
def come(browser):
    """come(url): a person at a browser of their own."""
    opened = []

    def at(url):
        context = browser.new_context(base_url=url, viewport=eyes.PHONE, locale="pt-PT")
        opened.append(context)
        return people.Person(context.new_page())

    yield at
    for context in opened:
        context.close()


def run(store, *command, typed=None, is_good=True):
    done = subprocess.run([house.CAIS, *command, *store, "--home", str(house.PROJECT)], cwd=house.PROJECT, input=typed, text=True, capture_output=True,
                          timeout=house.COMMAND_SECONDS_MAX, check=False)
    assert (done.returncode == 0) == is_good, done.stderr
    return done.stdout + done.stderr


def hire(equality, login, role, purpose):
    """An account that only the equality body's host knows."""
    run(equality, "user", "add", login, "--name", login.capitalize(), "--compartment", "equality", typed=PASSWORD + "\n")
    run(equality, "user", "duty", login, "--role", role, "--purpose", purpose, "--organisation", "2", "--compartment", "equality")


def sign_in(person, login):
    person.open("/sign-in")
    person.field("User name").first.fill(login)
    person.field("Password").fill(PASSWORD)
    person.press("Sign in")
    return person


def expect_nothing(folder, *logs):
    """No word of a complaint in a raw file, as it is or as PostgreSQL writes bytes, nor in what the houses wrote; answers how many bytes it read."""
    contents = [path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()]
    for word in WORDS:
        for form in [word.encode(), word.encode().hex().encode()]:
            assert not any(form in one for one in [*contents, *(log.encode() for log in logs)]), word
    return sum(len(one) for one in contents)


def test_complaints_come_in_whether_or_not_the_general_house_is_open(stores, come):
    general, equality = stores
    hire(equality, "adela", "administrator", "operation")
    hire(equality, "lia", "jurist", "complaint")
    folder = Path(equality[1]).parent
    with house.listening(equality, 0, "--compartment", "equality") as own:
        with house.listening(general, 0) as open_house:
            visitor = come(open_house)
            assert visitor.status("/complaints/new") == 404, "the general house has no key for it"
            keepsakes = [story.complain(come(own), COMPLAINTS[0])]
            for path in ["/", "/help", "/sign-in"]:
                assert visitor.status(path) == 200, path
            # An account of the one house is nobody at the other.
            assert sign_in(visitor, "adela").path.startswith("/sign-in")
            general_log = house.last_words(open_house, LOG_BYTES_MAX)
        assert not house.is_ready(open_house)
        keepsakes.append(story.complain(come(own), COMPLAINTS[1]))
        without_a_key(general, own)
        keepsakes.append(story.complain(come(own), COMPLAINTS[2]))
        follows_and_reads(come, own, keepsakes)
        own_log = house.last_words(own, LOG_BYTES_MAX)
        expect_nothing(folder, general_log, own_log)
        assert '"route":"/sign-in"' in own_log and "/complaints" not in own_log
        with house.listening(general, 0) as again:
            assert come(again).status("/help") == 200
    run(equality, "backup", f"{folder}/backup")
    assert expect_nothing(folder) > 10_000
    for store in stores:
        run(store, "verify")


def without_a_key(general, own):
    """A general house whose key is gone does not open and says why; that of complaints does not notice."""
    key = Path(general[1]) / "keys" / "general.key"
    kept = key.rename(key.with_suffix(".away"))
    assert "key" in run(general, "serve", "--port", str(house.free_port()), is_good=False)
    assert house.is_ready(own)
    kept.rename(key)


def follows_and_reads(come, own, keepsakes):
    """Each complaint is followed with its keepsakes; the body's jurist reads them all, and its administrator none."""
    for reference, code in keepsakes:
        visitor = come(own).open("/complaints/status")
        visitor.field("Reference").fill(reference)
        visitor.field("Your secret code").fill(code)
        visitor.press("Ask")
        visitor.sees("Not read yet.")
    adela = sign_in(come(own), "adela").open("/accounts")
    adela.reads("lia")
    assert adela.status("/complaints") == 403
    lia = sign_in(come(own), "lia").open("/complaints")
    links = [link.get_attribute("href") or "" for link in lia.main.get_by_role("link").all()]
    paths = sorted({link for link in links if link.removeprefix("/complaints/").isdigit()})
    assert len(paths) == len(COMPLAINTS)
    shown = "".join(lia.open(path).main.inner_text() for path in paths)
    assert all(words in shown for words in COMPLAINTS)
    assert adela.status(paths[0]) == 403
