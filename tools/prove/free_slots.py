#!/usr/bin/env python3
"""Asks in a random run whether every time that a page shows as free can be booked at that moment, in a copy.

    tools/prove/free_slots.py                      RUN_SECONDS=300 on SQLite
    tools/prove/free_slots.py --engine postgres    the same on a PostgreSQL of its own

Three threads of people book, move, give back, grow, go over several counters and take numbers; a supervisor closes days,
opens weeks, changes, adds and retires desks and takes in a staff calendar. Now and then all of them stand still: every page
that names a free time is asked (the times of a household, of several counters, the door of the queue, the preview of a
closure), the store is copied, and they go on. On the copy each time that was shown is then booked, one household after the
other; a time that has begun meanwhile is counted apart. Where the house changed its own times between question and copy
(each minute it keeps its list) that look is not judged. No other address names a free time: what docs/openapi.json and the
directory give are opening hours. SEED= repeats what is drawn, not how the threads meet. Standard output: one JSON line, which
also goes to out/prove/. Exit 1 where a time could not be booked, an act failed, or too little was seen.
"""
import argparse
import html
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

import copies
from copies import Guest
from house import PROJECT, House, Person, say
from postgres import Postgres
from visiting import FAMILIES, Family, Gate, People, Supervisor, hidden, radios

RUN_SECONDS = int(os.environ.get("RUN_SECONDS", "300"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))
THREADS, WATCHERS, PAGES_MAX = 3, 3, 4
PAUSE_SECONDS = 0.02
TRIED_MIN = 200
DOOR = re.compile(r"The next free time to book is ([^<]+)\.</p>")
PREVIEW = re.compile(r"First free time now</dt><dd>([^<]+)")
DAY = re.compile(r'<details class="day".*?</details>', re.S)
SUMMARY = re.compile(r"<summary>([^<]+?) <span>")
CHOICE = re.compile(r'value="(\d+)" required><label for="[^"]*">([^<]+)</label>')


class Look:
    """What the pages showed at one moment, and the copy of the store as it was then."""

    def __init__(self, number):
        self.number, self.times, self.chains, self.words = number, [], [], []


class Proof:
    def __init__(self, folder, postgres):
        self.folder, self.postgres = folder, postgres
        self.house = House(folder / "store", postgres.url if postgres else None)
        self.gate, self.over, self.chance = Gate(), threading.Event(), random.Random(SEED)
        self.problems, self.tried, self.looks, self.moved, self.begun = [], 0, 0, 0, 0
        self.seen = {"times": 0, "chains": 0, "words": 0}

    def run(self):
        self.house.demo()
        self.house.start()
        self.ana, self.carla = Person(self.house), Person(self.house, "carla")
        for one in (self.ana, self.carla):
            one.cookies["lang"] = "en"   # their account says another one
        families = [Family(self.ana, number, self.chance) for number in range(FAMILIES)]
        self.watching, families = families[:WATCHERS], families[WATCHERS:]
        # One more is made a single person in each copy: whom the door of the queue speaks to.
        self.single, families = families[0], families[1:]
        reference = self.single.reference
        self.office, slug = self.house.query("SELECT l.id, l.slug FROM kase k JOIN location l ON l.id = k.office "
                                             f"WHERE k.reference = '{reference}'")[0]
        everybody = [People(self.ana, families, self.office, random.Random(SEED + one), f"people-{one}")
                     for one in range(THREADS)]
        everybody.append(Supervisor(self.house, self.carla, self.office, random.Random(SEED - 1), slug, self.folder))
        threads = [threading.Thread(target=self.live, args=(one,)) for one in everybody]
        for thread in threads:
            thread.start()
        end = time.monotonic() + RUN_SECONDS
        try:
            while time.monotonic() < end:
                self.look()
        finally:
            self.over.set()
            for thread in threads:
                thread.join()
        self.acts = {}
        for one in everybody:
            for name, count in one.done.items():
                self.acts[name] = self.acts.get(name, 0) + count
        self.finish()

    def live(self, one):
        while not self.over.is_set():
            try:
                with self.gate:
                    one.act()
            except (Exception, SystemExit) as error:   # a thread that dies silently would prove nothing
                self.problems.append(f"{one.name}: {error}")
                if len(self.problems) > 20:
                    return
            time.sleep(PAUSE_SECONDS)

    def look(self):
        look = Look(self.looks + self.moved + 1)
        with self.gate.still():
            before = self.fingerprint()
            self.ask(look)
            copy = copies.made(self.house, self.folder / f"copy-{look.number}", self.postgres)
            is_same = self.fingerprint() == before
        try:
            if is_same:
                self.looks += 1
                self.judge(look, copy)
            else:
                self.moved += 1
        finally:
            copies.forget(copy, self.postgres)

    def fingerprint(self):
        return self.house.query("SELECT desk, start, minutes, taken_by, offer, held_until FROM slot ORDER BY desk, start")

    def ask(self, look):
        for family in self.watching:
            for page in self.pages(self.ana, family.reference):
                look.times += [(family, value) for value in radios(page, "start")]
        family = self.chance.choice(self.watching)
        page = self.ana.read(f"/bookings/chain?case={family.reference}")
        look.chains = [(family, value, hidden(page, "with")) for value in radios(page, "chain")]
        look.words += DOOR.findall(self.ana.read(f"/queue/{self.office}"))
        day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 300 * 86_400))
        preview = self.carla.read(f"/desk/supervision/closures?location={self.office}&from={day}")
        look.words += [words for words in PREVIEW.findall(preview) if words != "none"]

    @staticmethod
    def pages(person, reference):
        """The pages of free times of one household, as its person turns them."""
        path = f"/bookings/new?case={reference}"
        for _ in range(PAGES_MAX):
            page = person.read(path)
            yield page
            found = re.search(r'<a href="([^"]+)">Later times</a>', page)
            if not found:
                return
            path = html.unescape(found.group(1))

    def judge(self, look, copy):
        copies.prepare(copy, self.single.reference)
        copy.start()
        ana = Guest(copy, self.ana)
        for watching in self.watching:
            for value in sorted((value for family, value in look.times if family is watching), key=int):
                self.note("times", look, ana.book(watching.reference, {"start": value}, "/bookings"), value)
            # Nobody's time is in the way of the next one's.
            ana.give_back(watching.reference)
        for family, value, services in look.chains:
            self.note("chains", look, ana.book(family.reference, {"chain": value, "with": services}, "/bookings/chain"),
                      value.split("@")[1].split(".")[0], value)
            ana.give_back(family.reference)
        for words in look.words:
            value = named(self.pages(ana, self.single.reference), words)
            answer = ana.book(self.single.reference, {"start": value}, "/bookings") if value else "no such time"
            self.note("words", look, answer, value or "0", words)
            ana.give_back(self.single.reference)
        say(f"look {look.number}: {len(look.times)} times, {len(look.chains)} chains, {look.words}; "
            f"{len(self.problems)} problems")

    def note(self, kind, look, answer, start, what=None):
        self.tried += 1
        self.seen[kind] += 1
        if answer is None:
            return
        if 0 < int(start) <= time.time():
            self.begun += 1
        else:
            self.problems.append(f"look {look.number}: {kind} {what or start} was shown, and booking it answered {answer}")

    def finish(self):
        if self.tried < TRIED_MIN or self.looks < 3 or not all(self.seen.values()):
            self.problems.append(f"{self.looks} looks and {self.seen}: this proves too little")
        wanted = {act.__name__ for act in (
            People.book, People.move, People.cancel, People.chain, People.grow, Supervisor.close, Supervisor.open,
            Supervisor.busy, Supervisor.change, Supervisor.add)}
        if wanted - set(self.acts):
            self.problems.append(f"nobody came to {sorted(wanted - set(self.acts))}: this proves too little")
        self.house.end()
        if not self.house.is_sound():
            self.problems.append("cais verify does not find the journal sound")


def named(pages, words):
    """The time that bears these words: a day and a clock."""
    for page in pages:
        for day in DAY.findall(page):
            for value, clock in CHOICE.findall(day):
                if f"{SUMMARY.search(day).group(1)}, {clock}" == words:
                    return value
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    engine = parser.parse_args().engine
    with tempfile.TemporaryDirectory(prefix="cais-free.") as name:
        os.chmod(name, 0o755)   # the database's user must reach its folder inside
        folder = Path(name)
        postgres = Postgres(folder / "postgres") if engine == "postgres" else None
        proof = Proof(folder, postgres)
        try:
            proof.run()
        finally:
            proof.house.kill()
            if postgres:
                postgres.stop()
    for problem in proof.problems[:20]:
        print(problem, file=sys.stderr)
    told = json.dumps({"engine": engine, "seconds": RUN_SECONDS, "seed": SEED, "looks": proof.looks, "not_judged": proof.moved,
                       "booked": proof.tried - proof.begun, "begun": proof.begun, "shown": proof.seen, "acts": proof.acts,
                       "problems": len(proof.problems)})
    out = PROJECT / f"out/prove/free-slots-{engine}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(told + "\n")
    print(told)
    return 1 if proof.problems else 0


if __name__ == "__main__":
    sys.exit(main())
