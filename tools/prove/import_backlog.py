#!/usr/bin/env python3
"""Takes over a backlog of 400,000 rows of which one in a hundred is bad, killed half-way once, and then once more.

    tools/prove/import_backlog.py [--engine sqlite|postgres] [--rows 400000] [--seed N] [--cais PROGRAM]

The file is invented from a seed and written row by row, as CSV and as JSON. The first run is killed with -9 when half of
the good rows are in: what is in must be whole batches. The second goes on to the end: its file of errors must name exactly
the bad rows, with line, field and reason, and its memory must not grow by more than 64 MiB from a quarter of the file to
its end (anonymous memory; a run of less than 100,000 rows shows little). Then CSV and JSON are read once more: no table
may have a row more, and every head of the journal must be what it was. At the end `cais verify` and `cais cases rebuild`.
Standard output: one JSON line, also in out/prove/import-ENGINE.json. Exit 1 where something does not hold.
"""
import argparse
import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import house as houses
from backlog import Backlog
from house import PROJECT, House, say
from postgres import Postgres

ROWS, BATCH = 400_000, 500
GROWTH_MIB_MAX = 64
LOOK_SECONDS = 0.2
RUN_SECONDS_MAX = 4 * 3_600
PROBLEM = re.compile(r"line (\d+): (\w+): (.+)", re.DOTALL)


class Run:
    """One `cais cases import`: its answer, how long it took, and its memory by the part of the file that was read."""

    def __init__(self, house, file, errors, kill_when=None):
        self.file, self.memory, self.killed = file, [], False
        errors.unlink(missing_ok=True)
        command = [houses.CAIS, "cases", "import", *house.where, str(file), "--errors", str(errors), "--json"]
        began = time.monotonic()
        with tempfile.TemporaryFile("w+") as told, tempfile.TemporaryFile("w+") as words:
            self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=words)
            try:
                while self.child.poll() is None:
                    self.look()
                    if kill_when and kill_when():
                        self.child.kill()
                        self.killed = True
                    if time.monotonic() - began > RUN_SECONDS_MAX:
                        raise SystemExit(f"import_backlog: {file.name} is not in after {RUN_SECONDS_MAX} s")
                    time.sleep(LOOK_SECONDS)
            finally:
                if self.child.poll() is None:
                    self.child.kill()
                self.child.wait()
            self.seconds = time.monotonic() - began
            told.seek(0)
            words.seek(0)
            if not self.killed and self.child.returncode not in (0, 1):
                raise SystemExit(f"import_backlog: cais cases import ended with {self.child.returncode}:\n"
                                 f"{told.read()[-1000:]}{words.read()[-2000:]}")
            self.answer = None if self.killed else json.loads(told.read())

    def look(self):
        """How much of the file was read, and how much is resident; the first look through the whole file is no run."""
        process, places = Path(f"/proc/{self.child.pid}"), []
        try:
            for one in (process / "fd").iterdir():
                if os.readlink(one) == str(self.file):
                    places.append(int((process / "fdinfo" / one.name).read_text().split()[1]))
            resident = re.search(r"RssAnon:\s+(\d+) kB", (process / "status").read_text())
        except OSError:
            return   # it just ended
        if not places or not resident:
            return
        part = min(places) / self.file.stat().st_size
        if self.memory and part < self.memory[-1][0]:
            self.memory = []
        self.memory.append((part, int(resident[1]) / 1024))

    def growth(self):
        """MiB between a quarter of the file and its end; nothing where it was too quick to look."""
        later = [mib for part, mib in self.memory if part >= 0.25]
        return round(max(later) - later[0], 1) if len(later) > 1 else None


class Proof:
    def __init__(self, house, folder, rows, seed):
        self.house, self.folder, self.problems = house, folder, []
        self.errors = folder / "errors"
        self.backlog = Backlog(rows, seed)
        self.good = rows - len(self.backlog.bad)
        self.facts = {"rows": rows, "bad": len(self.backlog.bad), "seed": seed}

    def demand(self, holds, words):
        if not holds:
            self.problems.append(words)

    def run(self):
        table, lines = self.folder / "backlog.csv", self.folder / "backlog.jsonl"
        wanted = {file: self.backlog.write(file) for file in (table, lines)}
        self.house.demo()
        say(f"{self.facts['rows']:,} rows, {table.stat().st_size / 2**20:.0f} MiB; the first run is killed half-way")
        first = Run(self.house, table, self.errors, lambda: self.taken() >= self.good // 2)
        self.demand(first.killed, "the first run ended before it could be killed: more rows are needed")
        stored = self.settled()
        self.demand(stored % BATCH == 0 and 0 < stored < self.good, f"after the kill {stored} rows are in: no whole batches")
        second = Run(self.house, table, self.errors)
        self.told(second, wanted[table], known=stored, accepted=self.good - stored)
        self.measure(second, stored)
        before = self.everything()
        for file in (table, lines):
            say(f"once more, {file.name}")
            again = Run(self.house, file, self.errors)
            self.told(again, wanted[file], known=self.good, accepted=0)
            self.demand(self.everything() == before, f"{file.name}, read once more, changed the store")
            self.facts[f"again_{file.suffix[1:]}_seconds"] = round(again.seconds, 1)
        for words in (["verify"], ["cases", "rebuild"]):
            done = subprocess.run([houses.CAIS, *words, *self.house.where], stdin=subprocess.DEVNULL, text=True,
                                  capture_output=True, timeout=RUN_SECONDS_MAX, check=False)
            self.demand(done.returncode == 0, f"cais {' '.join(words)} ended with {done.returncode}: {done.stdout[-500:]}")

    def measure(self, run, stored):
        growth = run.growth()
        self.demand(growth is not None or self.facts["rows"] < 100_000, "the memory was not looked at")
        self.demand(growth is None or growth <= GROWTH_MIB_MAX,
                    f"the memory grew by {growth} MiB, more than {GROWTH_MIB_MAX}")
        self.facts |= {"killed_at": stored, "resumed_seconds": round(run.seconds, 1),
                       "rows_a_second": round((self.good - stored) / run.seconds),
                       "memory_mib": round(max((mib for _, mib in run.memory), default=0), 1),
                       "growth_mib": growth, "growth_mib_max": GROWTH_MIB_MAX, "looks": len(run.memory)}

    def told(self, run, bad, known, accepted):
        """Whether the answer and the file of errors say exactly what is so."""
        name, answer = run.file.name, run.answer
        found = {key: answer[key] for key in ("rows", "accepted", "known", "changed", "rejected")}
        right = {"rows": self.facts["rows"], "accepted": accepted, "known": known, "changed": 0, "rejected": len(bad)}
        self.demand(found == right, f"{name}: {found}, not {right}")
        self.demand(run.child.returncode == (1 if bad else 0), f"{name}: exit {run.child.returncode}")
        listed = {}
        for row in self.listed(run.file.suffix == ".csv"):
            told = PROBLEM.fullmatch(row["problem"])
            self.demand(told and told[3].strip(), f"{name}: “{row['problem']}” has no line, field and reason")
            if told:
                listed[int(told[1])] = (row["number"], told[2])
        wrong = {line for line in bad.keys() | listed.keys() if bad.get(line) != listed.get(line)}
        self.demand(not wrong, f"{name}: {len(wrong)} rows are told wrongly, the first "
                               f"{[(line, bad.get(line), listed.get(line)) for line in sorted(wrong)[:3]]}")

    def listed(self, is_csv):
        if not self.errors.exists():
            return []
        with self.errors.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file)) if is_csv else [json.loads(line) for line in file]

    def taken(self):
        return int(self.house.query("SELECT COUNT(*) FROM case_import")[0][0])

    def settled(self):
        """What is in when the last transaction of the killed run is over, either way."""
        count = self.taken()
        while True:
            time.sleep(1)
            if self.taken() == count:
                return count
            count = self.taken()

    def everything(self):
        """Rows of every table, and every head of the journal."""
        names = ("SELECT table_name FROM information_schema.tables WHERE table_schema = 'general'" if self.house.database
                 else "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        counts = {name: self.house.query(f'SELECT COUNT(*) FROM "{name}"')[0][0]
                  for [name] in self.house.query(names)}
        return counts, self.house.query("SELECT subject, seq, hash FROM journal_head ORDER BY subject")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--cais", default=houses.CAIS)
    asked = parser.parse_args()
    if asked.rows < 4 * BATCH:
        parser.error(f"--rows: at least {4 * BATCH}, or it cannot be killed half-way")
    if not Path(asked.cais).exists():
        parser.error(f"{asked.cais} is not there: build it, or name it with --cais")
    houses.CAIS = str(Path(asked.cais).resolve())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))   # so that everything is stopped
    with tempfile.TemporaryDirectory(prefix="cais-import.") as name:
        os.chmod(name, 0o755)   # the database's user must reach its folder inside
        folder = Path(name).resolve()
        postgres = Postgres(folder / "postgres") if asked.engine == "postgres" else None
        try:
            proof = Proof(House(folder / "store", postgres.url if postgres else None), folder, asked.rows, asked.seed)
            proof.run()
        finally:
            if postgres:
                postgres.stop()
    for problem in proof.problems[:20]:
        print(problem, file=sys.stderr)
    say(f"import of {asked.rows:,} rows, {asked.engine}: {len(proof.problems)} problems")
    facts = json.dumps({"engine": asked.engine, **proof.facts, "problems": len(proof.problems)})
    out = PROJECT / f"out/prove/import-{asked.engine}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(facts + "\n")
    print(facts)
    return 1 if proof.problems else 0


if __name__ == "__main__":
    sys.exit(main())
