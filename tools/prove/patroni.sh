#!/usr/bin/env bash
# Kills the PostgreSQL leader under `cais serve` while people file, and counts what was promised, lost and double.
# Three etcd, three Patroni, three PostgreSQL on loopback in a temporary folder; all gone at the end.
# Standard output: one JSON line. CAIS_PROVE_SECONDS= how long people file (60).
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/common.sh"
need patroni etcd psql curl

seconds=${CAIS_PROVE_SECONDS:-60}
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -1)
read -ra ports <<<"$(free_ports 13)"
client=("${ports[@]:0:3}") peer=("${ports[@]:3:3}") rest=("${ports[@]:6:3}") sql=("${ports[@]:9:3}")
http=${ports[12]}
nodes=(one two three)

as_postgres=()
if [ "$(id -u)" -eq 0 ]; then
    # initdb refuses root; setpriv becomes the process itself, so that its id is the one to stop.
    as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
    chown postgres "$scratch"
fi

stop_more() {   # a postmaster whose Patroni was killed is nobody's child
    local node pid
    for node in "${nodes[@]}"; do
        pid=$(head -1 "$scratch/$node/postmaster.pid" 2>/dev/null || true)
        if [ -n "$pid" ]; then kill -QUIT "$pid" 2>/dev/null || true; fi
    done
    sleep 1
}

start_etcd() {
    local i cluster=""
    for i in 0 1 2; do cluster+="${cluster:+,}${nodes[i]}=http://127.0.0.1:${peer[i]}"; done
    for i in 0 1 2; do
        start "$scratch/etcd-${nodes[i]}.log" "${as_postgres[@]}" env ETCD_UNSUPPORTED_ARCH="$(uname -m)" etcd \
            --name "${nodes[i]}" --data-dir "$scratch/etcd-${nodes[i]}" \
            --listen-client-urls "http://127.0.0.1:${client[i]}" --advertise-client-urls "http://127.0.0.1:${client[i]}" \
            --listen-peer-urls "http://127.0.0.1:${peer[i]}" --initial-advertise-peer-urls "http://127.0.0.1:${peer[i]}" \
            --initial-cluster "$cluster" --initial-cluster-state new --initial-cluster-token cais
    done
}

# The shipped sample with this machine's names in it: what is proved is what is shipped.
write_config() { # I
    /usr/bin/python3 tools/prove/patroni_config.py deploy/patroni/patroni.yml "$scratch" "$bin" "${nodes[$1]}" \
        "${rest[$1]}" "${sql[$1]}" "${client[@]}" >"$scratch/${nodes[$1]}.yml"
}

patroni_ids=()
start_patroni() {
    local i
    for i in 0 1 2; do
        write_config "$i"
        install -d -m 700 "$scratch/${nodes[i]}"
        if [ "$(id -u)" -eq 0 ]; then chown postgres "$scratch/${nodes[i]}"; fi
        start "$scratch/patroni-${nodes[i]}.log" "${as_postgres[@]}" patroni "$scratch/${nodes[i]}.yml"
        patroni_ids[i]=${children[-1]}
    done
}

leader() { # the number of the node that leads, or nothing
    local i
    for i in 0 1 2; do
        if curl -sf --noproxy '*' --max-time 2 -o "$scratch/leader" "http://127.0.0.1:${rest[i]}/leader"; then
            echo "$i"
            return 0
        fi
    done
    return 1
}

healthy() { # N: a leader, a synchronous standby, N members running
    local i
    i=$(leader) || return 1
    curl -sf --noproxy '*' --max-time 2 "http://127.0.0.1:${rest[i]}/cluster" | /usr/bin/python3 -c '
import json, sys
members = json.load(sys.stdin)["members"]
running = [member for member in members if member["state"] in ("running", "streaming")]
sys.exit(not (len(running) >= int(sys.argv[1]) and any(m["role"] == "sync_standby" for m in members)))' "$1"
}

start_server() {
    "$cais" demo --data "$scratch/store" --database "$url" >"$scratch/demo.log" 2>&1 \
        || { tail -20 "$scratch/demo.log" >&2; fail "cais demo on the cluster"; }
    start "$scratch/cais.log" "$cais" serve --data "$scratch/store" --database "$url" --port "$http" --rate 0
    server=${children[-1]}
    wait_for 60 "cais serve" curl -sf --noproxy '*' "http://127.0.0.1:$http/ready"
}

kill_leader() {
    local i
    i=$(leader) || fail "nobody leads"
    say "killing patroni and postgres of ${nodes[i]} with -9"
    kill -KILL "${patroni_ids[i]}" "$(head -1 "$scratch/${nodes[i]}/postmaster.pid")"
    killed=$i
}

install -d "$scratch/run"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$scratch/run"; fi
start_etcd
wait_for 30 "etcd" curl -sf --noproxy '*' "http://127.0.0.1:${client[0]}/health"
start_patroni
wait_for 120 "the cluster" healthy 3
say "the cluster is healthy after $SECONDS s"

hosts="127.0.0.1:${sql[0]},127.0.0.1:${sql[1]},127.0.0.1:${sql[2]}"
url="postgresql://postgres@$hosts/cais?target_session_attrs=read-write&connect_timeout=2"
psql -qX -c 'CREATE DATABASE cais' "postgresql://postgres@$hosts/postgres?target_session_attrs=read-write"
# libpq asks no other host where one answers that it does not know the database: also the slowest replica has to.
for port in "${sql[@]}"; do
    wait_for 60 "the database on port $port" psql -qX -c 'SELECT 1' -o /dev/null "postgresql://postgres@127.0.0.1:$port/cais"
done

start_server
start "$scratch/result" /usr/bin/python3 tools/prove/patroni_load.py "$scratch/store" "$http" "$url" "$seconds"
loader=${children[-1]}
sleep "$((seconds / 4))"
killed=-1
kill_leader
status=0
wait "$loader" || status=$?
new=$(leader) || fail "nobody took over"
[ "$new" != "$killed" ] || fail "the dead node still leads"
say "${nodes[new]} leads now"
tail -1 "$scratch/result"
[ "$status" = 0 ] || { cat "$scratch/result" "$scratch/cais.log" >&2; fail "an acknowledged file is lost, one is double, or none was acknowledged"; }
kill -TERM "$server"
wait "$server" || true
"$cais" verify --data "$scratch/store" --database "$url" >"$scratch/verify" || { cat "$scratch/verify" >&2; fail "the journal does not verify"; }
say "0 acknowledged lost, none double, journal sound"
