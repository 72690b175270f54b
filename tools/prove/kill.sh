#!/usr/bin/env bash
# Kills cais during writes, again and again: kill.sh [ROUNDS, default 50]. The rounds are Swift tests
# (every test whose file or suite is called Kill…); `make test` runs five of them.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/common.sh"

export CAIS_KILL_ROUNDS=${1:-50}
swift test --skip-build --disable-xctest --filter Kill --xunit-output "$scratch/kill.xml" || fail "an acknowledged write is lost"
# A filter that matches nothing must not look like a proof.
grep -q '<testcase' "$scratch"/kill*.xml || fail "no test is called Kill…"
say "$CAIS_KILL_ROUNDS rounds of kill -9: no acknowledged write lost"
