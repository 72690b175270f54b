"""The peers' Python: a virtual environment with exactly the pinned packages."""

import hashlib
import subprocess

from harness.places import BENCH, VENV

# Debian's interpreter: built with profile-guided optimisation, and with the system's SQLite,
# the one that Cais uses.
PYTHON = "/usr/bin/python3"


def ensure() -> None:
    wanted = (BENCH / "requirements.txt").read_bytes()
    mark, digest = VENV / "requirements.sha256", hashlib.sha256(wanted).hexdigest()
    if mark.exists() and mark.read_text() == digest:
        return
    print("bench: installing the peers into bench/.venv", flush=True)
    subprocess.run([PYTHON, "-m", "venv", VENV], check=True)
    subprocess.run([VENV / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check",
                    "--no-deps", "-r", BENCH / "requirements.txt"], check=True)
    mark.write_text(digest)
