"""python3 -m unittest discover -s bench/tests -t bench"""

import json
import unittest

import load
from harness import report
from harness.places import BENCH

BUDGETS = json.loads((BENCH / "budgets.json").read_text())


def side(rps: float, p99: float = 10, errors: int = 0) -> dict:
    return {"rps": rps, "p99_ms": p99, "errors": errors}


def met(sides: dict, sync_ms: float = 0) -> dict:
    found = report.judge(BUDGETS, "sqlite", "row", sides, sync_ms)
    return {one["what"]: one["met"] for one in found}


class Budgets(unittest.TestCase):
    def test_three_times_django_is_enough_and_less_is_not(self):
        self.assertTrue(met({"cais": side(300), "django": side(100)})["rps / django"])
        self.assertFalse(met({"cais": side(299), "django": side(100)})["rps / django"])

    def test_a_missing_side_is_neither_met_nor_missed(self):
        self.assertIsNone(met({"cais": side(300)})["rps / django"])
        self.assertEqual(set(met({"django": side(1)}).values()), {None})

    def test_a_slow_answer_is_missed_only_without_the_slow_disk(self):
        sides = {"cais": side(300, p99=60)}
        self.assertFalse(met(sides)["p99 ms"])
        self.assertNotIn("p99 ms", met(sides, sync_ms=2))

    def test_an_error_of_ours_is_missed(self):
        self.assertFalse(met({"cais": side(300, errors=1)})["errors"])


class Rows(unittest.TestCase):
    def test_the_chain_depends_on_the_line_before(self):
        line = (1, "asked", 2, "{}", "k")
        self.assertNotEqual(load.event_hash("a", *line), load.event_hash("b", *line))

    def test_a_payload_holds_what_a_page_must_escape(self):
        self.assertTrue(set("&<\"'") <= set(load.case_row(1)[6]))


if __name__ == "__main__":
    unittest.main()
