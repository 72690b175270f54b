"""A supervisor opens the weeks of a desk by a rule, is told what is missing, and ends the rule again."""
import datetime


def test_carla_opens_weeks_by_a_rule(someone, look):
    carla = someone("carla")
    carla.open("/desk/hours")
    look(carla)
    carla.press("Keep the rule and open its first weeks")
    carla.sees("Choose at least one.")
    look(carla)
    first = datetime.date.today() + datetime.timedelta(days=60)
    carla.group("Desks").get_by_role("checkbox").first.check()
    carla.group("Days").get_by_role("checkbox").nth(2).check()
    carla.field("Weeks").select_option("weeks-2")
    carla.field("Opens at").fill("16:00")
    carla.field("Closes at").fill("17:00")
    carla.field("First day").fill(first.isoformat())
    carla.field("Last day").fill((first + datetime.timedelta(days=90)).isoformat())
    carla.press("Keep the rule and open its first weeks")
    rules = carla.main.get_by_role("row").filter(has_text=carla.say("Every {n} weeks", n=2))
    assert rules.count() == 1
    look(carla)
    carla.press("Open no more weeks", rules.first)
    assert rules.count() == 0
