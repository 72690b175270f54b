"""A person signs in through an OpenID Connect provider that others wrote (oidc-provider-mock, of the test requirements).

Needs no other setting: it starts the provider and a `cais serve` of its own, told of it by the environment that
`cais serve` reads: CAIS_OIDC_ISSUER, CAIS_OIDC_CLIENT, CAIS_OIDC_SECRET, CAIS_OIDC_NAME, and CAIS_ADDRESS, the
address at which visitors find us. Run: .venv/bin/python -m pytest e2e/oidc_sign_in.py
"""
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import house
import pytest

START_SECONDS_MAX = 20


@contextmanager
def provider():
    """Yields the issuer of a provider that knows one person."""
    port = house.free_port()
    issuer = f"http://localhost:{port}"
    command = Path(sys.executable).parent / "oidc-provider-mock"
    claims = '{"sub": "ana-at-provider", "name": "Ana Exemplo", "email": "ana@example.org"}'
    server = subprocess.Popen([command, "--port", str(port), "--user-claims", claims], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    try:
        end = time.monotonic() + START_SECONDS_MAX
        while not answers(issuer + "/.well-known/openid-configuration"):
            assert server.poll() is None and time.monotonic() < end, "the provider did not start"
            time.sleep(0.1)
        yield issuer
    finally:
        house.stop(server)


def answers(url):
    try:
        with house.without_proxy.open(urllib.request.Request(url), timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def signed_in_elsewhere(monkeymodule):
    """A Cais that trusts the provider."""
    with provider() as issuer:
        port = house.free_port()
        monkeymodule.setattr(house, "free_port", lambda: port)
        for name, value in {"CAIS_OIDC_ISSUER": issuer, "CAIS_OIDC_CLIENT": "cais", "CAIS_OIDC_SECRET": "hush",
                            "CAIS_OIDC_NAME": "Exemplo", "CAIS_ADDRESS": f"http://127.0.0.1:{port}"}.items():
            monkeymodule.setenv(name, value)
        with house.serving() as url:
            yield url


@pytest.fixture(scope="module")
def monkeymodule():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def come_in(page, url):
    page.goto(url + "/sign-in")
    page.get_by_role("link", name=re.compile("Exemplo$")).click()
    page.get_by_placeholder("sub").fill("ana-at-provider")
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(lambda address: address.startswith(url))


def test_a_person_comes_in_and_is_the_same_one_again(browser, signed_in_elsewhere):
    for _ in range(2):
        context = browser.new_context()
        # The provider's page asks the Internet for a style; tests never do.
        context.route(re.compile("jsdelivr"), lambda route: route.abort())
        page = context.new_page()
        come_in(page, signed_in_elsewhere)
        # Whoever may file begins at the own files.
        assert page.url.startswith(signed_in_elsewhere + "/cases"), page.content()
        page.goto(signed_in_elsewhere + "/account")
        assert page.get_by_text("Ana Exemplo").first.is_visible()
        context.close()


def test_an_answer_for_another_browser_is_refused(browser, signed_in_elsewhere):
    context = browser.new_context()
    page = context.new_page()
    page.goto(signed_in_elsewhere + "/sign-in/provider/return?code=x&state=made-up")
    assert page.get_by_text("unknownState").is_visible()
    assert not [one for one in context.cookies() if one["name"].endswith("cais")]
    context.close()
