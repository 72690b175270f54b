#!/usr/bin/env python3
"""Backs a house up while people file, restores the copy elsewhere, and compares.

    tools/prove/backup.py [--engine sqlite|postgres] [--seconds 12] [--files 400] [--clients 4]

The backup must hold every file that was acknowledged before it began; the restored store must verify, open, show
them, and take new ones; no write may wait for a second while the copy is made. Standard output: one JSON line.
"""
import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from house import House, Person, say
from postgres import Postgres

WAIT_SECONDS_MAX = 1.0


class Load:
    """Clients that file until they are told to stop; each answer with when it was asked and how long it took."""

    def __init__(self, person, clients):
        self.person, self.lock, self.stop = person, threading.Lock(), threading.Event()
        self.answers, self.refused = [], 0
        self.clients = [threading.Thread(target=self.client, args=(client,)) for client in range(clients)]
        for client in self.clients:
            client.start()

    def client(self, client):
        count = 0
        while not self.stop.is_set():
            name = f"Prova {client}-{count}"
            asked = time.monotonic()
            where = self.person.file(name, f"backup-{client}-{count}")
            answered = time.monotonic()
            with self.lock:
                if where:
                    self.answers.append((asked, answered, name, where))
                else:
                    self.refused += 1
            count += 1

    def end(self):
        self.stop.set()
        for client in self.clients:
            client.join()

    def longest(self, since, until):
        """The longest wait of a write that was under way in that time, in seconds."""
        return max((answered - asked for asked, answered, _, _ in self.answers
                    if since <= answered and asked <= until), default=0.0)

    def finished(self, since, until):
        """The longest wait of those that began and ended in that time."""
        return max((answered - asked for asked, answered, _, _ in self.answers
                    if since <= asked and answered <= until), default=0.0)

    def between(self, since, until):
        return sum(since <= answered <= until for _, answered, _, _ in self.answers)


class Proof:
    def __init__(self, folder, house, other, options):
        self.folder, self.house, self.other, self.options = folder, house, other, options
        self.problems, self.result = [], {}

    def demand(self, holds, words):
        if not holds:
            self.problems.append(words)

    def run(self):
        self.house.demo()
        self.house.start()
        person = Person(self.house)
        load = Load(person, self.options.clients)
        while len(load.answers) < self.options.files and not load.refused:
            time.sleep(0.05)
        quiet_from = time.monotonic()
        time.sleep(self.options.seconds / 3)
        began = time.monotonic()
        made = self.house.command("backup", str(self.folder / "copy"))
        ended = time.monotonic()
        time.sleep(self.options.seconds / 3)
        load.end()
        self.demand(made.returncode == 0, f"cais backup ended with {made.returncode}: {made.stdout}{made.stderr}")
        self.note(load, quiet_from, began, ended)
        self.house.end()
        self.demand(self.house.is_sound(), "the house that was backed up does not verify")
        if not self.problems:
            self.restore(load, began, ended)

    def note(self, load, quiet_from, began, ended):
        longest, usual = load.longest(began, ended), load.finished(quiet_from, began)
        self.demand(longest < WAIT_SECONDS_MAX,
                    f"a write waited {longest:.2f} s during the backup, {usual:.2f} s before")
        self.demand(load.between(began, ended) > 0, "nothing was filed during the backup: this proves nothing")
        self.demand(load.refused == 0, f"{load.refused} filings were not answered")
        self.result = {
            "acknowledged": len(load.answers), "during_backup": load.between(began, ended),
            "backup_seconds": round(ended - began, 2), "longest_wait_ms": round(longest * 1000),
            "longest_wait_before_ms": round(usual * 1000)}

    def restore(self, load, began, ended):
        # The keys are not in the backup: they come from where they are kept.
        shutil.copytree(Path(self.house.folder) / "keys", Path(self.other.folder) / "keys")
        back = self.other.command("restore", str(self.folder / "copy"))
        self.demand(back.returncode == 0, f"cais restore ended with {back.returncode}: {back.stdout}{back.stderr}")
        self.demand(self.other.is_sound(), "the restored house does not verify")
        self.other.start()
        person, stored = Person(self.other), self.other.stored("Prova ")
        before = {name: where for _, answered, name, where in load.answers if answered < began}
        after = [name for asked, _, name, _ in load.answers if asked > ended]
        for name, where in before.items():
            self.demand(name in stored and person.sees(where, name), f"{name} was acknowledged before and is lost")
        self.demand(not any(name in stored for name in after), "the copy holds what came after it")
        self.demand(set(stored.values()) == {1}, "a file stands twice")
        self.demand(person.file("Prova nova", "new-key"), "the restored house takes nothing new")
        self.demand(person.file("Prova 0-0", "backup-0-0") == before["Prova 0-0"], "an old key makes a new file")
        self.result |= {"acknowledged_before": len(before), "restored": len(stored)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cais-backup.") as name:
        os.chmod(name, 0o755)   # the database's user must reach its folder inside
        folder = Path(name)
        clusters = [Postgres(folder / f"postgres{n}") for n in (1, 2)] if options.engine == "postgres" else []
        urls = [cluster.url for cluster in clusters] or [None, None]
        house, other = House(folder / "store", urls[0]), House(folder / "other", urls[1])
        proof = Proof(folder, house, other, options)
        try:
            proof.run()
        finally:
            for one in (house, other):
                one.kill()
            for cluster in clusters:
                cluster.stop()
    for problem in proof.problems[:20]:
        print(problem, file=sys.stderr)
    say(f"backup under load, {options.engine}: {len(proof.problems)} problems")
    print(json.dumps({"engine": options.engine, "clients": options.clients, **proof.result, "problems": len(proof.problems)}))
    return 1 if proof.problems else 0


if __name__ == "__main__":
    sys.exit(main())
