"""PostgreSQL through asyncpg: a pool per worker, statements prepared once per connection."""

import os

import asyncpg

import shared
from fastapi_app import sql

POOL = int(os.environ.get("BENCH_POOL", "10"))  # connections per worker

CASE, CASES, TOUCH, HEAD, APPEND, BY_KEY, FREE, TAKE, VISIT = map(sql.numbered, (
    sql.CASE, sql.CASES, sql.TOUCH, sql.HEAD, sql.APPEND, sql.BY_KEY, sql.FREE, sql.TAKE, sql.VISIT))


async def keep(connection) -> None:
    """Saves the round trip that resets a session: no endpoint changes session state."""


class Store:
    def __init__(self, url: str):
        self.url = url

    async def open(self) -> None:
        self.pool = await asyncpg.create_pool(
            self.url, min_size=POOL, max_size=POOL, reset=keep, max_inactive_connection_lifetime=0)

    async def close(self) -> None:
        await self.pool.close()

    async def case(self, number: int):
        return await self.pool.fetchrow(CASE, number)

    async def cases(self, office: int):
        return await self.pool.fetch(CASES, office)

    async def append(self, kase: int, kind: str, payload: str, key: str):
        async with self.pool.acquire() as db:
            try:
                async with db.transaction():
                    return 201, await self.write_line(db, kase, kind, payload, key)
            except asyncpg.UniqueViolationError:
                return 200, await db.fetchrow(BY_KEY, key)

    async def write_line(self, db, kase: int, kind: str, payload: str, key: str):
        """The case's row is taken first, so that two lines of one case cannot read one head."""
        if await db.execute(TOUCH, kase) != "UPDATE 1":
            return None
        previous = await db.fetchval(HEAD, kase) or shared.NO_HASH
        at = shared.now()
        digest = shared.event_hash(previous, kase, kind, at, payload, key)
        return await db.fetchval(APPEND, kase, kind, at, payload, key, digest), digest

    async def take(self, slot: int, person: int):
        async with self.pool.acquire() as db:
            if shared.ASKS_FIRST and await db.fetchval(FREE, slot) is None:
                return None
            try:
                async with db.transaction():
                    if await db.execute(TAKE, person, slot) != "UPDATE 1":
                        return None
                    return await db.fetchval(VISIT, slot, person, shared.now())
            except asyncpg.UniqueViolationError:
                return None
