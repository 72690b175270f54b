"""A visitor on a phone finds help in three taps, narrows it, and says what is wrong with a place."""
import pytest


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_visitor_finds_help_in_three_taps(someone, look, page):
    visitor = someone(phone=True)
    visitor.open("/?lang=en")
    visitor.follow("Find help")  # one
    visitor.main.get_by_label("What do you need help with?").select_option(label="Housing")  # two
    visitor.press("Show places")  # three
    visitor.sees("places found")
    visitor.sees("First the places that can decide, then the nearest ones.")
    look(visitor)
