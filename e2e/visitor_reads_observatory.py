"""A visitor reads a long series as a chart, as a table and as a file, and sees where years cannot be compared."""
import csv
import io

import pytest


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_reads_foreign_residents_since_1980(someone, look, language):
    visitor = someone(language=language)
    visitor.open("/observatory")
    look(visitor)
    visitor.open("/observatory/pt-foreign-residents")
    assert visitor.main.get_by_role("img").count() >= 1
    visitor.reads("2001")
    for title in ["Source", "Vintage", "Licence", "Method and cautions"]:
        visitor.sees(title)
    look(visitor)
    visitor.main.get_by_text(visitor.say("See the numbers as a table")).click()
    table = visitor.main.get_by_role("table").first
    assert table.get_by_role("row").count() == 1 + 44
    assert "1980" in table.inner_text() and "2023" in table.inner_text()
    look(visitor)


def test_the_file_holds_what_the_page_shows(someone):
    text = someone().page.request.get("/observatory/pt-foreign-residents/data.csv").text()
    data = list(csv.DictReader(io.StringIO(text)))
    assert list(data[0]) == ["series", "dimensions", "period", "value", "flag", "note", "vintage"]
    years = [row["period"] for row in data]
    assert (years[0], years[-1], len(years)) == ("1980", "2023", 44)


def test_a_visitor_reads_one_eurostat_series(someone, look):
    visitor = someone()
    visitor.open("/observatory/eurostat-first-permits")
    visitor.reads("Eurostat")
    visitor.reads("Portugal")
    look(visitor)
