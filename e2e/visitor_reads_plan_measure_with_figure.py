"""A visitor reads the plan, what is not known of it, and a measure that shows a published number."""
import pytest
import story


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_visitor_reads_a_measure_with_its_published_number(someone, look, language):
    visitor = someone(language=language)
    visitor.open("/plan")
    visitor.reads("18")
    visitor.reads("97")
    visitor.sees("Published numbers of this plan")
    look(visitor)
    visitor.open(story.first_link(visitor, "/plan/measures/"))
    visitor.sees("Published numbers of this measure")
    visitor.sees("Nobody has reported on this measure yet.")
    visitor.sees("Not known")
    look(visitor)
    figure = story.first_link(visitor, "/figures/")
    visitor.open(figure)
    visitor.sees("Definition")


def test_the_coordinator_cannot_call_a_measure_done_without_evidence(someone, look):
    eva = someone("eva")
    eva.open(story.first_link(eva.open("/plan"), "/plan/measures/"))
    eva.main.get_by_role("radio").last.check()
    eva.press("Send the report")
    assert eva.main.get_by_role("alert").count() == 1
    look(eva)
