"""Legal clocks in plain Python: prepared tables and a walk like the engine's, written by themselves."""

import calendar
import datetime
import functools

LAST = 55_151  # 2120-12-31, days since 1970-01-01
EPOCH = datetime.date(1970, 1, 1).toordinal()
FILED, ASKED, ANSWERED, CONSULTED, ADVISED, EXTENDED = range(6)
STOPS = {ASKED: 1, CONSULTED: 2}  # a bit for each reason to stand still
RESUMES = {ANSWERED: 1, ADVISED: 2}
RULES = (("working", 60, 30), ("calendar", 90, 30), ("months", 6, 3))  # unit, length, extension


class Calendar:
    """The working days of a place: how many lie up to a day, and which the nth one is."""

    def __init__(self, holidays: set[int]):
        self.ranks, self.days = [], []
        for number in range(LAST + 1):
            if (number + 3) % 7 < 5 and number not in holidays:
                self.days.append(number)
            self.ranks.append(len(self.days))

    def adding(self, count: int, day: int) -> int:
        return self.days[self.ranks[day] + count - 1]

    def open_on_or_after(self, day: int) -> int:
        rank = self.ranks[day]
        return day if rank and self.days[rank - 1] == day else self.days[rank]


@functools.cache
def months_later(day: int, months: int) -> int:
    """The same day of a later month, or its last where it has fewer."""
    start = datetime.date.fromordinal(EPOCH + day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last)).toordinal() - EPOCH


class Walk:
    """One clock from stretch to stretch between its pauses."""

    __slots__ = ("unit", "length", "more", "calendar", "filed", "reached", "counted", "total")

    def __init__(self, rule: tuple, place: Calendar, filed: int):
        self.unit, self.length, self.more = rule
        self.calendar, self.filed, self.reached, self.counted = place, filed, filed, 0
        self.total = self.days(self.length)

    def days(self, length: int) -> int:
        return months_later(self.filed, length) - self.filed if self.unit == "months" else length

    def last_day(self) -> int:
        left = self.total - self.counted
        if left <= 0:
            return self.reached
        if self.unit == "working":
            return self.calendar.adding(left, self.reached)
        return self.reached + left

    def advance(self, day: int) -> None:
        through = min(day, self.last_day())
        if through <= self.reached:
            return
        if self.unit == "working":
            self.counted += self.calendar.ranks[through] - self.calendar.ranks[self.reached]
        else:
            self.counted += through - self.reached
        self.reached = through

    def end(self) -> int:
        return self.calendar.open_on_or_after(self.last_day())


def end_of(row: list[int], calendars: list[Calendar]) -> int:
    """The last day of a clock: rule, place, then the days of its six events."""
    walk = Walk(RULES[row[0]], calendars[row[1]], row[2])
    stopped, paused = 0, False
    for day, kind in sorted(zip(row[3:], range(ASKED, EXTENDED + 1))):
        before = stopped
        if kind in STOPS:
            stopped |= STOPS[kind]
            if not before:
                walk.advance(day)
                paused = walk.counted < walk.total
        elif kind in RESUMES:
            stopped &= ~RESUMES[kind]
            if before and not stopped and paused:
                walk.reached, paused = max(walk.reached, day), False
        elif paused or day <= walk.end():  # what is over cannot be extended
            if not paused:
                walk.advance(day)
            walk.total = walk.days(walk.length + walk.more)
            paused = stopped != 0
    return walk.end()


def ends(rows: list[list[int]], calendars: list[Calendar]) -> list[int]:
    return [end_of(row, calendars) for row in rows]
