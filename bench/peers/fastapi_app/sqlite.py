"""SQLite through the standard library. Reads run on the loop (20 µs; a thread would cost more).

Writes run there too, or, with BENCH_SQLITE_WRITES=thread, on one writer thread of the worker.
"""

import asyncio
import concurrent.futures
import os
import sqlite3

import shared
from fastapi_app import sql

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=268435456",
)


class Store:
    def __init__(self, folder: str):
        self.path = os.path.join(folder, "bench.sqlite")
        self.thread = None

    def connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path, timeout=30, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            db.execute(pragma)
        return db

    async def open(self) -> None:
        self.reader, self.writer = self.connect(), self.connect()
        if os.environ.get("BENCH_SQLITE_WRITES") == "thread":
            self.thread = concurrent.futures.ThreadPoolExecutor(max_workers=1)

    async def close(self) -> None:
        if self.thread:
            self.thread.shutdown()
        self.reader.close()
        self.writer.close()

    async def write(self, action, *arguments):
        if self.thread is None:
            return action(*arguments)
        return await asyncio.get_running_loop().run_in_executor(self.thread, action, *arguments)

    async def case(self, number: int):
        return self.reader.execute(sql.CASE, (number,)).fetchone()

    async def cases(self, office: int):
        return self.reader.execute(sql.CASES, (office,)).fetchall()

    async def append(self, kase: int, kind: str, payload: str, key: str):
        return await self.write(self.write_line, kase, kind, payload, key)

    async def take(self, slot: int, person: int):
        if shared.ASKS_FIRST and self.reader.execute(sql.FREE, (slot,)).fetchone() is None:
            return None
        return await self.write(self.write_visit, slot, person)

    def write_line(self, kase: int, kind: str, payload: str, key: str):
        db = self.writer
        try:
            with db:
                db.execute("BEGIN IMMEDIATE")
                if not db.execute(sql.TOUCH, (kase,)).rowcount:
                    return 404, None
                head = db.execute(sql.HEAD, (kase,)).fetchone()
                at = shared.now()
                digest = shared.event_hash(
                    head[0] if head else shared.NO_HASH, kase, kind, at, payload, key)
                line = db.execute(sql.APPEND, (kase, kind, at, payload, key, digest)).fetchone()
        except sqlite3.IntegrityError:
            return 200, db.execute(sql.BY_KEY, (key,)).fetchone()
        return 201, (line[0], digest)

    def write_visit(self, slot: int, person: int):
        db = self.writer
        try:
            with db:
                db.execute("BEGIN IMMEDIATE")
                if not db.execute(sql.TAKE, (person, slot)).rowcount:
                    return None
                return db.execute(sql.VISIT, (slot, person, shared.now())).fetchone()[0]
        except sqlite3.IntegrityError:
            return None
