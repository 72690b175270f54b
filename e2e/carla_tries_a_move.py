"""Supervisor Carla reads what differs between two versions of a law, and what would become of each open file."""

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
    carla.main.get_by_label(carla.say("Why"), exact=True).fill("Um ensaio.")
    carla.main.get_by_label(carla.say("Legal basis"), exact=True).fill("artigo inventado para este ensaio")
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
