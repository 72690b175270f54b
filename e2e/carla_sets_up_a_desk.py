"""Supervisor Carla adds a desk, sees first what other minutes would change, sets them, and opens it no more."""
import re


def row(carla, name):
    return carla.main.get_by_role("row").filter(has_text=name)


def test_carla_sets_up_a_desk(someone, look):
    carla, bruno = someone("carla"), someone("bruno")
    carla.open("/desk/hours")
    carla.follow("Desks of the office")
    look(carla)
    carla.press("Add the desk")
    carla.sees("Choose at least one.")
    look(carla)
    carla.field("Name of the desk").fill("Sala 9")
    carla.group("Services").get_by_role("checkbox").first.check()
    carla.field("Minutes for the first person").fill("30")
    carla.field("Minutes for each further one").fill("10")
    carla.field("Minutes from one time to the next").fill("10")
    carla.press("Add the desk")
    assert row(carla, "Sala 9").count() == 1
    look(carla)
    # A name of this office is given once.
    carla.field("Name of the desk").fill("Sala 9")
    carla.group("Services").get_by_role("checkbox").first.check()
    for field in ("Minutes for the first person", "Minutes for each further one", "Minutes from one time to the next"):
        carla.field(field).fill("20")
    carla.press("Add the desk")
    carla.sees("This office has or had a desk of this name. Choose another one.")
    row(carla, "Sala 9").get_by_role("link").click()
    carla.page.wait_for_load_state()
    desk = carla.path
    assert re.fullmatch(r"/desk/desks/\d+", desk)
    carla.field("Minutes for the first person").fill("20")
    carla.press("See what would change")
    carla.sees("What it would do")
    look(carla)
    # Nothing is set yet.
    carla.open(desk)
    assert carla.field("Minutes for the first person").input_value() == "30"
    carla.field("Minutes for the first person").fill("20")
    carla.press("Set the desk so")
    assert "20 minutos" in row(carla, "Sala 9").inner_text()
    assert bruno.status(desk) == 403
    row(carla, "Sala 9").get_by_role("link").click()
    carla.page.wait_for_load_state()
    carla.press("Open this desk no more")
    assert row(carla, "Sala 9").count() == 0
    assert carla.status(desk) == 404
