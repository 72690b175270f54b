"""One measurement: start a side on its store, check it, warm it up, load it, stop it."""

import dataclasses
import json
import os
import pathlib
import subprocess

from harness import processes, shim, verify
from harness.places import SCRIPTS
from harness.sides import Variant

CONNECTIONS = 32
# How much longer than its time wrk may take; a machine that is shared may need more.
PATIENCE_SECONDS = int(os.environ.get("BENCH_PATIENCE_SECONDS", "60"))


@dataclasses.dataclass(frozen=True)
class Plan:
    """How long and how often; the same for every side."""

    warm_up: int
    seconds: int
    probe_warm_up: int
    probe_seconds: int
    runs: int


FULL = Plan(warm_up=5, seconds=30, probe_warm_up=2, probe_seconds=5, runs=3)
QUICK = Plan(warm_up=2, seconds=5, probe_warm_up=1, probe_seconds=2, runs=3)


@dataclasses.dataclass
class Bench:
    """What stays the same during one invocation."""

    folder: pathlib.Path
    plan: Plan
    library: pathlib.Path | None
    sync_ms: float
    measured: int = 0

    def measure(self, stores, workload: str, variant: Variant, seed: int, probe: bool) -> dict:
        self.measured += 1
        with stores.fresh(f"{workload}-{self.measured}") as store:
            return self.load(stores, store, workload, variant, seed, probe)

    def load(self, stores, store, workload, variant, seed, probe) -> dict:
        port, log = processes.free_port(), self.folder / f"{variant.side}.log"
        command, environment = variant.launch(stores.engine, store, port)
        slow = self.library if stores.engine == "sqlite" else None
        environment |= shim.environment(slow, self.sync_ms)
        with processes.running(command, log, env=environment, cwd=self.folder) as child:
            processes.wait_until_ready(child, f"http://127.0.0.1:{port}/row/1", log)
            if slow and not processes.preloaded(child.pid, slow):
                raise verify.Wrong(f"{variant.side} runs without the slow disk")
            verify.answers(port, workload)
            times = (self.plan.probe_warm_up, self.plan.probe_seconds) if probe else (
                self.plan.warm_up, self.plan.seconds)
            warm = wrk(port, workload, seed, "warm", times[0])
            result = wrk(port, workload, seed, "run", times[1])
            memory = processes.memory_mb(child.pid)
        acknowledged = sum(run["requests"] - run["refused"] for run in (warm, result))
        # Each wrk ends with up to one unanswered request a connection.
        verify.database(stores, store, workload, acknowledged, 2 * CONNECTIONS)
        return figures(result) | memory | {"seed": seed}


def wrk(port: int, script: str, seed: int, phase: str, seconds: int, *more: str,
        connections: int = CONNECTIONS) -> dict:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s",
         "-s", f"{script}.lua", f"http://127.0.0.1:{port}", "--", str(seed), phase, *more],
        cwd=SCRIPTS, capture_output=True, text=True, timeout=seconds + PATIENCE_SECONDS)
    for line in done.stdout.splitlines():
        if line.startswith("RESULT "):
            return json.loads(line.removeprefix("RESULT "))
    raise RuntimeError(f"wrk gave no result:\n{done.stdout}\n{done.stderr}")


def figures(result: dict) -> dict:
    return {
        "rps": round(result["requests"] / (result["duration_us"] / 1e6), 1),
        "p50_ms": round(result["p50_us"] / 1000, 2),
        "p99_ms": round(result["p99_us"] / 1000, 2),
        "max_ms": round(result["max_us"] / 1000, 2),
        "requests": result["requests"],
        "conflict_share": round(result["conflicts"] / max(1, result["requests"]), 3),
        "errors": result["refused"] - result["conflicts"] + result["socket_errors"],
    }
