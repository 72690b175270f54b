"""Builds the slow disk and proves that it is slow."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

from harness.places import BENCH

PROBE = "import os, sys\nfor _ in range(20): os.fsync(int(sys.argv[1]))"


def build(folder: pathlib.Path) -> pathlib.Path:
    library = folder / "slowsync.so"
    subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                    "-o", library, BENCH / "shim" / "slowsync.c", "-ldl"], check=True)
    return library


def environment(library: pathlib.Path | None, sync_ms: float) -> dict[str, str]:
    if library is None:
        return {}
    return {"LD_PRELOAD": str(library), "SLOWSYNC_MS": str(sync_ms)}


def prove(library: pathlib.Path, sync_ms: float) -> None:
    """Twenty syncs must take at least twenty times the delay."""
    with tempfile.TemporaryFile() as file:
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", PROBE, str(file.fileno())], check=True,
                       pass_fds=[file.fileno()], env=os.environ | environment(library, sync_ms))
        if (time.monotonic() - started) * 1000 < 20 * sync_ms:
            raise RuntimeError("the slow disk is not slow: is LD_PRELOAD refused here?")
