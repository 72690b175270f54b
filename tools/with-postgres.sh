#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL: with-postgres.sh CMD…
# The command finds CAIS_TEST_POSTGRES=postgresql://… in its environment. The cluster lives in a
# temporary folder, listens on loopback and on a socket there, syncs like a real one, and is gone after.
set -euo pipefail

[ $# -gt 0 ] || { echo "with-postgres: say what to run" >&2; exit 2; }
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "with-postgres: no PostgreSQL here; run 'make deps' (tools/deps.sh test)" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/cais-pg.XXXXXX")
as_postgres() {
    # initdb refuses root.
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
stop() {
    as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

chmod 700 "$folder"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
cd "$folder"   # a place the postgres user may stand in
as_postgres "$bin/initdb" -D "$folder/data" -U cais --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --data-checksums >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }

port=""
for _ in 1 2 3 4 5; do
    port=$(/usr/bin/python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
    # fsync stays on: a test of durability must not be true by accident.
    if as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 30 start \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=on -c max_connections=1200" >/dev/null; then
        break
    fi
    port=""   # somebody else took the port between asking and starting
done
[ -n "$port" ] || { cat "$folder/log" >&2; exit 1; }
as_postgres "$bin/createdb" -h "$folder" -p "$port" -U cais cais

cd "$OLDPWD"
export CAIS_TEST_POSTGRES="postgresql://cais@127.0.0.1:$port/cais"
"$@"
