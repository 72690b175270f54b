"""Officer Bruno takes the next right case with one press; supervisor Carla sees who has it and gives it back."""


def test_bruno_takes_the_next_case_and_carla_releases_it(someone, look):
    bruno, carla = someone("bruno"), someone("carla")
    bruno.open("/desk")
    look(bruno)
    bruno.press("Take the next case")
    bruno.sees("You have this case")
    look(bruno)
    mine = bruno.path
    reference = mine.rsplit("/", 1)[1]
    bruno.open("/desk?taken=mine")
    bruno.reads(reference)

    carla.open("/desk/board")
    carla.sees("Who has which case")
    carla.reads(reference)
    look(carla)
    carla.open(mine)
    carla.reads("Bruno Matos")
    look(carla)
    carla.press("Release this case")
    assert carla.main.get_by_role("button", name=carla.say("Take this case"), exact=True).count() == 1
