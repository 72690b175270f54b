"""A real Cais to prove things on: its store, its server, a signed-in person who files requests.

Nothing here needs an address that people do not have: the proofs go through the pages, as a browser without
script would. What stands in the store is also counted by SQL, because a page cannot show that nothing is double.
"""
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CAIS = os.environ.get("CAIS", str(PROJECT / ".build/debug/cais"))
PASSWORD = "cais-demo-2026"
FORM = "/cases/new/family-reunification"
READY_SECONDS_MAX = 60
ANSWER_SECONDS_MAX = 10
DEMO_SECONDS_MAX = 300


def say(words):
    print(f"prove: {words}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class House:
    """One installation: SQLite in a folder, or the PostgreSQL of a URL with documents and keys in the folder."""

    def __init__(self, folder, database=None, port=None):
        self.folder, self.database = str(folder), database
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.where = ["--data", self.folder, "--home", str(PROJECT)]
        self.where += ["--database", database] if database else []
        self.process = None

    def command(self, *words):
        """Runs one `cais …`; what it printed and its exit code."""
        return subprocess.run([CAIS, words[0], *self.where, *words[1:]], text=True, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=DEMO_SECONDS_MAX, check=False)

    def demo(self):
        made = self.command("demo")
        if made.returncode != 0:
            sys.exit(f"cais demo ended with {made.returncode}:\n{made.stdout}{made.stderr}")

    def is_sound(self):
        return self.command("verify").returncode == 0

    def start(self):
        self.process = subprocess.Popen(
            [CAIS, "serve", *self.where, "--port", str(self.port), "--rate", "0"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=open(self.folder + "-serve.log", "ab"))
        self.wait_ready()

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS_MAX
        while time.monotonic() < end:
            if self.process.poll() is not None:
                sys.exit(f"cais serve ended by itself with {self.process.returncode}; see {self.folder}-serve.log")
            try:
                if Line(self).ask("GET", "/ready")[0] == 200:
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.03)
        sys.exit(f"cais serve is not ready after {READY_SECONDS_MAX} s; see {self.folder}-serve.log")

    def end(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self):
        self.end(signal.SIGKILL)

    def query(self, sql):
        """Rows of the general compartment, each a list of texts."""
        if self.database:
            told = subprocess.run(["psql", "-qXAt", "-F", "\t", "-c", sql, self.database], text=True, check=True,
                                  stdout=subprocess.PIPE, env=os.environ | {"PGOPTIONS": "-csearch_path=general"})
            return [line.split("\t") for line in told.stdout.splitlines() if line]
        with sqlite3.connect(f"file:{self.folder}/general.sqlite?mode=ro", uri=True, timeout=30) as db:
            return [[str(value) for value in row] for row in db.execute(sql)]

    def stored(self, prefix):
        """How many files there are for each family member whose name begins so."""
        rows = self.query(f"SELECT name, COUNT(DISTINCT kase) FROM case_member WHERE name LIKE '{prefix}%' "
                          "GROUP BY name")
        return {name: int(number) for name, number in rows}


class Line:
    """One kept-open connection to a house; it is thrown away when anything breaks."""

    def __init__(self, house, seconds=ANSWER_SECONDS_MAX):
        self.wire = http.client.HTTPConnection("127.0.0.1", house.port, timeout=seconds)

    def ask(self, method, path, fields=None, cookies=None):
        """(status, headers, text); OSError or HTTPException where no whole answer came."""
        head = {"Accept-Language": "en"}
        if cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields, doseq=True).encode()
            head["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.wire.request(method, path, body, head)
            answer = self.wire.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.wire.close()
            raise


class Person:
    """Somebody signed in, from as many threads as one likes."""

    def __init__(self, house, login="ana"):
        self.house, self.login, self.cookies, self.lines = house, login, {}, threading.local()
        page = self.read("/sign-in")
        status, _, _ = self.ask("POST", "/sign-in", {"login": login, "password": PASSWORD, "next": "/",
                                                     "csrf": token(page)})
        if status != 303:
            sys.exit(f"signing in as {login} answered {status}")
        self.csrf = token(self.read(FORM + "?members=1"))

    def ask(self, method, path, fields=None):
        line = getattr(self.lines, "line", None)
        if line is None:
            line = self.lines.line = Line(self.house)
        status, headers, text = line.ask(method, path, fields, dict(self.cookies))
        for cookie in headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return status, headers, text

    def read(self, path):
        status, _, text = self.ask("GET", path)
        if status != 200:
            sys.exit(f"GET {path} answered {status}")
        return text

    def file(self, name, key):
        """Files a request for a child of that name: where it stands if acknowledged, nothing if not known.

        Sending again with the same key must not make a second file.
        """
        fields = {"members": "1", "name": "Ana da Prova", "birth": "1990-02-01", "refugee": "no",
                  "municipality": "1106", "member-1-name": name, "member-1-birth": "2021-05-04",
                  "member-1-relation": "child", "step": "send", "csrf": self.csrf, "once": key}
        try:
            status, headers, text = self.ask("POST", FORM, fields)
        except (OSError, http.client.HTTPException):
            return None
        if status == 303 and headers["location"].startswith("/cases/"):
            return headers["location"].split("?")[0]
        if status < 500:
            sys.exit(f"filing answered {status} {headers.get('location', '')}: the proof does not fit the form\n{text[-2000:]}")
        return None   # refused for the moment: not promised

    def sees(self, path, name):
        status, _, text = self.ask("GET", path)
        return status == 200 and name in text


def token(page):
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    if not found:
        sys.exit("a page has no form where one was expected")
    return found.group(1)
