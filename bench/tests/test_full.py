"""python3 -m unittest discover -s bench/tests -t bench"""

import pathlib
import sqlite3
import tempfile
import time
import unittest

from harness import errands, house, statements
from harness.verify import Wrong

DAY, SLOT = 86_400, errands.SLOT_SECONDS


class Statements(unittest.TestCase):
    def test_simple_and_prepared_statements_count_and_other_lines_do_not(self):
        log = ("2026-11-25 [7] LOG:  statement: BEGIN\n"
               "2026-11-25 [7] LOG:  execute s_12: SELECT 1\n"
               "2026-11-25 [7] LOG:  execute <unnamed>: select 2\n"
               "2026-11-25 [7] DETAIL:  parameters: $1 = 'INSERT'\n"
               "2026-11-25 [1] LOG:  checkpoint starting: immediate\n")
        self.assertEqual(statements.words(log), {"BEGIN": 1, "SELECT": 2})


class Starts(unittest.TestCase):
    def starts(self, seconds: list[int]) -> list[int]:
        with tempfile.TemporaryDirectory() as folder:
            store = house.Store(pathlib.Path("cais"), pathlib.Path(folder), None)
            with sqlite3.connect(store.folder / "general.sqlite") as db:
                db.execute("CREATE TABLE desk (id, location)")
                db.execute("CREATE TABLE slot (desk, start, taken_by)")
                db.execute("CREATE TABLE desk_body (desk)")
                db.execute("INSERT INTO desk VALUES (5, 9)")
                db.executemany("INSERT INTO slot VALUES (5, ?, NULL)",
                               [(second * 1_000_000,) for second in seconds])
            visits = errands.Visits("visit", "ana", "large", "", part=1)
            visits.office = "9"
            return visits.starts(store)

    def test_three_in_a_row_make_a_start_and_a_gap_begins_anew(self):
        first = int(time.time()) // DAY * DAY + 3 * DAY
        row = [first + SLOT * number for number in range(5)]
        later = [first + 9 * SLOT + SLOT * number for number in range(6)]
        self.assertEqual(self.starts(row + later), [first, later[0], later[3]])

    def test_what_has_passed_is_no_start(self):
        self.assertEqual(self.starts([int(time.time()) - SLOT * number for number in range(9)]), [])


class Counts(unittest.TestCase):
    def test_a_lost_write_and_one_too_many_are_wrong(self):
        errands.counted("cases", 12, 10, 2)
        for found in (9, 13):
            with self.assertRaises(Wrong):
                errands.counted("cases", found, 10, 2)


if __name__ == "__main__":
    unittest.main()
