"""How many statements one request sends: PostgreSQL's own log counts them."""

import collections
import pathlib
import re
import time

from harness import stores

LINE = re.compile(r"LOG:  (?:statement|execute [^:]*): (\w+)")
SETTLE_SECONDS = 0.5


def of_one(url: str, log: pathlib.Path, act) -> dict[str, int]:
    """By their first word, the fewest of three turns: what works in the background may add some."""
    switch(url, "all")
    try:
        found = [counted(log, lambda: act(number)) for number in range(3)]
    finally:
        switch(url, "none")
    return min(found, key=lambda one: sum(one.values()))


def switch(url: str, level: str) -> None:
    stores.psql(url, "postgres", f"ALTER SYSTEM SET log_statement = '{level}'")
    stores.psql(url, "postgres", "SELECT pg_reload_conf()")
    time.sleep(SETTLE_SECONDS)


def counted(log: pathlib.Path, act) -> dict[str, int]:
    size = log.stat().st_size
    act()
    time.sleep(SETTLE_SECONDS)
    with log.open("rb") as file:
        file.seek(size)
        return words(file.read().decode(errors="replace"))


def words(log: str) -> dict[str, int]:
    return dict(collections.Counter(word.upper() for word in LINE.findall(log)))
