#!/usr/bin/env bash
# Proves that a store of the previous version opens in this one: upgrade.sh [COMMIT, default HEAD~1]
# The old version is built in .build/prove/previous, which is kept between runs; its packages are those that
# are here already. CAIS_PREVIOUS=FOLDER names a checkout that is built already.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/common.sh"

make_previous() { # COMMIT
    old=.build/prove/previous
    mkdir -p "$old"
    [ "$(cat "$old/.build/built" 2>/dev/null || true)" != "$1" ] || return 0
    say "building ${1:0:12}"
    find "$old" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
    git archive "$1" | tar -x -C "$old"
    mkdir -p "$old/.build"
    cp -a --update .build/checkouts .build/repositories .build/workspace-state.json "$old/.build/" 2>/dev/null || true
    swift build --package-path "$old" --product cais >"$scratch/build.log" 2>&1 \
        || { tail -20 "$scratch/build.log" >&2; fail "the old version does not build"; }
    echo "$1" >"$old/.build/built"
}

if [ -n "${CAIS_PREVIOUS:-}" ]; then
    old=$CAIS_PREVIOUS
    commit=$(git -C "$old" rev-parse HEAD)
else
    commit=$(git rev-parse --verify "${1:-HEAD~1}^{commit}") || fail "no such commit"
    make_previous "$commit"
fi

"$old/.build/debug/cais" demo --data "$scratch/store" --home "$old" || fail "the old version makes no store"
read -r port <<<"$(free_ports 1)"
visit() { # before|after
    wait_for 60 "the version $1 the upgrade" curl -sf --noproxy '*' "http://127.0.0.1:$port/ready"
    /usr/bin/python3 tools/prove/upgrade_visit.py "$scratch/store" "$port" "$1" || fail "the store cannot be used $1 the upgrade"
    kill -TERM "${children[-1]}"
    wait "${children[-1]}" || true
}

start "$scratch/old.log" "$old/.build/debug/cais" serve --data "$scratch/store" --home "$old" --port "$port"
visit before
"$old/.build/debug/cais" verify --data "$scratch/store" --home "$old" || fail "the old version does not trust its own store"

began=$(date +%s%N)
start "$scratch/cais.log" "$cais" serve --data "$scratch/store" --port "$port"
wait_for 60 "this version on the old store" curl -sf --noproxy '*' "http://127.0.0.1:$port/ready"
spent=$((($(date +%s%N) - began) / 1000000))
visit after
"$cais" verify --data "$scratch/store" || fail "the journal does not verify after the upgrade"
say "upgrade from ${commit:0:12}: migrated and ready in $spent ms, old case opened, new one filed, verified"
