#!/usr/bin/env bash
# Proves that a store of the previous version opens in this one: upgrade.sh [COMMIT, default HEAD~1]
# The old version is built in a work tree of its own (its .build is kept between runs).
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/common.sh"

commit=$(git rev-parse --verify "${1:-HEAD~1}^{commit}") || fail "no such commit"
old=.build/prove/previous
stop_more() { git worktree prune; }

mkdir -p .build/prove
if [ -e "$old/.git" ]; then
    git -C "$old" checkout -q --detach --force "$commit"
else
    git worktree prune
    git worktree add -q --force --detach "$old" "$commit"
fi
say "building ${commit:0:12}"
(cd "$old" && swift build --product cais >"$scratch/build.log" 2>&1) || { tail -20 "$scratch/build.log" >&2; fail "the old version does not build"; }

(cd "$old" && .build/debug/cais demo --data "$scratch/store") || fail "the old version makes no store"
(cd "$old" && .build/debug/cais verify --data "$scratch/store") || fail "the old version does not trust its own store"

read -r port <<<"$(free_ports 1)"
began=$(date +%s%N)
start "$scratch/cais.log" "$cais" serve --data "$scratch/store" --port "$port"
wait_for 60 "this version on the old store" curl -sf --noproxy '*' "http://127.0.0.1:$port/ready"
spent=$((($(date +%s%N) - began) / 1000000))
curl -sf --noproxy '*' -o "$scratch/page" "http://127.0.0.1:$port/" || fail "the start page on the old store"
kill -TERM "${children[-1]}"
wait "${children[-1]}" || true
"$cais" verify --data "$scratch/store" || fail "the journal does not verify after the upgrade"
say "upgrade from ${commit:0:12}: migrated and ready in $spent ms, verified"
