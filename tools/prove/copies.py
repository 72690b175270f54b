"""A copy of a house with everything as it is at one moment, and somebody at it who books what the first one showed."""
import os
import re
import shutil
import sqlite3
import subprocess
import threading
from pathlib import Path

from house import House, Person


def made(house, folder, postgres):
    """Nobody is served there yet."""
    source = Path(house.folder)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.sqlite", "*.sqlite-*"))
    for store in source.rglob("*.sqlite"):
        one = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=30)
        other = sqlite3.connect(folder / store.relative_to(source))
        one.backup(other)
        one.close()
        other.close()
    if not postgres:
        return House(folder)
    name = folder.name.replace("-", "_")
    url = postgres.url.rpartition("/")[0] + "/" + name
    postgres.run("createdb", *at(postgres), name)
    dump = subprocess.Popen([postgres.bin / "pg_dump", postgres.url], stdout=subprocess.PIPE)
    subprocess.run([postgres.bin / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, url], stdin=dump.stdout,
                   check=True)
    if dump.wait():
        raise RuntimeError("pg_dump failed")
    return House(folder, url)


def at(postgres):
    return ["-h", "127.0.0.1", "-p", str(postgres.port), "-U", "cais"]


def forget(copy, postgres):
    copy.kill()
    shutil.rmtree(copy.folder)
    if postgres:
        postgres.run("dropdb", *at(postgres), "--force", copy.database.rpartition("/")[2])


def prepare(copy, reference):
    """In the copy nobody waits for what is tried and given back, and one family is a single person."""
    own = f"(SELECT m.id FROM case_member m JOIN kase k ON k.id = m.kase WHERE k.reference = '{reference}')"
    for statement in ("UPDATE demand SET state = 'left' WHERE state = 'waiting'",
                      f"DELETE FROM member_match WHERE one IN {own} OR other IN {own}",
                      f"DELETE FROM case_member WHERE position > 0 AND id IN {own}"):
        if copy.database:
            subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, copy.database], check=True,
                           env=os.environ | {"PGOPTIONS": "-csearch_path=general"}, stdout=subprocess.DEVNULL)
            continue
        db = sqlite3.connect(f"{copy.folder}/general.sqlite", timeout=30)
        db.execute(statement)
        db.commit()
        db.close()


class Guest(Person):
    """Ana at the copy: her session is in it too. She has one visit of each file at a time, and moves it to the next."""

    def __init__(self, house, ana):   # signs in nowhere
        self.house, self.login, self.cookies, self.lines = house, ana.login, dict(ana.cookies), threading.local()
        self.csrf, self.visits, self.count = ana.csrf, {}, 0

    def book(self, reference, fields, path):
        """Nothing where it was booked, else what was answered."""
        self.count += 1
        fields = fields | {"case": reference, "csrf": self.csrf, "once": f"guest-{self.count}"}
        if reference in self.visits:
            fields["replaces"] = self.visits[reference]
        status, headers, text = self.ask("POST", path, fields)
        if status != 303:
            said = re.search(r'<div class="error-summary".*?</div>', text, re.S)
            return f"{status} {re.sub('<[^>]*>', ' ', said.group(0)) if said else ''}"
        self.visits[reference] = headers["location"].split("?")[0].rsplit("/", 1)[1]
        return None

    def give_back(self, reference):
        visit = self.visits.pop(reference, None)
        if visit:
            self.count += 1
            self.ask("POST", f"/bookings/{visit}/cancellation", {"csrf": self.csrf, "once": f"guest-{self.count}"})
