"""Invented nations: made by `cais demo`, and kept where the next run finds them."""

import contextlib
import json
import re
import shutil
import subprocess

from harness import house
from harness.engine import say
from harness.verify import Wrong

MAKE_SECONDS_MAX = 3 * 3_600
TOLD = re.compile(r"told in (\d+) lines of the journal: (\d+) a second")


@contextlib.contextmanager
def opened(houses: house.Houses, cases: int, office: str, is_kept: bool):
    """(store, how it was made); of one that is kept a copy, which is gone afterwards."""
    name = f"nation_{cases}"
    if not is_kept:
        yield houses.empty(name), make(houses.store(name), cases, office)
        return
    note = houses.folder / f"{name}.json"
    if not note.exists():
        forget(houses, name)  # what was half made
        made = make(houses.empty(name), cases, office)
        note.write_text(json.dumps(made) + "\n")
    else:
        say(f"{houses.engine}: {cases:,} files were made before")
    made = json.loads(note.read_text())
    forget(houses, f"{name}_copy")
    with houses.fresh(name, f"{name}_copy") as store:
        yield store, made


def forget(houses: house.Houses, name: str) -> None:
    shutil.rmtree(houses.folder / name, ignore_errors=True)
    if houses.url:
        houses.tell("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def make(store: house.Store, cases: int, office: str) -> dict[str, int]:
    """Lines of the journal, and how many a second. Bruno supervises the one office he works at."""
    say(f"inventing {cases:,} files")
    told = TOLD.search(command(store, "demo", "--scale", "national", "--cases", str(cases)))
    if not told:
        raise Wrong("cais demo does not say how fast it was")
    command(store, "user", "duty", "bruno", "--role", "supervisor", "--purpose", "status",
            "--place", office)
    return {"lines": int(told[1]), "lines a second": int(told[2])}


def command(store: house.Store, *words: str) -> str:
    where = ["--data", str(store.folder), "--home", str(house.PROJECT)]
    where += ["--database", store.database] if store.database else []
    done = subprocess.run([str(store.program), *words, *where], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=MAKE_SECONDS_MAX)
    if done.returncode:
        raise Wrong(f"cais {words[0]} ended with {done.returncode}:\n"
                    f"{done.stdout[-1000:]}{done.stderr[-1000:]}")
    return done.stdout
