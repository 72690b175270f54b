#!/usr/bin/env bash
# Installs what is missing and nothing else: deps.sh [run|test|prove]
# Each level contains the one before it. Says nothing and changes nothing where all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

level=${1:-run}
case $level in
    run) lists=(tools/apt.txt) requirements=tools/requirements.txt ;;
    test) lists=(tools/apt.txt tools/apt-test.txt) requirements=tools/requirements-test.txt ;;
    prove)
        lists=(tools/apt.txt tools/apt-test.txt tools/apt-prove.txt)
        requirements=tools/requirements-test.txt
        ;;
    *) echo "deps: say run, test or prove, not '$level'" >&2; exit 2 ;;
esac

need_swift() {
    if ! command -v swift >/dev/null; then
        echo "deps: Swift 6.2 or newer is not here. Install it from https://www.swift.org/install/linux/" >&2
        echo "      (Debian 12, with the packages named there), put it on PATH, and try again." >&2
        exit 1
    fi
}

missing_packages() {
    local name
    sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "${lists[@]}" | while read -r name; do
        dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || echo "$name"
    done
}

install_packages() {
    local names as_root=()
    mapfile -t names < <(missing_packages)
    [ ${#names[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "deps: these Debian packages are missing and need root to install:" >&2
            echo "      apt-get install --no-install-recommends ${names[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    echo "deps: installing ${names[*]}" >&2
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${names[@]}" </dev/null >&2
}

# The venv is right when it holds the mark of these very requirements.
prepare_venv() {
    local mark
    mark=$(cat tools/requirements*.txt | sha256sum | cut -d' ' -f1)
    if [ -e ".venv/holds-test-$mark" ]; then return 0; fi
    if [ "$requirements" = tools/requirements.txt ] && [ -e ".venv/holds-run-$mark" ]; then return 0; fi
    echo "deps: filling .venv from $requirements" >&2
    [ -x .venv/bin/python ] || /usr/bin/python3 -m venv .venv
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 .venv/bin/python -m pip install -q --disable-pip-version-check \
        -r "$requirements" >&2
    rm -f .venv/holds-*
    case $requirements in
        *-test.txt) touch ".venv/holds-test-$mark" ;;
        *) touch ".venv/holds-run-$mark" ;;
    esac
}

if [ -r /etc/debian_version ]; then
    install_packages
else
    echo "deps: this is not Debian; install what tools/apt*.txt lists by hand." >&2
fi
need_swift
prepare_venv
