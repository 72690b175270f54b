"""Starting, measuring and always stopping child processes, each in a session of its own."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

READY_SECONDS = 120
STOP_SECONDS = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], log: pathlib.Path, stop_signal=signal.SIGTERM, **options):
    with log.open("ab") as sink:
        child = subprocess.Popen(command, stdout=sink, stderr=sink, stdin=subprocess.DEVNULL,
                                 start_new_session=True, **options)
    try:
        yield child
    finally:
        stop(child, stop_signal)


def stop(child: subprocess.Popen, stop_signal) -> None:
    """Asks the parent to end, then ends whatever of its session is left."""
    child.send_signal(stop_signal)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    for pid in session(child.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    child.wait()


def session(leader: int) -> list[int]:
    """The processes of a session: field 6 of /proc/PID/stat, counted after the name's bracket."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def memory_mb(leader: int) -> dict[str, float]:
    """Resident memory of all processes: `rss` counts shared pages in each, `pss` once."""
    total = {"Rss": 0, "Pss": 0}
    for pid in session(leader):
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, _, value = line.partition(":")
                if name in total:
                    total[name] += int(value.split()[0])
    return {name.lower(): round(kb / 1024, 1) for name, kb in total.items()}


def preloaded(leader: int, library: pathlib.Path) -> bool:
    """Whether every process of the session has the library mapped."""
    return all(str(library) in pathlib.Path(f"/proc/{pid}/maps").read_text()
               for pid in session(leader))


def wait_until_ready(child: subprocess.Popen, url: str, log: pathlib.Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if child.poll() is not None:
            break
        with contextlib.suppress(urllib.error.URLError, OSError):
            with urllib.request.urlopen(url, timeout=5):
                return
        time.sleep(0.05)
    tail = log.read_text(errors="replace")[-2000:]
    raise RuntimeError(f"no answer at {url}; the end of {log.name}:\n{tail}")
