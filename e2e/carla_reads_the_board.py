"""Supervisor Carla reads the board of her offices, sets a goal, takes a table along, and looks at what repeats."""
import datetime

import keys

TITLES = ["Goals, and whether they will be met", "Groups of people compared", "Papers and visits of a case",
          "How long families were apart", "Who has which case", "Questions of people"]
# Open files of Lisbon at most, as the demo sets it.
DEMO_GOAL = 25
LISTS = ["backlog", "flow", "time-to-decision", "silence", "soon", "officers", "goals", "equity", "effort", "apart"]


def test_carla_reads_the_board_and_sets_a_goal(someone, see):
    carla, bruno = someone("carla"), someone("bruno")
    carla.open("/desk")
    carla.follow("The board of your offices")
    for title in TITLES:
        carla.sees(title)
    # The demo has a goal of its own; another takes its place.
    carla.reads(carla.say("at most {n} by {date}", n=DEMO_GOAL).split("{date}")[0])
    see(carla)
    goal = carla.group("Set a goal")
    carla.field("Open files at most", goal).fill("57")
    carla.field("On this day", goal).fill((datetime.date.today() + datetime.timedelta(days=120)).isoformat())
    keys.enter(carla, "Set the goal")
    carla.reads(carla.say("at most {n} by {date}", n=57).split("{date}")[0])
    assert bruno.status("/desk/board") == 403


def test_a_goal_in_the_past_is_none(someone):
    carla = someone("carla")
    carla.open("/desk/board")
    goal = carla.group("Set a goal")
    carla.field("Open files at most", goal).fill("58")
    carla.field("On this day", goal).fill("2020-01-01")
    carla.press("Set the goal")
    carla.open("/desk/board")
    carla.sees_not(carla.say("at most {n} by {date}", n=58).split("{date}")[0])


def test_every_table_of_the_board_can_be_taken_along(someone):
    carla, bruno = someone("carla"), someone("bruno")
    for name in LISTS:
        answer = carla.page.request.get(f"/desk/board/{name}/data.csv")
        assert answer.ok and "text/csv" in answer.headers["content-type"], name
        assert bruno.page.request.get(f"/desk/board/{name}/data.csv").status == 403, name
    # A table that the board shows with a row has that row in its file too.
    lines = carla.page.request.get("/desk/board/backlog/data.csv").text().strip().splitlines()
    assert len(lines) > 1


def test_carla_looks_at_what_repeats(someone, see):
    carla = someone("carla")
    carla.open("/desk/board")
    carla.follow("What repeats in the files of your offices")
    carla.sees("A question for you, and nothing else: it says nothing of anybody, and changes no case. A family, an "
               "adviser or a shared house is a good reason for most of it.")
    see(carla)


def test_carla_asks_what_more_decisions_would_change(someone, see):
    carla = someone("carla")
    carla.open("/desk/board?days=14")
    carla.field("More decisions a week than now").fill("1000")
    carla.press("What if?")
    carla.reads(carla.say("With {more} more decisions a week the open files come to an end about {date}.").split("{more}")[1].split("{date}")[0])
    assert "days=14" in carla.page.url
    see(carla)


def test_carla_sees_how_files_ended_and_who_was_never_reached(someone, see):
    carla, bruno = someone("carla"), someone("bruno")
    carla.open("/desk/board")
    carla.follow("How files ended")
    carla.sees("Nothing shows that they knew")
    see(carla)
    assert carla.page.request.get("/desk/board/endings/data.csv").ok
    assert bruno.status("/desk/board/endings") == 403
