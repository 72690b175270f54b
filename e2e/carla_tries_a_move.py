"""Supervisor Carla reads what differs between two versions of a law, what would become of each open file, moves them and takes it back."""

import re

PROCEDURE = "/desk/procedures/family-reunification"
PAIR = "?from=law-61-2025&to=law-23-2007"


def test_carla_reads_what_differs_and_tries_a_move(someone, look):
    carla = someone("carla")
    carla.open("/desk/procedures")
    carla.sees("Versions of the procedures")
    look(carla)
    carla.open(PROCEDURE + "/differences" + PAIR)
    carla.sees("For the person")
    look(carla)
    carla.follow("The open files that this concerns")
    carla.sees("Move these files to another version")
    look(carla)
    give_reasons(carla)
    carla.press("See what would happen")
    carla.sees("Verdict")
    carla.sees("What changes")
    look(carla)
    # Nothing was done: a trial is no run.
    carla.open("/desk/runs")
    carla.sees("You have done nothing with several cases yet.")


def test_bruno_tries_one_thing_with_a_case_of_the_queue(someone, look):
    bruno = someone("bruno")
    bruno.open("/desk?taken=free")
    box = bruno.main.get_by_role("table").get_by_role("checkbox").first
    reference = box.get_attribute("value")
    box.check()
    bruno.press("See what would happen")
    bruno.sees("It would be done with {n} of {all} cases", n="1", all="1")
    bruno.reads(reference)
    look(bruno)


def test_carla_moves_the_files_and_undoes_it(someone, see):
    carla, bruno = someone("carla"), someone("bruno")
    carla.open(PROCEDURE + "/cases" + PAIR)
    give_reasons(carla)
    carla.choose("Move them too: the legal basis covers it")
    carla.press("See what would happen")
    # The first of those that would be moved.
    rows = carla.main.get_by_role("row").filter(has=carla.page.locator('a[href^="/desk/cases/"]'))
    row = rows.filter(has_not_text=carla.say("stays as it is")).first
    moved = row.get_by_role("link").first.inner_text()
    carla.press("Move them")
    run = carla.path
    assert re.fullmatch(r"/desk/runs/\d+", run), run
    until_the_end(carla, "Go on")
    carla.reads("artigo inventado para este ensaio")
    see(carla)
    carla.open(f"/desk/cases/{moved}")
    carla.reads("Um ensaio.")
    see(carla)
    assert bruno.status(run) == 404
    bruno.open("/desk/procedures")
    assert bruno.status(PROCEDURE + "/cases" + PAIR) == 403

    carla.open(run)
    carla.press("Undo all of it")
    until_the_end(carla, "Go on undoing")
    carla.sees("undone")
    see(carla)


def give_reasons(carla):
    carla.main.get_by_label(carla.say("Why"), exact=True).fill("Um ensaio.")
    carla.main.get_by_label(carla.say("Legal basis"), exact=True).fill("artigo inventado para este ensaio")


def until_the_end(carla, name):
    """A run goes through its files a batch at a time."""
    while (button := carla.main.get_by_role("button", name=carla.say(name), exact=True)).count():
        button.click()
        carla.page.wait_for_load_state()
