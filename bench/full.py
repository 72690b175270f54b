"""States the full stack of Cais, to stand beside the bare stack of run.py; see README.md.

Exit codes: 0 stated, 1 an answer was an error, 2 a tool missing or a store that is wrong.
"""

import argparse
import contextlib
import dataclasses
import datetime
import json
import pathlib
import signal
import sys
import tempfile

from harness import errands, house, machine, measure, processes, report, statements, stores
from harness.measure import CONNECTIONS, FULL, QUICK, Plan
from harness.places import OUT, PROJECT
from harness.verify import Wrong
from run import ENGINES, say, some_of

PROGRAM = PROJECT / ".build" / "release" / "cais"
SMALL, LARGE = "small", "large"
FILED = 60  # with the demo's own enough for a page of the queue
VISIT_SECONDS_MAX = 600
LOG_LINES_SHOWN = 5

WORKLOADS = {
    "case": ("ana", SMALL, errands.Page, "GET one's own case page"),
    "queue": ("bruno", SMALL, errands.Page, "GET the office's queue, 50 rows"),
    "backlog": ("bruno", LARGE, errands.Page, "the same queue, thousands of cases behind it"),
    "file": ("ana", SMALL, errands.Filing, "POST a request of three people"),
    "visit": ("ana", LARGE, errands.Visits, "POST a visit of three people, under contention"),
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", type=some_of(ENGINES), default=list(ENGINES))
    parser.add_argument("--workloads", type=some_of(tuple(WORKLOADS)), default=list(WORKLOADS))
    parser.add_argument("--quick", action="store_true", help="5 s a run instead of 30 s")
    parser.add_argument("--cais", type=pathlib.Path, default=PROGRAM, help="our program")
    return parser.parse_args()


@dataclasses.dataclass
class Statement:
    """One invocation on one engine."""

    houses: house.Houses
    plan: Plan
    parts: int
    folder: pathlib.Path
    postgres_log: pathlib.Path
    made: set = dataclasses.field(default_factory=set)

    @property
    def log(self) -> pathlib.Path:
        return self.folder / f"{self.houses.engine}-serve.log"

    def template(self, name: str) -> str:
        if name not in self.made:
            say(f"{self.houses.engine}: making the {name} store")
            {SMALL: self.make_small, LARGE: self.make_large}[name]()
            self.made.add(name)
        return name

    def make_small(self) -> None:
        store = self.houses.empty(SMALL)
        store.run("demo")
        with store.served(self.log) as (port, _):
            ana = house.Visitor(port, "ana")
            for number in range(FILED):
                errands.file_one(ana, f"small-{number}")
        self.settle(store)

    def make_large(self) -> None:
        """One case for each attempt to book a visit, filed as people file."""
        store = self.houses.copy(self.template(SMALL), LARGE)
        wanted = errands.attempts(self.parts)
        with store.served(self.log) as (port, _):
            carried = self.carried("large", house.Visitor(port, "ana"))
            for seed in range(1_000):
                if store.count("kase", errands.FILED) >= wanted:
                    break
                measure.wrk(port, "file", seed, "warm", 2, str(carried))
        self.settle(store)

    def settle(self, store: house.Store) -> None:
        """Notices that wait to be sent would go out while pages are read, and people be compared who are all one."""
        store.ask("UPDATE outbox SET done = due WHERE done IS NULL")
        store.ask("UPDATE case_member SET matched = 1, match_below = NULL WHERE matched = 0")

    def carried(self, name: str, visitor: house.Visitor) -> pathlib.Path:
        folder = self.folder / f"carried-{self.houses.engine}-{name}"
        folder.mkdir()
        (folder / "cookie").write_text(visitor.cookie + "\n")
        (folder / "csrf").write_text(visitor.guard + "\n")
        return folder

    def errand(self, name: str):
        login, template, kind, does = WORKLOADS[name]
        more = {"part": self.parts} if kind is errands.Visits else {}
        return kind(name=name, login=login, template=template, does=does, **more)

    def measure(self, name: str) -> dict:
        runs = [self.run(name, number + 1) for number in range(self.plan.runs)]
        return {"engine": self.houses.engine, "workload": name, "side": "cais",
                "variant": "full stack", "statements": self.statements(name),
                "median": report.summary(runs), "runs": runs}

    def run(self, name: str, seed: int) -> dict:
        errand, label = self.errand(name), f"{name}_{seed}"
        with self.houses.fresh(self.template(errand.template), label) as store:
            errand.begin(store)
            with store.served(self.log) as (port, child):
                visitor = house.Visitor(port, errand.login)
                errand.once(visitor, 0)
                carried = self.carried(label, visitor)
                errand.carry(visitor, carried)
                warm, result = self.load(errand, port, seed, carried)
                memory = processes.memory_mb(child.pid)
            acknowledged = 1 + sum(one["requests"] - one["refused"] for one in (warm, result))
            self.tell_errors(warm, result)
            # Each wrk ends with up to one unanswered request a connection.
            errand.end(store, acknowledged, 2 * CONNECTIONS)
        found = measure.figures(result) | memory | {"seed": seed}
        found["errors"] += measure.figures(warm)["errors"]
        return found

    def tell_errors(self, *runs: dict) -> None:
        """What the server itself says of them, before its log is gone."""
        if errors := sum(measure.figures(one)["errors"] for one in runs):
            tail = self.log.read_text(errors="replace").splitlines()[-LOG_LINES_SHOWN:]
            say(f"{errors} errors; the end of {self.log.name}:\n" + "\n".join(tail))

    def load(self, errand, port: int, seed: int, carried: pathlib.Path) -> list[dict]:
        bound = isinstance(errand, errands.Visits)
        times = {"warm": self.plan.warm_up, "run": self.plan.seconds}
        return [measure.wrk(port, errand.script, seed, phase,
                            VISIT_SECONDS_MAX if bound else seconds, str(carried))
                for phase, seconds in times.items()]

    def statements(self, name: str) -> dict[str, int] | None:
        """Counted where the database can count them: the statements are the same on both."""
        if not self.houses.url:
            return None
        errand = self.errand(name)
        with self.houses.fresh(self.template(errand.template), f"{name}_count") as store:
            errand.begin(store)
            with store.served(self.log) as (port, _):
                visitor = house.Visitor(port, errand.login)
                return statements.of_one(
                    self.houses.url, self.postgres_log, lambda turn: errand.once(visitor, turn))


@contextlib.contextmanager
def opened(engine: str, chosen, folder: pathlib.Path):
    own = folder / f"{engine}-houses"
    own.mkdir()
    plan, parts = (QUICK, 8) if chosen.quick else (FULL, 1)
    log = folder / "postgres.log"
    if engine == "sqlite":
        yield Statement(house.Houses(chosen.cais, own), plan, parts, folder, log)
        return
    cluster = folder / "cluster"
    cluster.mkdir()
    with stores.cluster(cluster, None, 0) as url:
        yield Statement(house.Houses(chosen.cais, own, url), plan, parts, folder, log)


def explained(results: list[dict]) -> str:
    """What each request is, with the statements that PostgreSQL counted."""
    lines = []
    for name in dict.fromkeys(one["workload"] for one in results):
        counts = next((one["statements"] for one in results
                       if one["workload"] == name and one["statements"]), None)
        words = ", ".join(f"{count} {word}" for word, count in sorted((counts or {}).items()))
        lines.append(f"{name:9}{WORKLOADS[name][3]}\n{'':9}statements: {words or 'not counted'}")
    return "\n".join(lines)


def write(chosen, results: list[dict], load: float) -> pathlib.Path:
    now = datetime.datetime.now(datetime.UTC)
    file = OUT / f"{now:%Y-%m-%dT%H%M%S}-{machine.commit()}-full.json"
    OUT.mkdir(parents=True, exist_ok=True)
    facts = machine.facts() | {"load_before": load}
    del facts["peers"]
    file.write_text(json.dumps({
        "at": now.isoformat(timespec="seconds"), "commit": machine.commit(),
        "quick": chosen.quick, "machine": facts, "results": results}, indent=1) + "\n")
    return file


def state(chosen) -> int:
    load = machine.facts()["load_before"]
    results = []
    with tempfile.TemporaryDirectory(prefix="cais-full-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the user postgres passes through it
        for engine in chosen.engines:
            with opened(engine, chosen, folder) as statement:
                for workload in chosen.workloads:
                    found = statement.measure(workload)
                    results.append(found)
                    say(f"{engine} {workload}: {found['median']['rps']} rps,"
                        f" p99 {found['median']['p99_ms']} ms, {found['median']['errors']} errors")
    print(report.table(results), explained(results), sep="\n\n")
    print(f"\n{write(chosen, results, load)}")
    return 1 if any(one["median"]["errors"] for one in results) else 0


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
        return state(chosen)
    except (Wrong, RuntimeError) as error:
        say(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main())
