"""Runs tests of a build that is there already, straight from its program: no builder has to be asked, or waited for."""
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

children = set()


def program(folder, configuration="debug"):
    """The program with all tests, of the build below a folder."""
    path = Path(folder) / configuration / "caisPackageTests.xctest"
    if not path.exists():
        sys.exit(f"{path} is not there: run make build")
    return path


def run(tests, pattern, seconds, cwd, env=None, skip=(), until=None):
    """What tests that a pattern names said, with their status in `returncode`; nothing where they take too long.

    With `until` they are ended at the first line in which that pattern is found, and their status is 1. Whatever the
    tests started ends with them.
    """
    command = [str(tests), "--testing-library", "swift-testing", "--filter", pattern]
    for one in skip:
        command += ["--skip", one]
    child = subprocess.Popen(command, cwd=cwd, env=env, text=True, errors="replace", stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    children.add(child)
    is_late = threading.Event()
    watch = threading.Timer(seconds, lambda: (is_late.set(), kill(child)))
    watch.start()
    told = []
    try:
        for line in child.stdout:
            told.append(line)
            if until and until.search(line):
                return subprocess.CompletedProcess(command, 1, "".join(told))
        child.wait()
        return None if is_late.is_set() else subprocess.CompletedProcess(command, child.returncode, "".join(told))
    finally:
        watch.cancel()
        end(child)


def kill(child):
    """The child with all that it started."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def end(child):
    kill(child)
    child.wait()
    child.stdout.close()
    children.discard(child)


def end_all(*_):
    for child in list(children):
        kill(child)
    os._exit(1)   # threads may wait for what was ended


def end_with_us():
    """Whatever runs ends when we are told to."""
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, end_all)
