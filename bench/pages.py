"""States how fast an office's pages are in a small store and in a nation's; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing or an answer that is wrong.
"""

import argparse
import concurrent.futures
import contextlib
import itertools
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

from harness import house, machine, nations, processes, stores
from harness.engine import say, write
from harness.measure import PATIENCE_SECONDS
from harness.places import BENCH, PROJECT, SCRIPTS
from harness.verify import Wrong

PROGRAM = PROJECT / ".build" / "release" / "cais"
ENGINES = ("sqlite", "postgres")
SIZES = (10_000, 1_400_000)
QUICK_SIZES = (1_000, 10_000)
CONNECTIONS = 16
SECONDS, WARM_SECONDS = 30, 5
PATHS = 300
ACTS = 2_000
SEED = 20_261_126
OFFICE = "aima-lisboa-1"
READINGS = ("queue", "search", "case", "board")
# What a State's database has at least; the rest is as PostgreSQL comes: fsync is on.
SETTINGS = ("shared_buffers=1GB", "max_wal_size=4GB")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--sizes", nargs="+", type=int, help="how many invented files")
    parser.add_argument("--quick", action="store_true", help="small stores, 5 s; not judged")
    parser.add_argument("--keep", type=pathlib.Path, metavar="FOLDER",
                        help="where invented stores stay: each is made once, and measured on a copy")
    parser.add_argument("--cais", type=pathlib.Path, default=PROGRAM, help="our program")
    chosen = parser.parse_args()
    chosen.sizes = chosen.sizes or list(QUICK_SIZES if chosen.quick else SIZES)
    return chosen


class Office:
    """What Bruno may see, and what somebody there would ask for."""

    def __init__(self, store: house.Store):
        self.store = store
        self.id = store.ask(f"SELECT id FROM location WHERE slug = '{OFFICE}'")[0][0]

    def column(self, column: str, where: str, limit: int) -> list[str]:
        return [row[0] for row in self.store.ask(
            f"SELECT {column} FROM kase k WHERE k.office = {self.id} AND {where}"
            f" ORDER BY k.id % 9973, k.id LIMIT {limit}")]

    def paths(self, what: str) -> list[str]:
        if what == "board":
            return ["/desk/board"]
        if what == "queue":
            return ["/desk", "/desk?page=2", "/desk?turn=state", "/desk?sort=-filed"]
        if what == "case":
            return [f"/desk/cases/{one}" for one in self.column("k.reference", "1 = 1", PATHS)]
        holder = "(SELECT m.name FROM case_member m WHERE m.kase = k.id AND m.position = 0)"
        names = self.column(holder, "1 = 1", PATHS)
        return ["/desk?" + urllib.parse.urlencode({"search": name}) for name in names]

    def free(self, limit: int) -> list[str]:
        """Files that wait and that nobody has."""
        taken = "SELECT 1 FROM case_take t WHERE t.kase = k.id"
        return self.column("k.reference", f"k.decided_at IS NULL AND NOT EXISTS ({taken})", limit)


def wrk(port: int, phase: str, seconds: int, carried: pathlib.Path) -> dict:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", "pages.lua",
         f"http://127.0.0.1:{port}", "--", str(SEED), phase, str(carried)],
        cwd=SCRIPTS, capture_output=True, text=True, timeout=seconds + PATIENCE_SECONDS)
    p95 = re.search(r"^P95 (\d+)$", done.stdout, re.MULTILINE)
    told = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    if not p95 or not told:
        raise RuntimeError(f"wrk gave no result:\n{done.stdout}\n{done.stderr}")
    found = json.loads(told[1])
    wrong = found["refused"] + found["socket_errors"]
    if wrong:
        raise Wrong(f"{wrong} of {found['requests']} answers are wrong")
    return {"rps": found["requests"] / (found["duration_us"] / 1e6),
            "p50": found["p50_us"] / 1000, "p95": int(p95[1]) / 1000,
            "p99": found["p99_us"] / 1000}


def read(port: int, visitor: house.Visitor, paths: list[str], folder: pathlib.Path,
         seconds: int, rounds: int = 1) -> dict:
    """The round whose p99 is the middle one."""
    if not paths:
        raise Wrong("the office has nothing to ask for")
    visitor.page(paths[0])
    folder.mkdir()
    (folder / "cookie").write_text(visitor.cookie + "\n")
    (folder / "csrf").write_text(visitor.guard + "\n")
    (folder / "paths").write_text("\n".join(paths) + "\n")
    wrk(port, "warm", min(seconds, WARM_SECONDS), folder)
    found = sorted((wrk(port, "run", seconds, folder) for _ in range(rounds)),
                   key=lambda one: one["p99"])
    return found[len(found) // 2]


def act(visitor: house.Visitor, references: list[str]) -> dict:
    """The people of each file came: an event, its projection, clocks and sums, on disk."""
    def one(reference: str) -> float:
        start = time.perf_counter()
        status, location, _ = visitor.send("POST", f"/desk/cases/{reference}/visits",
                                           {"csrf": visitor.guard})
        took = time.perf_counter() - start
        if status != 303 or "sign-in" in location:
            raise Wrong(f"the visit of {reference} answered {status} {location}")
        return took * 1000

    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        took = sorted(pool.map(one, references))
    at = {name: took[min(len(took) - 1, len(took) * part // 100)]
          for name, part in (("p50", 50), ("p95", 95), ("p99", 99))}
    return at | {"rps": len(took) / (time.perf_counter() - start)}


def measure(store: house.Store, folder: pathlib.Path, seconds: int) -> dict:
    found = {}
    office = Office(store)
    with store.served(folder / "serve.log") as (port, child):
        visitor = house.Visitor(port, "bruno")
        for what in READINGS:
            say(f"  {what}")
            found[what] = read(port, visitor, office.paths(what), folder / what, seconds)
        references = office.free(ACTS)
        say(f"  transition, {len(references)} of them")
        before = store.count("journal", "kind = 'case.visit-recorded'")
        found["transition"] = act(visitor, references)
        after = store.count("journal", "kind = 'case.visit-recorded'")
        if after - before != len(references):
            raise Wrong(f"{len(references)} visits acknowledged, {after - before} in the journal")
        found["memory"] = processes.memory_mb(child.pid)
    return found


@contextlib.contextmanager
def opened(engine: str, program: pathlib.Path, folder: pathlib.Path):
    own = folder / f"{engine}-houses"
    own.mkdir(exist_ok=True)
    if engine == "sqlite":
        yield house.Houses(program, own)
        return
    (folder / "cluster").mkdir(exist_ok=True)
    with stores.cluster(folder / "cluster", None, 0, SETTINGS) as url:
        yield house.Houses(program, own, url)
        stores.psql(url, "postgres", "CHECKPOINT")  # so that it stops at once


def measure_all(chosen) -> list[dict]:
    results = []
    with tempfile.TemporaryDirectory(prefix="cais-pages-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        kept = chosen.keep.resolve() if chosen.keep else folder
        for one in (folder, kept):
            one.mkdir(parents=True, exist_ok=True)
            one.chmod(0o755)  # the user postgres passes through it
        for engine in chosen.engines:
            with opened(engine, chosen.cais, kept) as houses:
                for cases in chosen.sizes:
                    with nations.opened(houses, cases, OFFICE, bool(chosen.keep)) as (store, made):
                        say(f"{engine}: {made['lines']:,} lines,"
                            f" {made['lines a second']:,} a second")
                        own = folder / f"{engine}-{cases}"
                        own.mkdir()
                        found = measure(store, own, 5 if chosen.quick else SECONDS)
                    results.append({"engine": engine, "cases": cases, "pages": found} | made)
    return results


def judge(results: list[dict]) -> list[dict]:
    wanted = json.loads((BENCH / "budgets.json").read_text())["pages"]
    verdicts = []
    for one in results:
        name = f"{one['engine']} {one['cases']:,}"
        for what, part in itertools.product(("queue", "search", "case"), ("p50", "p95", "p99")):
            verdicts.append((f"{name} {what} {part}", one["pages"][what][part], wanted[part]))
        verdicts.append((f"{name} board p99", one["pages"]["board"]["p99"], wanted["board p99"]))
        verdicts.append((f"{name} transition p99", one["pages"]["transition"]["p99"],
                         wanted["transition p99"][one["engine"]]))
    judged = [{"what": what, "found": found, "wanted": most, "met": found <= most}
              for what, found, most in verdicts]
    return judged + [
        {"what": f"{one['engine']} {one['cases']:,} lines a second",
         "found": one["lines a second"], "wanted": wanted["lines a second"],
         "met": one["lines a second"] >= wanted["lines a second"]}
        for one in results if one["cases"] == SIZES[-1]]


def shown(results: list[dict]) -> str:
    lines = [f"{CONNECTIONS} connections, one officer of one office; milliseconds",
             f"{'engine':10}{'files':>12}{'page':>13}{'rps':>9}{'p50':>9}{'p95':>9}{'p99':>9}"]
    for one in results:
        for what in (*READINGS, "transition"):
            page = one["pages"][what]
            lines.append(f"{one['engine']:10}{one['cases']:12,}{what:>13}{page['rps']:9,.0f}"
                         f"{page['p50']:9.1f}{page['p95']:9.1f}{page['p99']:9.1f}")
    return "\n".join(lines)


def main() -> int:
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything is stopped
    absent = machine.missing(chosen.engines)
    if not chosen.cais.exists():
        absent.append(f"{chosen.cais} (swift build -c release --product cais)")
    if absent:
        say("missing: " + ", ".join(absent))
        return 2
    try:
        results = measure_all(chosen)
    except (Wrong, RuntimeError, OSError, subprocess.SubprocessError) as error:
        say(str(error))
        return 2
    verdicts = judge(results)
    print(shown(results), "", sep="\n")
    for one in verdicts:
        word = "not judged" if chosen.quick else "met" if one["met"] else "MISSED"
        print(f"{one['what']:40}{one['found']:12,.1f}  wanted {one['wanted']:<10,}{word}")
    facts = machine.facts() | {"postgres": SETTINGS}
    del facts["peers"]
    print(f"\n{write('pages', chosen, facts, {'results': results, 'verdicts': verdicts})}")
    return 0 if chosen.quick or all(one["met"] for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
