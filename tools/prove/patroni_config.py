#!/usr/bin/env python3
"""Fills the shipped Patroni sample in for one node on loopback.

use: patroni_config.py SAMPLE FOLDER BIN NODE REST-PORT SQL-PORT ETCD-PORT…
Only names, ports, folders and the way to sign in differ; every setting that matters stays as shipped.
"""
import sys

sample, folder, binaries, node, rest, sql, *etcd = sys.argv[1:]
swaps = {
    "name: NODE": f"name: {node}",
    "ADDRESS:8008": f"127.0.0.1:{rest}",
    "ADDRESS1:2379,ADDRESS2:2379,ADDRESS3:2379": ",".join(f"127.0.0.1:{port}" for port in etcd),
    "ADDRESS:5432": f"127.0.0.1:{sql}",
    "/var/lib/postgresql/15/cais": f"{folder}/{node}",
    "/usr/lib/postgresql/15/bin": binaries,
    "/var/lib/postgresql/.pgpass-patroni": f"{folder}/pgpass-{node}",
    "- local all postgres peer": "- local all all trust",
    "- hostssl all all 0.0.0.0/0 scram-sha-256": "- host all all 127.0.0.1/32 trust",
    "- hostssl replication replicator ADDRESS1/32 scram-sha-256": "- host replication replicator 127.0.0.1/32 trust",
    "    - hostssl replication replicator ADDRESS2/32 scram-sha-256\n": "",
    "    - hostssl replication replicator ADDRESS3/32 scram-sha-256\n": "",
    "mode: automatic": "mode: off",
    '    ssl: "on"\n': f"    unix_socket_directories: {folder}/run\n",
    "    ssl_cert_file: /etc/patroni/server.crt\n": "",
    "    ssl_key_file: /etc/patroni/server.key\n": "",
}
with open(sample, encoding="utf-8") as file:
    text = file.read()
for shipped, here in swaps.items():
    if shipped not in text:
        sys.exit(f"patroni_config: the sample no longer says {shipped!r}; change both together")
    text = text.replace(shipped, here)
print(text)
