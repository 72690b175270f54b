"""Officer Bruno does one thing with several cases: first what would happen, then a report, then it is undone."""
import keys
import story


def test_bruno_takes_two_cases_at_once_and_undoes_it(someone, see, look):
    ana, bruno, carla = someone("ana"), someone("bruno"), someone("carla")
    free, hers = story.file(ana), story.file(ana)
    carla.open(f"/desk/cases/{hers}")
    carla.press("Take this case")

    choose(bruno, [free, hers])
    bruno.press("See what would happen")
    # One can be taken, the other is somebody's: each says so, and the one does not stop the other.
    bruno.sees("It would be done with {n} of {all} cases", n=1, all=2)
    bruno.reads("Carla Nunes")
    look(bruno)
    bruno.open(f"/desk/cases/{free}")
    bruno.sees_not(bruno.say("You have this case"))

    choose(bruno, [free, hers])
    bruno.press("See what would happen")
    keys.enter(bruno, "Do it")
    run = bruno.path
    assert run.startswith("/desk/runs/")
    see(bruno)
    bruno.open(f"/desk/cases/{free}")
    bruno.sees("You have this case")
    bruno.open("/desk/runs")
    assert story.first_link(bruno, run) == run
    see(bruno)
    assert carla.status(run) == 404, "a run is nobody's but of whoever began it"

    bruno.open(run)
    keys.enter(bruno, "Undo all of it")
    bruno.sees("undone")
    see(bruno)
    bruno.open(f"/desk/cases/{free}")
    bruno.sees("Take this case")
    carla.open(f"/desk/cases/{hers}")
    carla.press("Release this case")


def test_bruno_asks_several_for_one_paper_and_that_is_not_called_back(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    files = [story.file(ana), story.file(ana)]
    choose(bruno, files)
    bruno.field("Do with the chosen cases").select_option("ask")
    bruno.main.locator('select[name="paper"]').select_option("family-tie")
    bruno.press("See what would happen")
    bruno.sees("It would be done with {n} of {all} cases", n=2, all=2)
    bruno.press("Do it")
    bruno.sees("done")
    assert bruno.main.get_by_role("button", name=bruno.say("Undo all of it"), exact=True).count() == 0
    see(bruno)
    for reference in files:
        ana.open(f"/cases/{reference}")
        ana.sees("It is your turn: hand in what is missing.")


def choose(bruno, references):
    """Ticks cases of the queue, the newest first; each box carries the reference."""
    bruno.open("/desk?sort=-filed")
    for reference in references:
        bruno.main.locator(f'input[type="checkbox"][value="{reference}"]').check()
