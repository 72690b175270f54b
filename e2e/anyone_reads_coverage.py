"""Anyone reads how far help is: in numbers, on a map, in a file, and where a travelling team should stop."""
import csv
import io

import pytest


@pytest.mark.parametrize("language", ["pt", "en"])
def test_anyone_reads_how_far_help_is(someone, look, language):
    visitor = someone(language=language)
    visitor.open(f"/help?lang={language}")
    visitor.follow("How far help is")
    visitor.sees("Need by need")
    look(visitor)
    visitor.field("Need").first.select_option(label=visitor.say("Residence permit"))
    visitor.field("What counts").select_option(label=visitor.say("places where it is filed"))
    visitor.press("Show")
    visitor.sees("What these numbers rest on")
    visitor.sees("Centres whose money ends soon")
    look(visitor)
    visitor.follow("Show it on a map")
    visitor.sees("The islands are not on the map; the table has them.")
    assert visitor.main.get_by_role("img").count() >= 1
    look(visitor)


def test_the_table_turns_and_the_file_has_every_municipality(someone, url):
    visitor = someone(language="en")
    visitor.open("/coverage?need=residence&act=processes&lang=en")
    rows = visitor.main.get_by_role("region", name="The municipalities").get_by_role("row")
    first = rows.nth(1).inner_text()
    visitor.follow("Kilometres")
    assert rows.nth(1).inner_text() != first
    with visitor.page.expect_download() as waiting:
        visitor.main.get_by_role("link", name="Download as CSV").click()
    table = list(csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"))))
    assert len(table) == 308
    assert sum(not row["km"] for row in table) == 9
    assert sum(int(row["population_2021"]) for row in table) == 10_343_066


def test_a_travelling_team_is_planned(someone, look):
    visitor = someone(language="en")
    visitor.open("/coverage?need=residence&act=processes&lang=en")
    visitor.follow("Where should a travelling team stop?")
    visitor.field("How many stops").fill("3")
    visitor.press("Show")
    rows = visitor.main.get_by_role("region", name="Stops, best first").get_by_role("row")
    assert rows.count() == 4
    visitor.sees("Nemhauser")
    look(visitor)
