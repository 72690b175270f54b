"""What the figures were measured on."""

import os
import pathlib
import platform
import shutil
import subprocess

from harness.places import BENCH, PROJECT

NEEDED = {"wrk": "wrk", "cc": "gcc", "psql": "postgresql-client", "git": "git"}


def missing(engines: list[str]) -> list[str]:
    wanted = {tool for tool in NEEDED if tool != "psql" or "postgres" in engines}
    return [f"{tool} (apt: {NEEDED[tool]})" for tool in sorted(wanted) if not shutil.which(tool)]


def text(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT)
    return done.stdout.strip()


def commit() -> str:
    name = text("git", "rev-parse", "--short=12", "HEAD") or "nocommit"
    return name + ("-dirty" if text("git", "status", "--porcelain") else "")


def processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def facts() -> dict:
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "load_before": os.getloadavg()[0],
        "peers": (BENCH / "requirements.txt").read_text().split(),
    }
