"""Cais as a State runs it: a store with demo data, its server, people who are signed in."""

import contextlib
import dataclasses
import http.client
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import urllib.parse

from harness import processes, stores
from harness.places import PROJECT
from harness.verify import Wrong

PASSWORD = "cais-demo-2026"
COMMAND_SECONDS_MAX = 600


@dataclasses.dataclass(frozen=True)
class Store:
    """One installation: SQLite in a folder, or a database with documents and keys in the folder."""

    program: pathlib.Path
    folder: pathlib.Path
    database: str | None

    def words(self, command: str, *more: str) -> list[str]:
        where = ["--data", str(self.folder), "--home", str(PROJECT)]
        where += ["--database", self.database] if self.database else []
        return [str(self.program), command, *where, *more]

    def run(self, command: str) -> None:
        done = subprocess.run(self.words(command), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=COMMAND_SECONDS_MAX)
        if done.returncode:
            raise Wrong(f"cais {command} ended with {done.returncode}:\n"
                        f"{done.stdout[-1000:]}{done.stderr[-1000:]}")

    def ask(self, sql: str) -> list[list[str]]:
        """Asks, or changes, what lies in the general compartment."""
        if self.database:
            environment = os.environ | {"PGOPTIONS": "-csearch_path=general"}
            told = subprocess.run(
                ["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql, self.database],
                check=True, capture_output=True, text=True, env=environment)
            return [line.split("\t") for line in told.stdout.splitlines()]
        file = self.folder / "general.sqlite"
        with contextlib.closing(sqlite3.connect(file, timeout=30)) as db, db:
            return [[str(value) for value in row] for row in db.execute(sql)]

    def count(self, table: str, where: str = "1 = 1") -> int:
        return int(self.ask(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    @contextlib.contextmanager
    def served(self, log: pathlib.Path):
        """(port, process) of `cais serve`, ready."""
        port = processes.free_port()
        command = self.words("serve", "--port", str(port), "--rate", "0")
        with processes.running(command, log) as child:
            processes.wait_until_ready(child, f"http://127.0.0.1:{port}/ready", log)
            yield port, child


class Houses:
    """Stores for one engine: templates made once, and a fresh copy for each measurement."""

    def __init__(self, program: pathlib.Path, folder: pathlib.Path, url: str | None = None):
        self.program, self.folder, self.url = program, folder, url
        self.engine = "postgres" if url else "sqlite"

    def store(self, name: str) -> Store:
        database = f"{self.url}/{name}" if self.url else None
        return Store(self.program, self.folder / name, database)

    def empty(self, name: str) -> Store:
        if self.url:
            self.tell("postgres", f"CREATE DATABASE {name}")
        return self.store(name)

    def copy(self, template: str, name: str) -> Store:
        """A copy of a store that nobody serves; on disk before anything is measured."""
        shutil.copytree(self.folder / template, self.folder / name)
        if self.url:
            self.tell("postgres", f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy",
                      "CHECKPOINT")
        os.sync()
        return self.store(name)

    @contextlib.contextmanager
    def fresh(self, template: str, name: str):
        store = self.copy(template, name)
        try:
            yield store
        finally:
            shutil.rmtree(store.folder)
            if self.url:
                self.tell("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def tell(self, database: str, *statements: str) -> None:
        stores.psql(self.url, database, *statements)


class Visitor:
    """Somebody signed in over plain HTTP, as a browser without script would be."""

    def __init__(self, port: int, login: str):
        self.port, self.cookies = port, {}
        field = self.token("/sign-in")
        status, _, _ = self.send("POST", "/sign-in", {
            "login": login, "password": PASSWORD, "next": "/", "csrf": field})
        if status != 303:
            raise Wrong(f"signing in as {login} answered {status}")
        self.guard = self.token("/")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def send(self, method: str, path: str, fields: dict | None = None) -> tuple[int, str, str]:
        """(status, location, text)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie} if self.cookies else {}
        body = urllib.parse.urlencode(fields) if fields is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, answer.headers.get("location", ""), text

    def page(self, path: str) -> str:
        status, location, text = self.send("GET", path)
        if status != 200:
            raise Wrong(f"GET {path} answered {status} {location}")
        return text

    def token(self, path: str) -> str:
        """The guard against forged requests, the same in every form of a session."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.page(path))
        if not found:
            raise Wrong(f"GET {path} has no form")
        return found.group(1)
