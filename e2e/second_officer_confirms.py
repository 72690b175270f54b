"""Where a procedure wants four eyes, Bruno only proposes; Carla sends it back once, then confirms, and only then it is decided.

It starts a `cais serve` of its own over a copy of the policy whose family reunification says `fourEyes: true`.
"""
import shutil

import eyes
import house
import people
import pytest
import story

PROCEDURE = "procedures/family-reunification.yaml"
REASONS = "Os documentos provam o laço familiar."


@pytest.fixture(scope="module")
def by_two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("policy") / "pt"
    shutil.copytree(house.PROJECT / "policy" / "pt", folder)
    with open(folder / PROCEDURE, "a", encoding="utf-8") as file:
        file.write("\nfourEyes: true\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAIS_POLICY", str(folder))
        with house.serving() as url:
            yield url


@pytest.fixture
def at_house(browser, by_two):
    opened = []

    def come(account):
        context = browser.new_context(base_url=by_two, viewport=eyes.DESKTOP, locale="pt-PT")
        opened.append(context)
        return people.Person(context.new_page()).sign_in(account)

    yield come
    for context in opened:
        context.close()


def test_one_proposes_and_another_confirms(browser, at_house):
    ana, bruno, carla = at_house("ana"), at_house("bruno"), at_house("carla")
    reference = story.file(ana)
    propose(bruno, reference)
    bruno.sees("Proposed, and waits for a second officer")
    bruno.sees("You proposed this decision: a colleague of the office confirms it.")
    looked_at(browser, bruno)
    ana.open(f"/cases/{reference}")
    ana.sees("It is the office's turn: it examines your file.")
    ana.sees_not(REASONS)

    carla.open(f"/desk/cases/{reference}")
    carla.reads("Bruno Matos")
    carla.reads(REASONS)
    looked_at(browser, carla)
    carla.field("Why does it go back?").fill("Falta dizer o artigo.")
    carla.press("Send it back")
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads("Falta dizer o artigo.")
    propose(bruno, reference)
    carla.open(f"/desk/cases/{reference}")
    carla.press("Confirm: it is decided")
    looked_at(browser, carla)
    ana.open(f"/cases/{reference}")
    letter = story.first_link(ana, "/letters/")
    assert REASONS in ana.open(letter).page.content()


def propose(bruno, reference):
    bruno.open(f"/desk/cases/{reference}")
    bruno.sees("Propose the decision")
    bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome")).get_by_role("radio").first.check()
    bruno.group("Grounds").get_by_role("checkbox").first.check()
    bruno.main.get_by_role("radiogroup", name=bruno.say("Why grant although papers are missing?")).get_by_role("radio").first.check()
    bruno.field("Reasons, in words the person understands").fill(REASONS)
    bruno.press("Propose the decision")


def looked_at(browser, person):
    for viewport in [eyes.PHONE, eyes.DESKTOP]:
        person.page.set_viewport_size(viewport)
        eyes.axe(person.page)
        eyes.fits(person.page)
    eyes.light(browser, person.page)
