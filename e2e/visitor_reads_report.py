"""A visitor reads the report for the regional review: questions, figures cited, and what is missing."""
import pytest
import story


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_reads_the_report_with_its_figures_and_gaps(someone, look, language):
    visitor = someone(language=language)
    visitor.open("/reports")
    look(visitor)
    path = story.first_link(visitor, "/reports/")
    visitor.open(path)
    for letter in "abcde":
        visitor.sees("Question {id}", id=letter)
    visitor.sees("What is missing")
    visitor.sees("Where each figure comes from")
    assert story.first_link(visitor, "/figures/")
    look(visitor)
    answer = visitor.page.request.get(path, headers={"Accept": "application/json"}).json()
    assert [question["id"] for question in answer["questions"]] == list("abcde")
    assert any(figure["value"] for figure in answer["figures"]) and answer["gaps"]
    assert visitor.page.request.get(path + "/pdf").body().startswith(b"%PDF")
    assert visitor.page.request.get(path + "/docx").body().startswith(b"PK")
