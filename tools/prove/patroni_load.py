#!/usr/bin/env python3
"""Files without pause on a running `cais serve` while its database loses its leader, and counts.

use: patroni_load.py STORE PORT DATABASE-URL SECONDS
Standard output: one JSON line. Exit 1 where an acknowledged file is lost, or one sent again stands twice.
"""
import json
import sys
import threading
import time

from house import House, Person

CLIENTS = 4
AGAIN_SECONDS_MAX = 90


class Load:
    def __init__(self, person, seconds):
        self.person, self.lock = person, threading.Lock()
        self.told, self.silent, self.moments = {}, [], []
        self.end = time.monotonic() + seconds

    def run(self):
        clients = [threading.Thread(target=self.client, args=(client,)) for client in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    def client(self, client):
        count = 0
        while time.monotonic() < self.end:
            name = f"Prova {client}-{count}"
            where = self.person.file(name, name)
            with self.lock:
                if where:
                    self.told[name] = where
                    self.moments.append(time.monotonic())
                else:
                    self.silent.append(name)
            count += 1
            if not where:
                time.sleep(0.1)

    def send_again(self):
        """Everything without an answer, with its own key, until it has one; the names that never got one."""
        end, open_names = time.monotonic() + AGAIN_SECONDS_MAX, list(self.silent)
        while open_names and time.monotonic() < end:
            where = self.person.file(open_names[0], open_names[0])
            if where:
                self.told[open_names.pop(0)] = where
            else:
                time.sleep(0.2)
        return open_names

    def gap(self):
        moments = sorted(self.moments)
        return max((later - sooner for sooner, later in zip(moments, moments[1:])), default=0.0)


def main():
    store, port, database, seconds = sys.argv[1:]
    house = House(store, database, int(port))
    load = Load(Person(house), float(seconds))
    load.run()
    acknowledged = dict(load.told)
    before = house.stored("Prova ")
    unanswered = load.send_again()
    after = house.stored("Prova ")
    lost = [name for name, where in acknowledged.items()
            if name not in before or not load.person.sees(where, name)]
    twice = [name for name, count in after.items() if count > 1]
    missing = [name for name in load.told if name not in after]
    print(json.dumps({
        "acknowledged": len(acknowledged), "lost": len(lost), "sent_again": len(load.silent),
        "already_stored": sum(name in before for name in load.silent), "twice": len(twice),
        "never_answered": len(unanswered), "gap_seconds": round(load.gap(), 1)}))
    return 1 if lost or twice or missing or unanswered or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
