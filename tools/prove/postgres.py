"""A throw-away PostgreSQL that syncs like a real one and can be struck down: on loopback, gone at the end."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from house import free_port

STARTED_SECONDS_MAX = 60


class Postgres:
    def __init__(self, folder):
        self.folder, self.port = Path(folder), free_port()
        self.url = f"postgresql://cais@127.0.0.1:{self.port}/cais"
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not found:
            sys.exit("no PostgreSQL here; run tools/deps.sh test")
        self.bin = found[-1]
        # initdb refuses root; setpriv becomes the process itself, so that its id is the one to stop.
        self.become = []
        self.folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            self.become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
            subprocess.run(["chown", "postgres", self.folder], check=True)
        self.postmaster = None
        self.run("initdb", "-D", self.folder / "data", "-U", "cais", "--auth=trust", "--encoding=UTF8",
                 "--locale=C.UTF-8", "--data-checksums")
        self.start()
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "cais", "cais")

    def run(self, program, *words):
        subprocess.run([*self.become, self.bin / program, *words], check=True, stdout=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL, cwd="/")

    def start(self):
        command = [*self.become, self.bin / "postgres", "-D", self.folder / "data", "-p", str(self.port),
                   "-k", self.folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"]
        self.postmaster = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                           stderr=open(self.folder.with_name("postgres.log"), "ab"), cwd="/")
        end = time.monotonic() + STARTED_SECONDS_MAX
        while subprocess.run([self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                             check=False).returncode != 0:
            if time.monotonic() > end:
                sys.exit("PostgreSQL did not come up")
            time.sleep(0.05)

    def children(self):
        told = Path(f"/proc/{self.postmaster.pid}/task/{self.postmaster.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in told.split()]

    def kill_all(self):
        """Power loss as far as processes go: the postmaster and everything it started, at once, with -9."""
        struck = self.children()
        os.kill(self.postmaster.pid, signal.SIGKILL)
        for pid in struck:
            kill_quietly(pid)
        self.postmaster.wait()
        end = time.monotonic() + STARTED_SECONDS_MAX
        while any(Path(f"/proc/{pid}/root").exists() for pid in struck) and time.monotonic() < end:
            time.sleep(0.02)

    def kill_backend(self):
        """One connection's process with -9: PostgreSQL throws all others out and recovers by itself."""
        for pid in self.children():
            if b"cais cais" in Path(f"/proc/{pid}/cmdline").read_bytes():
                kill_quietly(pid)
                return

    def stop(self):
        if self.postmaster and self.postmaster.poll() is None:
            self.postmaster.send_signal(signal.SIGQUIT)
            self.postmaster.wait()


def kill_quietly(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
