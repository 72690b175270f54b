"""What both peers do the same way: the hash chain, the page, reading a JSON body."""

import hashlib
import os
import time

import orjson
from markupsafe import escape

CASE_FIELDS = ("id", "reference", "state", "office", "filed_at", "version", "payload")
PAGE_FIELDS = ("reference", "state", "filed_at", "version", "payload")
PAGE_ROWS = 50
NO_HASH = "0" * 64
TAKEN = b'{"error":"taken"}'
ASKS_FIRST = os.environ.get("BENCH_ASKS_FIRST") == "1"
UNKNOWN_CASE = b'{"error":"unknown case"}'
BAD_BODY = b'{"error":"bad body"}'


class BadBody(ValueError):
    """The body is not the JSON object that the contract asks for."""


def read_body(raw: bytes, fields: dict[str, type]) -> list:
    try:
        body = orjson.loads(raw)
        values = [body[name] for name in fields]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise BadBody from error
    if any(type(value) is not kind for value, kind in zip(values, fields.values())):
        raise BadBody
    return values


EVENT = {"kase": int, "kind": str, "payload": str, "key": str}
BOOKING = {"slot": int, "person": int}


def now() -> int:
    return time.time_ns() // 1_000_000


def event_hash(previous: str, kase: int, kind: str, at: int, payload: str, key: str) -> str:
    line = f"{previous}\n{kase}\n{kind}\n{at}\n{payload}\n{key}"
    return hashlib.sha256(line.encode()).hexdigest()


def page(office: int, rows) -> bytes:
    """The page of README.md; `escape` is MarkupSafe's, in C."""
    body = "".join([
        f"<tr><td>{escape(reference)}</td><td>{escape(state)}</td><td>{filed_at}</td>"
        f"<td>{version}</td><td>{escape(payload)}</td></tr>\n"
        for reference, state, filed_at, version, payload in rows
    ])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Office {office}'
        "</title></head><body><table><thead><tr><th>Reference</th><th>State</th><th>Filed</th>"
        f"<th>Version</th><th>Payload</th></tr></thead><tbody>\n{body}</tbody></table></body>"
        "</html>"
    ).encode()
