#!/usr/bin/env bash
# Proves the shipped Caddyfile on loopback: TLS, HTTP/2, security headers, the visitor's true address.
# First against an echo that shows what arrives, then before a real `cais serve` on demo data.
# shellcheck source-path=SCRIPTDIR
source "$(dirname "$0")/common.sh"
need caddy curl

read -r tls plain upstream <<<"$(free_ports 3)"
export HOME=$scratch XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config
export CAIS_SITE="https://localhost:$tls" CAIS_UPSTREAM="127.0.0.1:$upstream" CAIS_ADDRESS="https://localhost:$tls"
export CAIS_OPTIONS_CADDY="local_certs
skip_install_trust
http_port $plain
https_port $tls"

root=$XDG_DATA_HOME/caddy/pki/authorities/local/root.crt
ask() { curl -sS --max-time 10 --cacert "$root" --noproxy '*' "$@"; }

prove_address() {
    start "$scratch/echo.log" /usr/bin/python3 tools/prove/echo.py "$upstream"
    local echo_pid=${children[-1]}
    start "$scratch/caddy.log" caddy run --adapter caddyfile --config deploy/Caddyfile
    wait_for 20 "Caddy" ask -f "https://localhost:$tls/ready"
    ask -H 'X-Forwarded-For: 203.0.113.9' -H 'Forwarded: for=203.0.113.9' "https://localhost:$tls/" >"$scratch/seen"
    grep -qix 'x-forwarded-for: 127.0.0.1' "$scratch/seen" || { cat "$scratch/seen" >&2; fail "the visitor's address does not arrive"; }
    grep -qi '203.0.113.9' "$scratch/seen" && fail "a visitor can forge an address"
    grep -qix 'x-forwarded-proto: https' "$scratch/seen" || fail "the scheme does not arrive"
    [ "$(ask -o "$scratch/body" -w '%{http_code}' "https://localhost:$tls/metrics")" = 404 ] || fail "/metrics is open"
    [ "$(ask -o "$scratch/body" -w '%{http_version}' "https://localhost:$tls/")" = 2 ] || fail "HTTP/2 is not spoken"
    head -c 3000000 /dev/zero | ask --data-binary @- -o "$scratch/body" "https://localhost:$tls/" || fail "Caddy stops a 3 MB body"
    grep -qi '^content-length: 3000000$\|^transfer-encoding: chunked$' "$scratch/body" || fail "a 3 MB body does not arrive"
    ask -D - -o "$scratch/body" "https://localhost:$tls/" | grep -qi '^alt-svc:.*h3' || fail "HTTP/3 is not offered"
    grep -q '"uri"' "$scratch/caddy.log" && fail "Caddy logs paths"
    kill "$echo_pid"
    wait "$echo_pid" 2>/dev/null || true
    say "proxy: TLS, HTTP/2, address, scheme, body, HTTP/3 offer: as promised"
}

# A real sign-in through TLS; every cookie set on the way is Secure and HttpOnly.
prove_sign_in() {
    local csrf
    local -a jar=(-b "$scratch/jar" -c "$scratch/jar")
    ask -f "${jar[@]}" -D "$scratch/cookies" -o "$scratch/page" "https://localhost:$tls/sign-in" || fail "the sign-in page"
    csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$scratch/page" | head -1)
    [ "$(ask "${jar[@]}" -D - -o "$scratch/body" -w '%{http_code}' --data-urlencode "csrf=$csrf" -d login=ana \
        -d password=cais-demo-2026 -d next=/cases "https://localhost:$tls/sign-in" | tee -a "$scratch/cookies" | tail -1)" = 303 ] \
        || { cat "$scratch/cookies" >&2; fail "nobody can sign in"; }
    ask -f "${jar[@]}" -o "$scratch/page" "https://localhost:$tls/cases" || fail "ana does not see her cases"
    grep -i '^set-cookie:' "$scratch/cookies" >"$scratch/set" || fail "no cookie was set"
    grep -viq 'secure.*' "$scratch/set" && { cat "$scratch/set" >&2; fail "a cookie is not Secure"; }
    grep -viq 'httponly' "$scratch/set" && { cat "$scratch/set" >&2; fail "a cookie is not HttpOnly"; }
    true
}

# A flood from one visitor is stopped with 429, by the address that Caddy tells, whatever the visitor claims.
prove_flood() {
    local codes=$scratch/codes
    ask -Z --parallel-max 8 -o "$scratch/body" -w '%{http_code}\n' -H 'X-Forwarded-For: 203.0.113.[1-9]' \
        "https://localhost:$tls/verify?n=[1-900]" >"$codes" || true
    grep -q '^200$' "$codes" || fail "nobody was served before the flood"
    grep -q '^429$' "$codes" || { sort "$codes" | uniq -c >&2; fail "a flood is not stopped"; }
    grep -q '^5' "$codes" && { sort "$codes" | uniq -c >&2; fail "a flood breaks the server"; }
    curl -sf --noproxy '*' "http://127.0.0.1:$upstream/ready" >"$scratch/body" || fail "not ready after a flood"
}

prove_cais() {
    "$cais" demo --data "$scratch/store" >"$scratch/demo.log" 2>&1 || { cat "$scratch/demo.log" >&2; fail "cais demo"; }
    start "$scratch/cais.log" "$cais" serve --data "$scratch/store" --port "$upstream" --behind-proxy
    wait_for 30 "cais serve" curl -sf --noproxy '*' "http://127.0.0.1:$upstream/ready"
    wait_for 30 "cais behind Caddy" ask -f "https://localhost:$tls/ready"
    ask -f -D "$scratch/head" -o "$scratch/page" "https://localhost:$tls/" || fail "the start page"
    grep -qi '<html' "$scratch/page" || fail "the start page is no page"
    local header
    for header in content-security-policy strict-transport-security x-content-type-options referrer-policy; do
        grep -qi "^$header:" "$scratch/head" || { cat "$scratch/head" >&2; fail "no $header"; }
    done
    grep -qi "^content-security-policy:.*unsafe-inline" "$scratch/head" && fail "the policy allows inline script"
    grep -q '"route"' "$scratch/cais.log" || fail "as shipped, requests stand in no log"
    prove_sign_in
    [ "$(ask -o "$scratch/body" -w '%{http_code}' "https://localhost:$tls/metrics")" = 404 ] || fail "/metrics is open"
    prove_flood
    say "cais behind Caddy: page, headers, sign-in with Secure cookies, 429 to a flood: as promised"
}

prove_address
[ "${1:-}" = proxy-only ] || prove_cais
