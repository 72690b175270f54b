"""Where things lie."""

import pathlib

BENCH = pathlib.Path(__file__).resolve().parent.parent
PROJECT = BENCH.parent
PEERS = BENCH / "peers"
SCRIPTS = BENCH / "wrk"
VENV = BENCH / ".venv"
OUT = PROJECT / "out" / "bench"
CAIS = BENCH / ".build" / "release" / "cais-bench"
