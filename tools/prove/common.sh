# shellcheck shell=bash
# What the proofs share: free ports, children that end with us, waiting, and the built program.
# Source it; it goes to the project's folder and makes $scratch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# shellcheck disable=SC2034  # used by those who source this
cais=$PWD/.build/debug/cais
scratch=$(mktemp -d "${TMPDIR:-/tmp}/cais-prove.XXXXXX")
children=()

stop_all() {
    local pid
    for pid in "${children[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
    for _ in $(seq 50); do
        local alive=0
        for pid in "${children[@]}"; do if kill -0 "$pid" 2>/dev/null; then alive=1; fi; done
        [ "$alive" = 1 ] || break
        sleep 0.1
    done
    for pid in "${children[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
    if declare -F stop_more >/dev/null; then stop_more || true; fi
    rm -rf "$scratch"
}
trap stop_all EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

say() { echo "prove: $*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

free_ports() { # N: that many ports, all free at once
    /usr/bin/python3 - "$1" <<'PY'
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])
PY
}

start() { # LOG COMMAND…: in the background, remembered by its id
    local log=$1
    shift
    "$@" >"$log" 2>&1 &
    children+=($!)
}

wait_for() { # SECONDS WHAT COMMAND…
    local seconds=$1 what=$2 end
    shift 2
    end=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "$what did not come up within $seconds s"
        sleep 0.2
    done
}

need() { # COMMAND…
    local name
    for name in "$@"; do
        command -v "$name" >/dev/null || fail "$name is not here; run tools/deps.sh prove"
    done
}
