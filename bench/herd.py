"""A thundering herd: ten thousand people want five hundred times of one office at once; README.md says how.

Exit codes: 0 budgets met, 1 a budget missed, 2 a tool missing, or a time that was booked twice or lost.
"""

import argparse
import datetime
import json
import pathlib
import random
import sys
import tempfile
import threading

import full
from harness import crowd, errands, house, machine, measure, processes
from harness.engine import main, say, write
from harness.places import BENCH
from harness.verify import Wrong

PEOPLE, SLOTS, CONNECTIONS, SEED = 10_000, 500, 64, 20_261_127
TRIES = 3  # each of them tries so often, at times drawn anew
WARM = 200  # people who try before the run and get what they want: other times than the herd's
RUN_SECONDS_MAX, STRUCK_SECONDS = 300, 20
STRIKE_AFTER = 0.3  # of a second: the times are not gone by then
FILE_SECONDS = 2
BUDGETS = json.loads((BENCH / "budgets.json").read_text())["herd"]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", type=full.some_of(full.ENGINES), default=list(full.ENGINES))
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--quick", action="store_true", help="one run instead of three; not judged")
    parser.add_argument("--cais", type=pathlib.Path, default=full.PROGRAM, help="our program")
    return parser.parse_args()


class Herd:
    """The office, its times and who wants them, in a copy of the store."""

    def __init__(self, statement: full.Statement, store: house.Store, seed: int, folder: pathlib.Path):
        self.store, self.folder, drawn = store, folder, random.Random(seed)
        members = statement.crowd
        self.office = store.ask("SELECT office FROM kase ORDER BY id DESC LIMIT 1")[0][0]
        self.desks = f"SELECT id FROM desk WHERE location = {self.office} AND {errands.OWN_DESK}"
        tomorrow = int((datetime.datetime.now(datetime.UTC).timestamp() + 86_400) * 1e6)
        free = f"desk IN ({self.desks}) AND taken_by IS NULL AND offer IS NULL"
        starts = [int(row[0]) for row in store.ask(
            f"SELECT start FROM slot WHERE {free} AND start > {tomorrow} ORDER BY start, desk")]
        if len(starts) < SLOTS + WARM:
            raise Wrong(f"{len(starts)} free times for {SLOTS + WARM}")
        last = starts[SLOTS - 1]
        extra = starts[:SLOTS].count(last) < starts.count(last)
        herd = [one for one in starts[:SLOTS] if not extra or one != last]
        warm = [one for one in starts[SLOTS:] if one != last][:WARM]
        store.ask(f"DELETE FROM slot WHERE {free} AND start NOT IN"
                  f" ({', '.join(map(str, sorted(set(herd + warm))))})")
        self.wanted = f"{free} AND start IN ({', '.join(map(str, sorted(set(herd))))})"
        self.slots = store.count("slot", self.wanted)
        self.before = store.count("visit")
        self.carry("warm", list(zip(members[:WARM], warm)))
        wants = [(one, drawn.choice(herd)) for one in members[WARM:] for _ in range(TRIES)]
        drawn.shuffle(wants)
        self.carry("run", wants)

    def carry(self, phase: str, wants: list) -> None:
        with open(self.folder / f"attempts-{phase}", "w", encoding="ascii") as file:
            for one, start in wants:
                second = start // 1_000_000
                day = datetime.datetime.fromtimestamp(second, datetime.UTC).date()
                file.write(f"{one.cookie} {one.guard} {one.reference} {second} {day}\n")

    def send(self, port: int, phase: str, seconds: int) -> dict:
        return measure.wrk(port, "herd", SEED, phase, seconds, str(self.folder),
                           connections=CONNECTIONS)

    def judge(self, acknowledged: int, unanswered: int, is_struck: bool = False) -> None:
        """No time is held twice, by nobody, or by fewer visits than were acknowledged."""
        visits = self.store.count("visit") - self.before
        if not acknowledged <= visits <= acknowledged + unanswered:
            raise Wrong(f"{acknowledged} bookings were acknowledged, {visits} are in the store")
        held = self.store.count("slot", "taken_by IN (SELECT id FROM visit WHERE state = 'booked')")
        booked = self.store.count("visit", "state = 'booked'")
        needed = int(self.store.ask("SELECT coalesce(sum(minutes / 20), 0) FROM visit"
                                    " WHERE state = 'booked'")[0][0])
        if held != needed:
            raise Wrong(f"{booked} visits need {needed} times and hold {held}")
        lost = self.store.count("slot", "taken_by IS NOT NULL AND taken_by NOT IN"
                                        " (SELECT id FROM visit WHERE state = 'booked')")
        if lost:
            raise Wrong(f"{lost} times are held by no visit")
        free = self.store.count("slot", self.wanted)
        if free and not is_struck:
            raise Wrong(f"{free} times stayed free that people were refused")
        self.store.run("verify")


def run(statement: full.Statement, people: int, seed: int) -> dict:
    """Everybody at once, to the last attempt."""
    with prepared(statement, people, seed, "herd") as herd:
        with herd.store.served(statement.log) as (port, child):
            warm = herd.send(port, "warm", RUN_SECONDS_MAX)
            result = herd.send(port, "run", RUN_SECONDS_MAX)
            memory = processes.memory_mb(child.pid)
        herd.judge(acknowledged(warm, result), 2 * CONNECTIONS)
        found = measure.figures(result) | memory
        return found | {"errors": found["errors"] + measure.figures(warm)["errors"],
                        "slots": herd.slots}


def strike(statement: full.Statement, people: int, seed: int) -> int:
    """The server is killed while they book; what it acknowledged is there afterwards, and nobody who sends everything
    again with the same keys gets a second visit. Answers how many were acknowledged before the strike."""
    with prepared(statement, people, seed, "struck") as herd:
        with herd.store.served(statement.log) as (port, child):
            warm = herd.send(port, "warm", RUN_SECONDS_MAX)
            threading.Timer(STRIKE_AFTER, child.kill).start()
            struck = herd.send(port, "run", STRUCK_SECONDS)
        before = acknowledged(warm, struck)
        herd.judge(before, 2 * CONNECTIONS, is_struck=True)
        with herd.store.served(statement.log) as (port, _):  # opens, and takes up what was left
            again = herd.send(port, "run", RUN_SECONDS_MAX)
        if acknowledged(warm, again) < before:
            raise Wrong(f"{before} were acknowledged, and {acknowledged(warm, again)} when asked again")
        herd.judge(acknowledged(warm, again), 2 * CONNECTIONS)
        return acknowledged(struck)


def acknowledged(*results: dict) -> int:
    return sum(one["requests"] - one["refused"] for one in results)


class prepared:
    """A copy of the crowd's store with the herd before its gate."""

    def __init__(self, statement, people, seed, name):
        self.folder = statement.folder / f"{statement.houses.engine}-{name}-{seed}"
        self.folder.mkdir()
        self.fresh = statement.houses.fresh(crowded(statement, people), f"{name}_{seed}")
        self.statement, self.seed = statement, seed

    def __enter__(self):
        return Herd(self.statement, self.fresh.__enter__(), self.seed, self.folder)

    def __exit__(self, *what):
        return self.fresh.__exit__(*what)


def crowded(statement: full.Statement, people: int) -> str:
    """A store with a request for each of them, filed as people file."""
    name = "crowd"
    if name in statement.made:
        return name
    wanted = people + WARM
    store = statement.houses.copy(statement.template(full.SMALL), name)
    with store.served(statement.log) as (port, _):
        carried = statement.carried(name, house.Visitor(port, "ana"))
        for seed in range(1_000):
            if store.count("kase", errands.FILED) >= wanted:
                break
            measure.wrk(port, "file", seed, "warm", FILE_SECONDS, str(carried))
    statement.crowd = crowd.gather(store, wanted)
    statement.settle(store)
    statement.made.add(name)
    return name


def measure_all(chosen) -> list[dict]:
    results = []
    with tempfile.TemporaryDirectory(prefix="cais-herd-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the user postgres passes through it
        for engine in chosen.engines:
            with full.opened(engine, chosen, folder) as statement:
                count = 1 if chosen.quick else 3
                runs = [run(statement, chosen.people, SEED + number) for number in range(count)]
                for one in runs:
                    say(f"{engine}: {one['rps']:,.0f} attempts a second, p99 {one['p99_ms']} ms,"
                        f" slowest {one['max_ms']} ms, {one['errors']} errors")
                kept = strike(statement, chosen.people, SEED)
                say(f"{engine}: killed; {kept} bookings acknowledged before, all there and none twice")
                results.append({"engine": engine, "runs": runs, "kept after kill": kept})
    return results


def judged(results: list[dict]) -> bool:
    is_met = True
    for one in results:
        rates = sorted(run["rps"] for run in one["runs"])
        middle, slowest = rates[len(rates) // 2], max(run["max_ms"] for run in one["runs"])
        wanted = BUDGETS["attempts a second"][one["engine"]]
        for what, found, limit, holds in (
                ("attempts a second", middle, f">= {wanted}", middle >= wanted),
                ("slowest ms", slowest, f"< {BUDGETS['slowest ms']}", slowest < BUDGETS["slowest ms"]),
                ("errors", sum(run["errors"] for run in one["runs"]), "= 0",
                 not any(run["errors"] for run in one["runs"]))):
            print(f"{one['engine']:9}{what:20}{found:>10,.1f}  wanted {limit:10} {'met' if holds else 'MISSED'}")
            is_met = is_met and holds
    return is_met


def state(chosen) -> int:
    results = measure_all(chosen)
    is_met = judged(results)
    facts = machine.facts()
    del facts["peers"]
    print(f"\n{write('herd', chosen, facts, {'results': results})}")
    return 0 if is_met or chosen.quick else 1


if __name__ == "__main__":
    sys.exit(main(options(), state))
