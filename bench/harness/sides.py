"""The sides and how each is started; a side with several ways to run is measured at its best."""

import dataclasses
import os
import pathlib

from harness.places import CAIS, PEERS, VENV

ISOLATION = {
    "sqlite": {side: "one writer (serializable)" for side in ("cais", "django", "fastapi")},
    "postgres": {"cais": "serializable writes", "django": "read committed",
                 "fastapi": "read committed"},
}
WRITES = ("event", "book")


@dataclasses.dataclass(frozen=True)
class Variant:
    """One way to run one side."""

    side: str
    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    def launch(self, engine: str, store: str, port: int) -> tuple[list[str], dict[str, str]]:
        command = [part.format(engine=engine, store=store, port=port) for part in self.command]
        own = {"BENCH_ENGINE": engine, "BENCH_STORE": store, "PYTHONPATH": str(PEERS)}
        return command, os.environ | own | dict(self.environment)


def cais(program: pathlib.Path, engine: str) -> list[Variant]:
    """On PostgreSQL with two, four or six connections for each of two cores."""
    if not program.exists():
        return []
    counts = (4, 8, 12) if engine == "postgres" else (8,)
    return [Variant("cais", f"{count} connections", (
        str(program), "serve", "--engine", "{engine}", "--store", "{store}", "--port", "{port}",
        "--connections", str(count))) for count in counts]


def gunicorn(name: str, *options: str) -> Variant:
    return Variant("django", name, (
        str(VENV / "bin" / "gunicorn"), "django_app.wsgi:application", "--bind", "127.0.0.1:{port}",
        "--no-control-socket", "--log-level", "warning", "--worker-tmp-dir", "/dev/shm",
        "--keep-alive", "75", *options))


def lone_writer(engine: str, workload: str) -> bool:
    """SQLite lets one process write at a time; one worker then spares the others' waiting."""
    return engine == "sqlite" and workload in WRITES


def django(engine: str, workload: str) -> list[Variant]:
    counts = (1, 2, 3, 4) if lone_writer(engine, workload) else (2, 3, 4)
    sync = [gunicorn(f"sync x{count}", "-k", "sync", "-w", str(count)) for count in counts]
    shapes = [(3, 1), (3, 4)]
    if engine == "postgres" and workload in WRITES:
        shapes.append((3, 11))
    threads = [gunicorn(f"gthread {workers}x{count}", "-k", "gthread", "-w", str(workers),
                        "--threads", str(count)) for workers, count in shapes]
    return sync + threads


def uvicorn(workers: int, suffix: str = "", **environment: str) -> Variant:
    return Variant("fastapi", f"{workers} workers{suffix}", (
        str(VENV / "bin" / "uvicorn"), "fastapi_app.app:app", "--host", "127.0.0.1",
        "--port", "{port}", "--workers", str(workers), "--loop", "uvloop", "--http", "httptools",
        "--no-access-log", "--log-level", "warning"), tuple(environment.items()))


def fastapi(engine: str, workload: str) -> list[Variant]:
    variants = [uvicorn(count) for count in (1, 2, 3)]
    if engine == "postgres" and workload in WRITES:
        # More may wait for the disk at once.
        variants += [uvicorn(2, f", pool {size}", BENCH_POOL=str(size)) for size in (16, 32)]
    if lone_writer(engine, workload):
        variants += [uvicorn(count, ", writer thread", BENCH_SQLITE_WRITES="thread")
                     for count in (1, 2)]
    return variants


def asking_first(variant: Variant) -> Variant:
    """Asks whether a slot is free before the transaction that takes it."""
    return dataclasses.replace(variant, name=variant.name + ", asks first",
                               environment=variant.environment + (("BENCH_ASKS_FIRST", "1"),))


def variants(side: str, engine: str, workload: str, program: pathlib.Path = CAIS) -> list[Variant]:
    if side == "cais":
        found = cais(program, engine)
    else:
        found = {"django": django, "fastapi": fastapi}[side](engine, workload)
    return found + [asking_first(one) for one in found] if workload == "book" else found
