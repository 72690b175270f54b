#!/usr/bin/env python3
"""Kills `cais serve` with -9 while it takes writes, and asks whether every acknowledged one is there.

    ROUNDS=50 tools/prove/kill.py            50 rounds on SQLite (5 without ROUNDS)
    DATABASE=postgresql://… tools/prove/kill.py

Each round starts the server, lets clients post with idempotency keys, kills the server at a random
moment, starts it again, posts once more what got no answer (same key), and compares. At the end
`cais verify` must find the journal sound. Exit 0 where nothing acknowledged was lost and nothing stands
twice.
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAIS = os.environ.get("CAIS", str(ROOT / ".build/debug/cais"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
CLIENTS = int(os.environ.get("CLIENTS", "4"))
PORT = int(os.environ.get("PORT", "8271"))
SEED = int(os.environ.get("SEED", "1"))
READY_SECONDS_MAX = 30


class Target:
    """What the program offers to this proof; the only part that knows its addresses.

    `POST /prove/lines` with the header Idempotency-Key stores one line and answers 200 or 201.
    `GET /prove/lines` answers {"keys": [...]}: the keys of all stored lines, each as often as it stands.
    """

    def __init__(self, data: str) -> None:
        self.base = f"http://127.0.0.1:{PORT}"
        database = os.environ.get("DATABASE")
        self.where = ["--database", database] if database else ["--data", data]
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [CAIS, "serve", "--port", str(PORT), *self.where]
        environment = dict(os.environ, CAIS_PROVE="1")
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                sys.exit(f"kill.py: the server ended by itself with {self.process.returncode}")
            try:
                if self._ask("GET", "/ready")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"kill.py: not ready after {READY_SECONDS_MAX} s")

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def post(self, key: str) -> bool:
        """True where the write was acknowledged, False where its outcome is unknown or it was refused."""
        try:
            status, _ = self._ask("POST", "/prove/lines", {"Idempotency-Key": key}, json.dumps({"key": key}))
        except OSError:
            return False
        return status in (200, 201)

    def stored(self) -> list[str]:
        status, body = self._ask("GET", "/prove/lines")
        if status != 200:
            sys.exit(f"kill.py: GET /prove/lines answered {status}")
        return json.loads(body)["keys"]

    def verify(self) -> bool:
        return subprocess.run([CAIS, "verify", *self.where], stdout=subprocess.DEVNULL).returncode == 0

    def _ask(self, method: str, path: str, headers: dict | None = None, body: str | None = None):
        request = urllib.request.Request(
            self.base + path, method=method, data=body.encode() if body is not None else None,
            headers={"Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


class Clients:
    """Threads that post until the server is gone; they remember what was acknowledged and what is open."""

    def __init__(self, target: Target, number: int) -> None:
        self.target, self.number = target, number
        self.lock = threading.Lock()
        self.acknowledged: set[str] = set()
        self.open: set[str] = set()

    def run_until_killed(self, seconds: float) -> None:
        stop = threading.Event()
        threads = [threading.Thread(target=self._post, args=(client, stop)) for client in range(CLIENTS)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.target.kill()
        stop.set()
        for thread in threads:
            thread.join()

    def _post(self, client: int, stop: threading.Event) -> None:
        count = 0
        while not stop.is_set():
            key = f"{self.number}-{client}-{count}"
            answered = self.target.post(key)
            with self.lock:
                (self.acknowledged if answered else self.open).add(key)
            count += 1
            if not answered:
                time.sleep(0.01)


def prove(target: Target) -> list[str]:
    """What is wrong after all rounds, in sentences."""
    chance = random.Random(SEED)
    acknowledged: set[str] = set()
    problems: list[str] = []
    for number in range(1, ROUNDS + 1):
        target.start()
        clients = Clients(target, number)
        clients.run_until_killed(chance.uniform(0.2, 2.0))
        target.start()
        acknowledged |= clients.acknowledged
        stored = target.stored()
        problems += compare(number, acknowledged, stored)
        again = {key for key in list(clients.open)[:20] if target.post(key)}
        acknowledged |= again
        problems += compare(number, acknowledged, target.stored())
        print(f"round {number}: {len(clients.acknowledged)} acknowledged, {len(clients.open)} open, "
              f"{len(again)} posted again", file=sys.stderr)
        target.kill()
    if not acknowledged:
        problems.append("nothing was acknowledged: the proof proves nothing")
    if not target.verify():
        problems.append("cais verify does not find the journal sound")
    print(f"{ROUNDS} rounds, {len(acknowledged)} acknowledged, {len(problems)} problems", file=sys.stderr)
    return problems


def compare(number: int, acknowledged: set[str], stored: list[str]) -> list[str]:
    lost = acknowledged - set(stored)
    twice = {key for key in stored if stored.count(key) > 1} if len(stored) != len(set(stored)) else set()
    found = []
    if lost:
        found.append(f"round {number}: {len(lost)} acknowledged writes are lost, such as {sorted(lost)[0]}")
    if twice:
        found.append(f"round {number}: {len(twice)} writes stand twice, such as {sorted(twice)[0]}")
    return found


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="cais-kill-") as data:
        target = Target(data)
        try:
            problems = prove(target)
        finally:
            target.kill()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
