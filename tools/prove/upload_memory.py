#!/usr/bin/env python3
"""Proves that a large file passes through the house without standing in its memory: sent, looked at, taken along.

Starts a demo house that takes documents of 210 MB, hands in files of 200 MB one after the other, saves each again
and downloads everything, and watches the resident memory of the server meanwhile. Then it hangs up in the middle of
a file, and sends one that is too large: neither may leave anything in the spool. Ends with 1 where memory grew by
more than --growth-max megabytes or a file did not come back as it went.

    tools/prove/upload_memory.py [--files 2] [--megabytes 200] [--growth-max 40]
"""
import argparse
import hashlib
import html
import http.client
import itertools
import os
import re
import select
import socket
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

import house as prove

PIECE = 1 << 16
EDGE = "a-boundary-that-stands-in-no-file"
SECONDS_MAX = 600
SPOOL_SECONDS_MAX = 10


class Watch(threading.Thread):
    """The highest resident memory of a process since it began to watch, in megabytes."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()

    def resident(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024

    def run(self):
        while not self.over.wait(0.01):
            self.peak = max(self.peak, self.resident())


def pieces(megabytes, seed):
    """A PDF by its first bytes, then bytes that no two files share."""
    block = hashlib.shake_256(str(seed).encode()).digest(PIECE)
    yield b"%PDF-1.7 " + block[9:]
    for number in range(1, megabytes * 1_048_576 // PIECE):
        yield number.to_bytes(8, "big") + block[8:]


def digest(parts):
    told = hashlib.sha256()
    for part in parts:
        told.update(part)
    return told.hexdigest()


def form(page, path):
    """The hidden fields of the form that sends to a path, and the first document that it offers."""
    start = page.index(f'action="{path}/documents"')
    rest = page[start:page.index("</form>", start)]
    hidden = {name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', rest).group(1))
              for name in ("csrf", "once")}
    what = re.search(r'<option value="([^"]+)"', rest).group(1)
    return hidden | {"what": html.unescape(what)}


def went(sock, piece):
    """Whether all of it was sent; not where the answer came before the end."""
    while piece:
        heard, _, _ = select.select([sock], [sock], [], SECONDS_MAX)
        if heard:
            return False
        piece = piece[sock.send(piece, socket.MSG_DONTWAIT):]
    return True


def send(person, path, megabytes, seed, breaks_off=False):
    """Hands in one file as a browser would; the status, or nothing where the line was cut on purpose."""
    head = ""
    for name, value in form(person.read(path), path).items():
        head += f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    head += (f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\n'
             "Content-Type: application/pdf\r\n\r\n")
    tail = f"\r\n--{EDGE}--\r\n"
    wire = http.client.HTTPConnection("127.0.0.1", person.house.port, timeout=SECONDS_MAX)
    wire.putrequest("POST", f"{path}/documents")
    wire.putheader("Content-Type", f"multipart/form-data; boundary={EDGE}")
    wire.putheader("Content-Length", str(len(head) + megabytes * 1_048_576 + len(tail)))
    wire.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in person.cookies.items()))
    wire.endheaders()
    body = itertools.chain([head.encode()], pieces(megabytes, seed), [tail.encode()])
    try:
        for number, piece in enumerate(body):
            if breaks_off and number == 100:
                return None
            if not went(wire.sock, piece):
                break
        return wire.getresponse().status
    finally:
        wire.close()


def fetched(person, path, method="GET", fields=b""):
    """The size and the digest of what comes, never held whole."""
    wire = http.client.HTTPConnection("127.0.0.1", person.house.port, timeout=SECONDS_MAX)
    head = {"Cookie": "; ".join(f"{name}={value}" for name, value in person.cookies.items())}
    if fields:
        head["Content-Type"] = "application/x-www-form-urlencoded"
    wire.request(method, path, fields or None, head)
    answer = wire.getresponse()
    if answer.status != 200:
        sys.exit(f"{method} {path} answered {answer.status}")
    size, told = 0, hashlib.sha256()
    while part := answer.read(PIECE):
        size += len(part)
        told.update(part)
    wire.close()
    return size, told.hexdigest()


def documents(person, path):
    """The addresses of the documents on the page of a case."""
    return set(re.findall(rf'href="({re.escape(path)}/documents/[^"/?]+)', person.read(path)))


def everything(person):
    page = person.read("/holdings")
    rest = page[page.index('action="/holdings"'):]
    fields = {name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', rest).group(1))
              for name in ("csrf", "once")}
    return fetched(person, "/holdings", "POST", urllib.parse.urlencode(fields).encode())[0]


def spool_is_empty(folder):
    end = time.monotonic() + SPOOL_SECONDS_MAX
    spool = Path(folder) / "documents" / "general" / ".spool"
    while time.monotonic() < end:
        if not spool.exists() or not any(spool.iterdir()):
            return True
        time.sleep(0.1)
    return False


def passes(person, path, given):
    """Files go in, come back, and are taken along together; the megabytes that went in."""
    seen = documents(person, path)
    for seed in range(given.files):
        if (status := send(person, path, given.megabytes, seed)) != 303:
            sys.exit(f"handing in file {seed} answered {status}")
        found = documents(person, path)
        new = found - seen
        seen |= found
        if len(new) != 1:
            sys.exit(f"file {seed} stands {len(new)} times on its page")
        if fetched(person, new.pop())[1] != digest(pieces(given.megabytes, seed)):
            sys.exit(f"file {seed} did not come back as it went")
        prove.say(f"file {seed} went in and came back")
    size = everything(person)
    if size < given.files * given.megabytes * 1_048_576:
        sys.exit(f"the archive has {size} bytes, fewer than the files in it")
    prove.say(f"everything was taken along: {size} bytes")


def leaves_nothing(person, path, given):
    send(person, path, given.megabytes, 98, breaks_off=True)
    if not spool_is_empty(person.house.folder):
        sys.exit("a file that was broken off lies in the spool")
    if (status := send(person, path, given.megabytes + 20, 99)) != 413:
        sys.exit(f"a file that is too large was answered {status}, not 413")
    if not spool_is_empty(person.house.folder):
        sys.exit("a file that was too large lies in the spool")


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--files", type=int, default=2)
    words.add_argument("--megabytes", type=int, default=200)
    words.add_argument("--growth-max", type=float, default=40)
    given = words.parse_args()
    os.environ["CAIS_DOCUMENT_MEGABYTES"] = str(given.megabytes + 10)
    with tempfile.TemporaryDirectory() as folder:
        house = prove.House(folder + "/house")
        house.demo()
        house.start()
        try:
            person = prove.Person(house)
            path = person.file("Rita da Prova", "upload-memory")
            if not path:
                sys.exit("no request was filed")
            send(person, path, 1, 1_000)  # What any first file costs is no growth.
            watch = Watch(house.process.pid)
            before = watch.resident()
            watch.start()
            passes(person, path, given)
            leaves_nothing(person, path, given)
            watch.over.set()
            watch.join()
        finally:
            house.end()
    growth = watch.peak - before
    print(f"resident before {before:.1f} MB, peak {watch.peak:.1f} MB, growth {growth:.1f} MB "
          f"(at most {given.growth_max:.0f})")
    sys.exit(0 if growth <= given.growth_max else 1)


if __name__ == "__main__":
    main()
