"""A running Cais of one's own: demo data in a temporary folder, a free port, gone at the end."""
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CAIS = Path(os.environ.get("CAIS_BINARY") or PROJECT / ".build" / "debug" / "cais")
DEMO_SECONDS_MAX = 180   # promised: 90 s in debug on an idle machine
READY_SECONDS_MAX = 60
STOP_SECONDS_MAX = 15
COMMAND_SECONDS_MAX = 60

LOGS = {}   # what each running Cais writes, by its URL

without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def is_ready(url):
    try:
        with without_proxy.open(url + "/ready", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


class Address(str):
    """The URL of a running Cais that also knows its store: commands run beside the open house."""

    def __new__(cls, url, store):
        self = super().__new__(cls, url)
        self.store = store
        return self

    def run(self, *command):
        done = subprocess.run([CAIS, *command, *self.store, "--home", str(PROJECT)], cwd=PROJECT, timeout=COMMAND_SECONDS_MAX, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
        assert done.returncode == 0, f"cais {' '.join(command)} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout


def own_database(server, stack, part=""):
    """The URL of a new database beside the one that is named; gone at the end: several runs go side by side."""
    name = f"cais_e2e_{os.getpid()}{part}"

    def ask(statement):
        subprocess.run(["psql", server, "-qc", statement], check=True, timeout=COMMAND_SECONDS_MAX, stdin=subprocess.DEVNULL)

    ask(f"CREATE DATABASE {name}")
    stack.callback(ask, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    place, _, options = server.partition("?")
    return place.rsplit("/", 1)[0] + "/" + name + ("?" + options if options else "")


@contextmanager
def serving(database=None, rate=0):
    """Yields the URL of a `cais serve` on demo data; on SQLite, or on the database given by its URL.

    `rate` bounds the requests of one address in a minute; 0 does not.
    """
    with tempfile.TemporaryDirectory(prefix="cais-e2e.") as folder:
        store = ["--data", folder + "/store"] + (["--database", database] if database else [])
        made = subprocess.run([CAIS, "demo", *store, "--home", str(PROJECT)], cwd=PROJECT, timeout=DEMO_SECONDS_MAX, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False)
        assert made.returncode == 0, f"cais demo ended with {made.returncode}:\n{made.stdout}"
        with listening(store, rate) as url:
            yield Address(url, store)


@contextmanager
def beside(address, compartment):
    """Yields the URL of another host on the store of a running Cais, with one sealed compartment alone."""
    with listening(address.store, 0, "--compartment", compartment) as url:
        yield url


@contextmanager
def listening(store, rate, *more):
    url = f"http://127.0.0.1:{(port := free_port())}"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        server = subprocess.Popen([CAIS, "serve", *store, "--home", str(PROJECT), "--port", str(port), "--rate", str(rate), *more], cwd=PROJECT, stdout=log,
                                  stderr=log, stdin=subprocess.DEVNULL, env=os.environ | {"TZ": "UTC"})
        try:
            wait_until_ready(server, url, log)
            LOGS[url] = log
            yield url
        finally:
            LOGS.pop(url, None)
            stop(server)


def last_words(url, bytes_max=8_192):
    """The end of what the Cais at `url` wrote."""
    log = os.dup(LOGS[url].fileno())
    try:
        size = os.fstat(log).st_size
        return os.pread(log, bytes_max, max(0, size - bytes_max)).decode(errors="replace")
    finally:
        os.close(log)


def wait_until_ready(server, url, log):
    end = time.monotonic() + READY_SECONDS_MAX
    while not is_ready(url):
        if server.poll() is not None or time.monotonic() > end:
            log.seek(0)
            raise AssertionError(f"cais serve is not ready:\n{log.read()[-4000:]}")
        time.sleep(0.1)


def stop(server):
    server.terminate()
    try:
        server.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
