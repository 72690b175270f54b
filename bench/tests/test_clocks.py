"""python3 -m unittest discover -s bench/tests -t bench"""

import datetime
import unittest

from harness import clocks

WORKING, CALENDAR, MONTHS = range(3)
FAR = "2029-01-01"


def number(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal() - clocks.EPOCH


def end(rule: int, filed: str, *events: str, rest: tuple[str, ...] = ()) -> str:
    """Asked, answered, consulted, advised, extended; what does not happen happens far away."""
    days = [number(day) for day in (*events, *[FAR] * (5 - len(events)))]
    place = clocks.Calendar({number(day) for day in rest})
    found = clocks.end_of([rule, 0, number(filed), *days], [place])
    return datetime.date.fromordinal(found + clocks.EPOCH).isoformat()


class Clocks(unittest.TestCase):
    def test_the_day_of_the_event_is_not_counted(self):
        self.assertEqual(end(CALENDAR, "2026-01-01"), "2026-04-01")

    def test_sixty_working_days_are_twelve_weeks(self):
        self.assertEqual(end(WORKING, "2026-01-05"), "2026-03-30")

    def test_a_holiday_takes_a_day_away_and_one_on_a_weekend_none(self):
        self.assertEqual(end(WORKING, "2026-01-05", rest=("2026-01-14", "2026-01-17")), "2026-03-31")

    def test_an_end_on_a_closed_day_moves_on(self):
        self.assertEqual(end(CALENDAR, "2026-01-01", rest=("2026-04-01",)), "2026-04-02")

    def test_months_end_on_the_last_day_where_there_is_no_such_day(self):
        self.assertEqual(end(MONTHS, "2026-08-31"), "2027-03-01")  # 28 February is a Sunday

    def test_a_pause_adds_the_days_after_it_began_up_to_its_end(self):
        self.assertEqual(end(CALENDAR, "2026-01-01", "2026-01-10", "2026-01-17"), "2026-04-08")

    def test_two_reasons_at_once_stop_the_clock_once(self):
        self.assertEqual(end(CALENDAR, "2026-01-01", "2026-01-10", "2026-01-15", "2026-01-12",
                             "2026-01-17"), "2026-04-08")

    def test_it_is_extended_in_time_and_not_after_its_end(self):
        events = (FAR,) * 4
        self.assertEqual(end(CALENDAR, "2026-01-01", *events, "2026-04-01"), "2026-05-01")
        self.assertEqual(end(CALENDAR, "2026-01-01", *events, "2026-04-02"), "2026-04-01")


if __name__ == "__main__":
    unittest.main()
