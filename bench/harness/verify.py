"""Refuses to measure a side that does other work than the contract in README.md."""

import html
import http.client
import json
import re

import load
from harness.sides import WRITES

OFFICE = 417
CASE = 61_803
HOT_SLOT = 500_001
PAGE_ROWS = 50


class Wrong(RuntimeError):
    """A side's answer or its database is not what the contract says."""


def ask(port: int, method: str, path: str, body: dict | None = None) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": "application/json"} if body is not None else {}
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.getheader("Content-Type", ""), content


def expect(what: str, found, wanted) -> None:
    if found != wanted:
        raise Wrong(f"{what}: found {found!r}, the contract says {wanted!r}")


def row(port: int) -> None:
    status, kind, body = ask(port, "GET", f"/row/{CASE}")
    names = ("id", "reference", "state", "office", "filed_at", "version", "payload")
    expect("GET /row", (status, json.loads(body)), (200, dict(zip(names, load.case_row(CASE)))))
    expect("GET /row type", kind.partition(";")[0], "application/json")
    expect("GET /row of no case", ask(port, "GET", "/row/0")[0], 404)


def table(port: int) -> None:
    status, kind, body = ask(port, "GET", f"/table/{OFFICE}")
    text = body.decode()
    cells = [html.unescape(cell) for cell in re.findall(r"<td>([^<]*)</td>", text)]
    ids = [number for number in range(1, load.CASES + 1) if number % load.OFFICES + 1 == OFFICE]
    wanted = []
    for number in ids[:PAGE_ROWS]:
        case = load.case_row(number)
        wanted += [str(case[column]) for column in (1, 2, 4, 5, 6)]
    expect("GET /table", (status, cells), (200, wanted))
    expect("GET /table type", kind.partition(";")[0], "text/html")
    expect("GET /table rows", text.count("<tr>"), PAGE_ROWS + 1)
    if not 5_500 <= len(body) <= 9_000:
        raise Wrong(f"GET /table: {len(body)} bytes")


def event(port: int) -> None:
    line = {"kase": CASE, "kind": "asked", "payload": 'a "quoted" é\n', "key": "verify-1"}
    status, _, body = ask(port, "POST", "/event", line)
    first = json.loads(body)
    expect("POST /event", (status, set(first)), (201, {"id", "hash"}))
    again = ask(port, "POST", "/event", line)
    expect("POST /event again", (again[0], json.loads(again[2])), (200, first))
    expect("POST /event, no such case", ask(
        port, "POST", "/event", line | {"kase": 0, "key": "verify-2"})[0], 404)
    expect("POST /event, bad body", ask(port, "POST", "/event", {"kase": "x"})[0], 400)


def book(port: int) -> None:
    visit = {"slot": HOT_SLOT, "person": 7}
    status, _, body = ask(port, "POST", "/book", visit)
    expect("POST /book", (status, set(json.loads(body))), (201, {"id"}))
    expect("POST /book again", ask(port, "POST", "/book", visit)[0], 409)
    expect("POST /book, bad body", ask(port, "POST", "/book", {"slot": 1})[0], 400)


ANSWERS = {"row": row, "table": table, "event": event, "book": book}


def answers(port: int, workload: str) -> None:
    ANSWERS[workload](port)


def database(stores, store: str, workload: str, acknowledged: int, in_flight: int) -> None:
    """Every acknowledged write is there, no more than the last unanswered ones beside it."""
    if workload not in WRITES:
        return
    {"event": journal, "book": bookings}[workload](stores, store, acknowledged, in_flight)


def count(found: int, acknowledged: int, in_flight: int) -> None:
    if not acknowledged <= found <= acknowledged + in_flight:
        raise Wrong(f"{acknowledged} writes acknowledged, {found} in the database")


def journal(stores, store: str, acknowledged: int, in_flight: int) -> None:
    total, versions = stores.ask(
        store, "SELECT (SELECT count(*) FROM case_event), (SELECT sum(version) FROM kase)")[0]
    count(int(total) - load.CASES, acknowledged + 1, in_flight)  # the 1: verify's own line
    expect("sum of versions", int(versions), int(total))
    newest = ("SELECT kase, kind, at, payload, key, hash FROM case_event WHERE kase IN"
              " (SELECT kase FROM case_event WHERE key <> 'verify-1' ORDER BY id DESC LIMIT 200)"
              " ORDER BY kase, id")
    heads: dict[str, str] = {}
    for kase, kind, at, payload, key, digest in stores.ask(store, newest):
        if kase == str(CASE):
            continue  # verify's own line has a line break, which psql's output cannot show
        previous = heads.get(kase, load.NO_HASH)
        expect(f"hash of {key}", digest,
               load.event_hash(previous, int(kase), kind, int(at), payload, key))
        heads[kase] = digest


def bookings(stores, store: str, acknowledged: int, in_flight: int) -> None:
    visits, taken, agreeing = stores.ask(
        store, "SELECT (SELECT count(*) FROM appointment),"
        " (SELECT count(*) FROM slot WHERE taken_by IS NOT NULL), (SELECT count(*) FROM slot s"
        " JOIN appointment a ON a.slot = s.id AND a.person = s.taken_by)")[0]
    count(int(visits), acknowledged + 1, in_flight)
    expect("taken slots and appointments", (taken, agreeing), (visits, visits))
