"""On the equality body's own host: somebody complains without a name while nobody works there; then a lawyer decides."""
import os
import subprocess
import tempfile

import pytest

import eyes
import house
import people
import story

WORDS = "Um senhorio de Alfarrobeira disse-me que não arrenda a estrangeiros."
PASSWORD = "longe-do-rio-2026"


@pytest.fixture(scope="module")
def equality():
    """The address of `cais serve --compartment equality` with a key of its own, and its store."""
    with tempfile.TemporaryDirectory(prefix="cais-equality.") as folder:
        store = ["--data", folder + "/store", "--home", str(house.PROJECT)]
        run(["setup", "--compartment", "equality", *store])
        port = house.free_port()
        with open(folder + "/log", "w+", encoding="utf-8") as log:
            server = subprocess.Popen([house.CAIS, "serve", *store, "--compartment", "equality", "--port", str(port), "--rate", "0"],
                                      cwd=house.PROJECT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=os.environ | {"TZ": "UTC"})
            try:
                house.wait_until_ready(server, f"http://127.0.0.1:{port}", log)
                yield f"http://127.0.0.1:{port}", store
            finally:
                house.stop(server)


@pytest.fixture
def at_equality(browser, equality):
    opened = []

    def come():
        context = browser.new_context(base_url=equality[0], viewport=eyes.PHONE, locale="pt-PT")
        opened.append(context)
        return people.Person(context.new_page())

    yield come
    for context in opened:
        context.close()


def run(command, typed=None):
    done = subprocess.run([house.CAIS, *command], cwd=house.PROJECT, input=typed, text=True, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def stands(person, keepsakes):
    """Opens the person's page of a complaint with both keepsakes."""
    person.open("/complaints/status")
    person.main.locator("[name=reference]").fill(keepsakes[0])
    person.main.locator("[name=code]").fill(keepsakes[1])
    person.press("Ask")


def do(lawyer, title, **answers):
    """Does one act of the desk: its title and answers are those of the policy."""
    part = lawyer.main.locator("details", has=lawyer.page.locator(f'summary:text-is("{title}")'))
    part.locator("summary").first.click()
    for name, value in answers.items():
        field = part.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            part.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    part.get_by_role("button", name=title, exact=True).click()


def test_anyone_complains_anonymously_and_a_lawyer_decides(at_equality, equality):
    visitor = at_equality()
    keepsakes = story.complain(visitor, WORDS)
    stands(visitor, keepsakes)
    visitor.sees("Not read yet.")
    visitor.main.locator("[name=message]").fill("A vizinha também ouviu.")
    visitor.press("Send the message")
    visitor.reads("A vizinha também ouviu.")
    lawyer = hired(at_equality(), equality[1])
    lawyer.open("/complaints")
    lawyer.open(story.first_link(lawyer, "/complaints/"))
    lawyer.reads(WORDS)
    do(lawyer, "Abrir o processo")
    do(lawyer, "Notificar quem é acusado", accusedNotifiedOn="2026-11-20", accusedNow="Zeferino", offenderKind="natural")
    do(lawyer, "Anotar a resposta de quem é acusado", accusedAnswer="Não foi assim.")
    do(lawyer, "Propor uma decisão", proposal="Admoestação, porque se provou.")
    do(lawyer, "Decidir", decision="admonition", decisionReasons="Provou-se.", norm="artigo 4.º", publicFacts="Um senhorio recusou uma casa.")
    do(lawyer, "Anotar que a decisão é definitiva", finalOn="2026-11-20", appealResult="noAppeal")
    stands(visitor, keepsakes)
    visitor.reads("Admoestação")
    visitor.open("/sanctions").reads("Um senhorio recusou uma casa.")
    visitor.sees_not("Zeferino")


def hired(lawyer, store):
    """An account that only this host knows, with the duty to read complaints."""
    run(["user", "add", "lia", "--name", "Lia", "--compartment", "equality", *store], typed=PASSWORD + "\n")
    run(["user", "duty", "lia", "--role", "jurist", "--purpose", "complaint", "--organisation", "2", "--compartment", "equality", *store])
    lawyer.open("/sign-in")
    lawyer.field("User name").first.fill("lia")
    lawyer.field("Password").fill(PASSWORD)
    lawyer.press("Sign in")
    return lawyer
