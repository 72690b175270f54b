#!/usr/bin/env python3
"""Kills with -9 while people file requests, and asks whether every acknowledged one is there, and none twice.

    tools/prove/kill.py                                  ROUNDS=5 rounds on SQLite; `cais serve` is killed
    tools/prove/kill.py --engine postgres                the same on a PostgreSQL of its own
    tools/prove/kill.py --engine postgres --strike cluster   all of PostgreSQL is killed; the server stays
    tools/prove/kill.py --engine postgres --strike backend   one connection's process is killed; the server stays

Each round: four clients file as ana, something is killed at a random moment and started again. Then every
acknowledged file must open as ana and show its child's name; what got no answer is sent again with the same key
and must stand once. At the end `cais verify` must find the journal sound. SEED= repeats a run's moments.
Standard output: one JSON line. Exit 1 where something is lost, double or not sound.
"""
import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

from house import House, Person, say
from postgres import Postgres

ROUNDS = int(os.environ.get("ROUNDS", "5"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))
CLIENTS = 4
LOAD_SECONDS = (0.15, 2.0)
AGAIN_SECONDS_MAX = 60


class Round:
    """What four clients were told in one round."""

    def __init__(self, person, number):
        self.person, self.number = person, number
        self.lock, self.stop = threading.Lock(), threading.Event()
        self.told, self.silent = {}, []

    def run(self, seconds, strike):
        clients = [threading.Thread(target=self.client, args=(client,)) for client in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(seconds)
        strike()
        self.stop.set()
        for client in clients:
            client.join()

    def client(self, client):
        count = 0
        while not self.stop.is_set():
            name = f"Prova {self.number}-{client}-{count}"
            where = self.person.file(name, key_of(name))
            with self.lock:
                if where:
                    self.told[name] = where
                else:
                    self.silent.append(name)
            if not where:
                time.sleep(0.02)
            count += 1

    def send_again(self):
        """Everything without an answer, until it has one."""
        end = time.monotonic() + AGAIN_SECONDS_MAX
        for name in self.silent:
            while (where := self.person.file(name, key_of(name))) is None:
                if time.monotonic() > end:
                    return f"{name} is not taken within {AGAIN_SECONDS_MAX} s"
                time.sleep(0.05)
            self.told[name] = where
        return None


def key_of(name):
    return "key-" + name.replace(" ", "-")


class Proof:
    def __init__(self, house, postgres, strike):
        self.house, self.postgres, self.strike_at = house, postgres, strike
        self.problems, self.all, self.again, self.both = [], {}, 0, 0
        self.chance = random.Random(SEED)

    def strike(self):
        if self.strike_at == "server":
            self.house.kill()
        elif self.strike_at == "backend":
            self.postgres.kill_backend()
        else:
            # Up again while people still file: the server finds its database by itself.
            self.postgres.kill_all()
            self.postgres.start()
        if self.strike_at != "server":
            time.sleep(0.5)

    def raise_again(self):
        if self.strike_at == "server":
            self.house.start()
        else:
            self.house.wait_ready()

    def run(self):
        self.house.demo()
        self.house.start()
        person = Person(self.house)
        for number in range(1, ROUNDS + 1):
            began = time.monotonic()
            one = Round(person, number)
            one.run(self.chance.uniform(*LOAD_SECONDS), self.strike)
            self.raise_again()
            acknowledged = len(one.told)
            stood = self.check(person, number, one.told)
            # Stored, but the answer was lost: only the key can keep a second sending from doubling it.
            both = sum(name in stood for name in one.silent)
            problem = one.send_again()
            if problem:
                self.problems.append(f"round {number}: {problem}")
            self.check(person, number, one.told)
            self.all |= one.told
            self.again, self.both = self.again + len(one.silent), self.both + both
            say(f"round {number}: {acknowledged} acknowledged, {len(one.silent)} unanswered and sent again "
                f"({both} had been stored), {time.monotonic() - began:.1f} s")
        self.finish()

    def check(self, person, number, told):
        stored = self.house.stored(f"Prova {number}-")
        for name, where in told.items():
            # A stale connection of before the kill may break once: ask on a new one.
            try:
                seen = person.sees(where, name)
            except OSError:
                seen = person.sees(where, name)
            if not seen or name not in stored:
                self.problems.append(f"round {number}: {name} was acknowledged as {where} and is lost")
        self.problems += [f"round {number}: {name} stands {count} times" for name, count in stored.items() if count > 1]
        return stored

    def finish(self):
        stored = self.house.stored("Prova ")
        lost = set(self.all) - set(stored)
        if lost or len(set(self.all.values())) != len(self.all):
            self.problems.append(f"at the end {len(lost)} acknowledged are lost, or two share a reference")
        if not self.all:
            self.problems.append("nothing was acknowledged: this proves nothing")
        self.house.end()
        if not self.house.is_sound():
            self.problems.append("cais verify does not find the journal sound")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--strike", choices=["server", "backend", "cluster"], default="server")
    options = parser.parse_args()
    if options.engine == "sqlite" and options.strike != "server":
        parser.error("only PostgreSQL has processes of its own")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cais-kill.") as folder:
        os.chmod(folder, 0o755)   # the database's user must reach its folder inside
        postgres = Postgres(Path(folder) / "postgres") if options.engine == "postgres" else None
        house = House(Path(folder) / "store", postgres.url if postgres else None)
        proof = Proof(house, postgres, options.strike)
        try:
            proof.run()
        finally:
            house.kill()
            if postgres:
                postgres.stop()
    for problem in proof.problems[:20]:
        print(problem, file=sys.stderr)
    print(json.dumps({"engine": options.engine, "killed": options.strike, "rounds": ROUNDS, "seed": SEED,
                      "acknowledged": len(proof.all), "sent_again": proof.again, "already_stored": proof.both,
                      "problems": len(proof.problems), "seconds": round(time.monotonic() - began)}))
    return 1 if proof.problems else 0


if __name__ == "__main__":
    sys.exit(main())
