"""Measures Cais beside Django and FastAPI doing identical work; README.md says which work.

Exit codes: 0 budgets met (or not judged), 1 a budget missed, 2 a tool missing or a side wrong.
"""

import argparse
import contextlib
import datetime
import json
import pathlib
import signal
import sys
import tempfile

from harness import environment, machine, report, shim, sides, stores
from harness.engine import say
from harness.measure import FULL, QUICK, Bench
from harness.places import BENCH, CAIS, OUT
from harness.verify import Wrong

ENGINES, WORKLOADS = ("sqlite", "postgres"), ("row", "table", "event", "book")
SIDES = ("cais", "django", "fastapi")
PROBE_SEEDS = (101, 102)
CLOSE_RACE = 0.8  # of the best: who is slower in the first probe is not asked again


def some_of(allowed: tuple[str, ...]):
    def parse(text: str) -> list[str]:
        chosen = text.split(",")
        if wrong := set(chosen) - set(allowed):
            raise argparse.ArgumentTypeError(f"{sorted(wrong)} not among {','.join(allowed)}")
        return chosen
    return parse


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", type=some_of(ENGINES), default=list(ENGINES))
    parser.add_argument("--workloads", type=some_of(WORKLOADS), default=list(WORKLOADS))
    parser.add_argument("--sides", type=some_of(SIDES), default=list(SIDES))
    parser.add_argument("--quick", action="store_true", help="5 s a run instead of 30 s")
    parser.add_argument("--sync-ms", type=float, default=0, help="a disk that needs so much a sync")
    parser.add_argument("--all-variants", action="store_true",
                        help="three full runs of every variant, no choice by a short probe")
    parser.add_argument("--strict", action="store_true", help="a side not there is a failure")
    parser.add_argument("--cais", type=pathlib.Path, default=CAIS, help="our program")
    return parser.parse_args()


def present(chosen, engine: str, workload: str) -> dict[str, list[sides.Variant]]:
    found = {side: sides.variants(side, engine, workload, chosen.cais) for side in chosen.sides}
    for side in [side for side, variants in found.items() if not variants]:
        say(f"*** {side} IS NOT THERE ({chosen.cais}): SKIPPED, its budgets are not judged ***")
    return {side: variants for side, variants in found.items() if variants}


def best(bench: Bench, store, workload: str, variants: list) -> list:
    """The fastest variant of a side: a short probe each, a second where the race is close."""
    if len(variants) == 1:
        return variants
    speeds = dict.fromkeys(variants, 0.0)
    for seed in PROBE_SEEDS:
        closest = max(speeds.values()) * CLOSE_RACE
        for variant in [one for one, speed in speeds.items() if speed >= closest]:
            found = bench.measure(store, workload, variant, seed, probe=True)
            speeds[variant] = max(speeds[variant], found["rps"])
    say(", ".join(f"{variant.name} {speed:.0f}" for variant, speed in speeds.items()))
    return [max(speeds, key=speeds.get)]


def compare(bench: Bench, store, workload: str, chosen) -> list[dict]:
    """The sides take turns within each run, and each run begins with another side."""
    field = []
    for side, variants in present(chosen, store.engine, workload).items():
        say(f"{store.engine} {workload}: {side}")
        field += variants if chosen.all_variants else best(bench, store, workload, variants)
    runs: dict = {variant: [] for variant in field}
    for number in range(bench.plan.runs):
        turn = number % len(field)
        for variant in field[turn:] + field[:turn]:
            runs[variant].append(bench.measure(store, workload, variant, number + 1, probe=False))
    return [{"engine": store.engine, "workload": workload, "side": variant.side,
             "variant": variant.name, "isolation": sides.ISOLATION[store.engine][variant.side],
             "median": report.summary(found), "runs": found} for variant, found in runs.items()]


def fastest(results: list[dict]) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for one in results:
        if one["median"]["rps"] > found.get(one["side"], {"rps": -1})["rps"]:
            found[one["side"]] = one["median"]
    return found


@contextlib.contextmanager
def opened(engine: str, bench: Bench):
    folder = bench.folder / engine
    folder.mkdir()
    say(f"loading {engine}")
    if engine == "sqlite":
        yield stores.SQLite(folder)
        return
    with stores.cluster(folder, bench.library, bench.sync_ms) as url:
        yield stores.Postgres(url)


def measure_all(bench: Bench, chosen) -> tuple[list[dict], list[dict]]:
    budgets = json.loads((BENCH / "budgets.json").read_text())
    results, verdicts = [], []
    for engine in chosen.engines:
        with opened(engine, bench) as store:
            for workload in chosen.workloads:
                found = compare(bench, store, workload, chosen)
                results += found
                verdicts += report.judge(
                    budgets, engine, workload, fastest(found), bench.sync_ms)
    return results, verdicts


def write(chosen, results: list[dict], verdicts: list[dict], load: float) -> pathlib.Path:
    now = datetime.datetime.now(datetime.UTC)
    file = OUT / f"{now:%Y-%m-%dT%H%M%S}-{machine.commit()}.json"
    OUT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({
        "at": now.isoformat(timespec="seconds"), "commit": machine.commit(),
        "quick": chosen.quick, "sync_ms": chosen.sync_ms,
        "machine": machine.facts() | {"load_before": load},
        "results": results, "verdicts": verdicts}, indent=1) + "\n")
    return file


def run(chosen) -> int:
    load = machine.facts()["load_before"]
    with tempfile.TemporaryDirectory(prefix="cais-bench-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the user postgres passes through it
        library = shim.build(folder) if chosen.sync_ms > 0 else None
        if library:
            shim.prove(library, chosen.sync_ms)
        bench = Bench(folder, QUICK if chosen.quick else FULL, library, chosen.sync_ms)
        results, verdicts = measure_all(bench, chosen)
    print(report.table(results), report.verdicts(verdicts), sep="\n\n")
    print(f"\n{write(chosen, results, verdicts, load)}")
    failed = [one for one in verdicts if one["met"] is False or chosen.strict and not one["met"]]
    return 1 if failed else 0


def main() -> int:
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything is stopped
    if absent := machine.missing(chosen.engines):
        say("missing: " + ", ".join(absent))
        return 2
    environment.ensure()
    try:
        return run(chosen)
    except (Wrong, RuntimeError) as error:
        say(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main())
