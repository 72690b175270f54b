"""The statements of both stores; `?` is SQLite's mark, `numbered` makes PostgreSQL's."""

import itertools
import re

import shared

CASE = f"SELECT {', '.join(shared.CASE_FIELDS)} FROM kase WHERE id = ?"
CASES = (f"SELECT {', '.join(shared.PAGE_FIELDS)} FROM kase WHERE office = ?"
         f" ORDER BY id LIMIT {shared.PAGE_ROWS}")
TOUCH = "UPDATE kase SET version = version + 1 WHERE id = ?"
HEAD = "SELECT hash FROM case_event WHERE kase = ? ORDER BY id DESC LIMIT 1"
APPEND = ("INSERT INTO case_event (kase, kind, at, payload, key, hash)"
          " VALUES (?, ?, ?, ?, ?, ?) RETURNING id")
BY_KEY = "SELECT id, hash FROM case_event WHERE key = ?"
FREE = "SELECT 1 FROM slot WHERE id = ? AND taken_by IS NULL"
TAKE = "UPDATE slot SET taken_by = ? WHERE id = ? AND taken_by IS NULL"
VISIT = "INSERT INTO appointment (slot, person, at) VALUES (?, ?, ?) RETURNING id"


def numbered(statement: str) -> str:
    count = itertools.count(1)
    return re.sub(r"\?", lambda _: f"${next(count)}", statement)
