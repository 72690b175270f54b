#!/usr/bin/env bash
# Runs the named parts and adds up what they counted: test.sh [lint] [sqlite] [postgres] [kill] [e2e]
# One debug build for all. A part that fails does not keep the others from running.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

out=out/test
rm -rf "$out"
mkdir -p "$out"
parts=("$@")

swift_tests() { # NAME OPTION…
    swift test --skip-build --disable-xctest --xunit-output "$out/$1.xml" "${@:2}"
}

# Rooms and walks that know no store: what they do does not change with it.
storeless='^(Allocation|Decisions|Formats|Kernel|LegalTime|SDMX|Statistics)Tests\.|SequenceTests'

part() { # NAME COMMAND…: runs, tells the time, keeps the status beside the counts
    local name=$1 began=$SECONDS status
    shift
    echo "== $name"
    "$@"
    status=$?
    echo "$status" >"$out/$name.status"
    echo "== $name: status $status, $((SECONDS - began)) s"
}

for name in "${parts[@]}"; do
    if [ "$name" != lint ]; then
        echo "== build"
        swift build --build-tests || exit 1
        break
    fi
done

for name in "${parts[@]}"; do
    case $name in
        lint) part lint make lint format-check ;;
        sqlite) part sqlite swift_tests sqlite ;;
        postgres)
            export -f swift_tests
            export out storeless
            part postgres env CAIS_TEST_ENGINES=postgres tools/with-postgres.sh \
                bash -c 'swift_tests postgres --skip "$storeless"'
            ;;
        kill) ROUNDS=5 part kill /usr/bin/python3 tools/prove/kill.py ;;
        e2e)
            part e2e tools/with-postgres.sh .venv/bin/python -m pytest e2e -q -n 3 --dist loadgroup --junitxml="$out/e2e.xml"
            ;;
        *) echo "test: no part is called $name" >&2; exit 2 ;;
    esac
done

exec /usr/bin/python3 tools/count.py "$out"
