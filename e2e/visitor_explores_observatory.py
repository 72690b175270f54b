"""A visitor searches the series, chooses lines, builds a table, reads maps, and compares countries; all by address."""
import csv
import io

import pytest


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_searches_and_finds_a_way_on(someone, see, language):
    visitor = someone(language=language)
    visitor.open("/observatory")
    see(visitor)
    visitor.main.get_by_role("searchbox", name=visitor.say("Search the series")).fill("zzzz")
    visitor.press("Search")
    visitor.sees("No series found")
    see(visitor)
    visitor.follow("All series")
    assert visitor.main.get_by_role("table").first.get_by_role("row").count() > 5


def test_lines_stand_in_the_address(someone, see):
    visitor = someone(language="en")
    visitor.open("/observatory/eurostat-population?by=geo&lines=PT~ES")
    visitor.reads("Portugal")
    see(visitor)
    visitor.follow("take this line away")
    assert "lines=" in visitor.page.url
    visitor.main.get_by_text(visitor.say("How to cite it")).click()
    visitor.reads("Vintage")


def test_sums_are_refused_where_people_would_count_twice(someone, see):
    visitor = someone(language="en")
    visitor.open("/observatory/pt-foreign-residents-by-nationality/table?rows=sex&columns=period&totals=1")
    visitor.reads("counted once in each period")
    see(visitor)
    with visitor.page.expect_download() as waiting:
        visitor.main.get_by_role("link", name="Exactly this table, as CSV").click()
    table = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8"))))
    assert table[0][:2] == ["code", "sex"]
    assert len({len(row) for row in table}) == 1


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_map_has_its_islands_table_and_classes_without_colour(someone, see, language):
    visitor = someone(language=language)
    visitor.open("/observatory/maps/census-2021")
    visitor.sees("Azores and Madeira: {n} municipalities", n="30")
    see(visitor)
    visitor.main.get_by_role("list", name=visitor.say("Classes of the map")).get_by_role("link").last.click()
    visitor.page.wait_for_load_state()
    visitor.sees("The municipalities of class {n}", n="5")
    see(visitor)


def test_countries_are_compared_or_the_reason_is_told(someone, see):
    visitor = someone(language="en")
    visitor.open("/observatory/compare?series=net-migration-wpp&who=unece")
    visitor.sees("What is compared")
    see(visitor)
    visitor.open("/observatory/compare?series=net-migration-wpp&with=net-migration-national&codes=PT,ES,FR")
    visitor.sees("No order is given")
    see(visitor)


@pytest.mark.parametrize("language", ["pt", "en"])
def test_two_countries_stand_side_by_side_with_their_differences(someone, see, language):
    visitor = someone(language=language)
    visitor.open("/observatory/countries/PT")
    see(visitor)
    visitor.main.get_by_role("combobox", name=visitor.say("Beside it")).select_option(value="ES")
    visitor.press("Show side by side")
    visitor.sees("differs")
    see(visitor)


def test_a_chart_stands_in_a_frame_of_another_site(someone):
    answer = someone().page.request.get("/embed/series/pt-foreign-residents")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
