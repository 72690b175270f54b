"""What the measurements of one engine share: their options, their file, their exit codes."""

import argparse
import collections.abc
import datetime
import json
import pathlib
import signal
import sys

from harness import machine
from harness.places import OUT
from harness.verify import Wrong


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def options(words: str, program: pathlib.Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cais", type=pathlib.Path, default=program, help="our program")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, not judged")
    return parser.parse_args()


def write(name: str, chosen: argparse.Namespace, facts: dict, found: dict) -> pathlib.Path:
    now = datetime.datetime.now(datetime.UTC)
    file = OUT / f"{now:%Y-%m-%dT%H%M%S}-{machine.commit()}-{name}.json"
    OUT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({
        "at": now.isoformat(timespec="seconds"), "commit": machine.commit(), "quick": chosen.quick,
        "machine": facts | {"python": sys.version.split()[0]}} | found, indent=1) + "\n")
    return file


def main(chosen: argparse.Namespace, run: collections.abc.Callable) -> int:
    """0 budgets met, 1 a budget missed, 2 our program missing or answers that differ."""
    # Who names engines serves them: a store, and wrk for its load.
    absent = machine.missing(chosen.engines) if "engines" in chosen else []
    if not chosen.cais.exists():
        absent.append(f"{chosen.cais} (make bench builds it)")
    if absent:
        say("missing: " + ", ".join(absent))
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # so that everything is stopped
    try:
        return run(chosen)
    except (Wrong, RuntimeError) as error:
        say(str(error))
        return 2
