#!/usr/bin/env python3
"""Writes without pause, each write with a key of its own, and counts what was promised and what is there.

use: patroni_load.py --dsn DSN [--url URL --form PATH --field NAME=VALUE … --sign-in NAME:SECRET] --seconds N
With --url it posts the form at PATH to a running `cais serve`; without, it inserts through psql (the cluster alone).
Stored keys are read with --keys SQL. Standard output: one JSON line {acknowledged, stored, lost, gap_seconds}.
Exit 1 where an acknowledged write is lost.
"""
import argparse
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

RUN = os.urandom(4).hex()
ANSWER_SECONDS_MAX = 10   # a failover takes about 20 s: an answer that late is no acknowledgement
RETRY_PAUSE_SECONDS = 0.1


def key(i):
    return f"prove-{RUN}-{i}"


class FormWriter:
    """Posts one form, as a browser without script would. Adapt `post_write` to the form of the day."""

    def __init__(self, options):
        self.base, self.form = options.url.rstrip("/"), options.form
        self.fields = dict(field.split("=", 1) for field in options.field)
        self.browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        if options.sign_in:
            name, secret = options.sign_in.split(":", 1)
            self.send("/sign-in", {"name": name, "password": secret})
        self.csrf = self.token(self.form)

    def get(self, path):
        with self.browser.open(self.base + path, timeout=ANSWER_SECONDS_MAX) as answer:
            return answer.read().decode()

    def token(self, path):
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path))
        if not found:
            raise RuntimeError(f"{path} has no form")
        return found.group(1)

    def send(self, path, fields, csrf=None):
        fields = fields | {"csrf": csrf or self.token(path)}
        body = urllib.parse.urlencode(fields).encode()
        with self.browser.open(self.base + path, body, timeout=ANSWER_SECONDS_MAX) as answer:
            return answer.status

    def post_write(self, i):
        """True when the server acknowledged write i. Sending i again must store it once."""
        return self.send(self.form, self.fields | {"once": key(i)}, self.csrf) < 400


class DirectWriter:
    """Inserts through libpq (psql), to prove the cluster without the server."""

    def __init__(self, options):
        self.dsn = options.dsn

    def post_write(self, i):
        sql = f"INSERT INTO proof (key) VALUES ('{key(i)}') ON CONFLICT DO NOTHING"
        answer = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-c", sql, self.dsn], text=True,
                                capture_output=True, timeout=ANSWER_SECONDS_MAX, check=False)
        # "canceling the wait for synchronous replication": the commit is local only, the outcome unknown.
        return answer.returncode == 0 and not answer.stderr


class Load:
    def __init__(self, options):
        self.options, self.lock = options, threading.Lock()
        self.next, self.acknowledged, self.moments = 0, set(), []
        self.end = time.monotonic() + options.seconds

    def run(self):
        workers = [threading.Thread(target=self.work) for _ in range(self.options.workers)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def work(self):
        writer = None
        while time.monotonic() < self.end:
            try:
                writer = writer or (FormWriter if self.options.url else DirectWriter)(self.options)
                with self.lock:
                    i, self.next = self.next, self.next + 1
                if writer.post_write(i):
                    with self.lock:
                        self.acknowledged.add(key(i))
                        self.moments.append(time.monotonic())
                    continue
            except (OSError, RuntimeError, subprocess.TimeoutExpired):
                writer = None   # unknown outcome: neither promised nor excluded
            time.sleep(RETRY_PAUSE_SECONDS)

    def gap(self):
        moments = sorted(self.moments)
        return max((later - sooner for sooner, later in zip(moments, moments[1:])), default=0.0)


def stored(options):
    answer = subprocess.run(["psql", "-qXAt", "-c", options.keys, options.dsn], text=True,
                            capture_output=True, check=True)
    return set(re.findall(rf"prove-{RUN}-\d+", answer.stdout))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--url")
    parser.add_argument("--form", default="/")
    parser.add_argument("--field", action="append", default=[])
    parser.add_argument("--sign-in")
    parser.add_argument("--keys", default="SELECT key FROM proof")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    load = Load(options)
    load.run()
    there = stored(options)
    lost = load.acknowledged - there
    print(json.dumps({"acknowledged": len(load.acknowledged), "stored": len(there), "lost": len(lost),
                      "gap_seconds": round(load.gap(), 1)}))
    return 1 if lost or not load.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
