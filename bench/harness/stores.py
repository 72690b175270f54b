"""A store per measurement: loaded once, copied afresh for each one that writes."""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import sqlite3
import subprocess
import time

import load
from harness import processes, shim

TEMPLATE = "bench_template"


class SQLite:
    """A directory with `bench.sqlite`, and where it is copied to."""

    engine = "sqlite"

    def __init__(self, folder: pathlib.Path):
        self.template, self.copies = folder / "template", folder / "copies"
        self.template.mkdir()
        load.load_sqlite(self.template / "bench.sqlite")

    @contextlib.contextmanager
    def fresh(self, name: str):
        folder = self.copies / name
        shutil.copytree(self.template, folder)
        os.sync()  # the copy's own writing must not fall into the measurement
        try:
            yield str(folder)
        finally:
            shutil.rmtree(folder)

    def ask(self, store: str, question: str) -> list[list[str]]:
        with contextlib.closing(sqlite3.connect(os.path.join(store, "bench.sqlite"))) as db:
            return [[str(value) for value in row] for row in db.execute(question)]


class Postgres:
    """A throw-away cluster with its default configuration; a database per measurement."""

    engine = "postgres"

    def __init__(self, url: str):
        self.url = url
        self.run("postgres", f"CREATE DATABASE {TEMPLATE}")
        load.load_postgres(f"{url}/{TEMPLATE}")

    def run(self, database: str, *statements: str) -> str:
        return psql(self.url, database, *statements)

    @contextlib.contextmanager
    def fresh(self, name: str):
        name = "bench_" + name.replace("-", "_")
        self.run("postgres", f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy",
                 "CHECKPOINT")
        try:
            yield f"{self.url}/{name}"
        finally:
            self.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, store: str, question: str) -> list[list[str]]:
        answer = self.run(store.rpartition("/")[2], question)
        return [line.split("\x1f") for line in answer.splitlines()]


def psql(url: str, database: str, *statements: str) -> str:
    command = ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1",
               f"{url}/{database}"]
    for statement in statements:
        command += ["-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def programs() -> pathlib.Path:
    """Debian keeps initdb and postgres out of PATH; the newest version is taken."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"),
                   key=lambda path: float(path.parts[4]))
    if not found:
        raise RuntimeError("PostgreSQL is not installed (apt: postgresql)")
    return found[-1].parent


@contextlib.contextmanager
def cluster(folder: pathlib.Path, library: pathlib.Path | None, sync_ms: float,
            settings: tuple[str, ...] = ()):
    """initdb refuses root, so as root everything runs as the user postgres. One that is there goes on."""
    options: dict = {"cwd": folder}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    bin, data, log = programs(), folder / "data", folder.parent / "postgres.log"
    if not (data / "PG_VERSION").exists():
        subprocess.run([bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N",
                        "-E", "UTF8", "--locale=C.UTF-8"],
                       check=True, stdout=subprocess.DEVNULL, **options)
    port = processes.free_port()
    command = [bin / "postgres", "-D", data, "-p", str(port), "-k", folder,
               "-c", "listen_addresses=127.0.0.1"]
    command += [word for setting in settings for word in ("-c", setting)]
    environment = os.environ | shim.environment(library, sync_ms)
    with processes.running(command, log, signal.SIGINT, env=environment, **options) as child:
        url = f"postgresql://postgres@127.0.0.1:{port}"
        wait_for_postgres(bin, port, log)
        if library and not processes.preloaded(child.pid, library):
            raise RuntimeError("PostgreSQL runs without the slow disk")
        yield url


def wait_for_postgres(bin: pathlib.Path, port: int, log: pathlib.Path) -> None:
    question = [bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if subprocess.run(question).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL does not answer:\n{log.read_text()[-2000:]}")
