"""People by the thousand: each with a request of their own that waits for a visit, and signed in.

Nobody is asked for ten thousand passwords: who holds the key of a store may open sessions in it, and the store is ours.
"""

import base64
import dataclasses
import hashlib
import hmac
import time

from harness.errands import FILED
from harness.house import Store
from harness.verify import Wrong

ROWS = 500  # of one INSERT
SESSION_SECONDS = 3_600
COMPARTMENT = b"general"


@dataclasses.dataclass(frozen=True)
class Member:
    """Somebody of the crowd: what their browser and their form carry."""

    reference: str
    cookie: str
    guard: str


def derived(store: Store, use: str) -> bytes:
    """The key of one use (HKDF-SHA256, RFC 5869; one block is enough), as Keys.swift derives it."""
    master = base64.b64decode((store.folder / "keys" / "general.key").read_text().strip())
    extracted = hmac.digest(COMPARTMENT, master, hashlib.sha256)
    return hmac.digest(extracted, use.encode() + b"\x01", hashlib.sha256)


def gather(store: Store, size: int) -> list[Member]:
    """Gives so many of Ana's requests a person each, alone in it, with an account and a session."""
    cases = store.ask(f"SELECT id, reference FROM kase WHERE {FILED} ORDER BY id DESC LIMIT {size}")
    if len(cases) != size:
        raise Wrong(f"{len(cases)} requests for a crowd of {size}")
    own = f"{FILED} AND id >= {cases[-1][0]}"
    members = f"SELECT id FROM case_member WHERE kase IN (SELECT id FROM kase WHERE {own})"
    now = int(time.time() * 1_000_000)
    # The number of the request is the person's and the account's too: each kind has its own.
    for statement in (
            f"INSERT INTO person (id, name, created) SELECT id, 'Pessoa da Medida', {now} FROM kase"
            f" WHERE {own}",
            "INSERT INTO account (id, login, name, person, language, demo, created)"
            f" SELECT id, 'crowd-' || id, 'Pessoa da Medida', id, 'pt', 1, {now} FROM kase WHERE {own}",
            # All of them have one name, and so looked like each other.
            f"DELETE FROM member_match WHERE one IN ({members}) OR other IN ({members})",
            f"DELETE FROM case_member WHERE position > 0 AND kase IN (SELECT id FROM kase WHERE {own})",
            f"UPDATE case_member SET person = kase WHERE kase IN (SELECT id FROM kase WHERE {own})",
            f"UPDATE kase SET applicant = id WHERE {own}"):
        store.ask(statement)
    open_sessions(store, [row[0] for row in cases], now)
    return [member(store, *row) for row in cases]


def open_sessions(store: Store, cases: list[str], now: int) -> None:
    key, until = derived(store, "session"), now + SESSION_SECONDS * 1_000_000
    quoted = "'\\x{}'" if store.database else "x'{}'"
    for start in range(0, len(cases), ROWS):
        rows = ", ".join(
            f"({one}, {quoted.format(hmac.digest(key, token(one), hashlib.sha256).hex())}, {one},"
            f" 'open', 'bench', {now}, {now}, {until})" for one in cases[start:start + ROWS])
        store.ask("INSERT INTO session (id, token_hash, account, stage, device, created, last_seen,"
                  f" expires) VALUES {rows}")


def token(case: str) -> bytes:
    return f"crowd-{case}".encode()


def member(store: Store, case: str, reference: str) -> Member:
    secret = hmac.digest(derived(store, "forms"), b"forms", hashlib.sha256)
    guard = hmac.digest(secret, f"csrf session {case}".encode(), hashlib.sha256)
    return Member(reference, f"cais={token(case).decode()}", base64.urlsafe_b64encode(guard).decode())
