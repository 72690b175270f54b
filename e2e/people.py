"""The demo accounts and the one way to sign in: change here when the sign-in page changes."""
import json
import re
from pathlib import Path

ACCOUNTS = json.loads((Path(__file__).parent / "accounts.json").read_text(encoding="utf-8"))


def sign_in(page, account):
    """Signs in as a demo account, by the labels of the form in either language."""
    page.goto("/sign-in")
    page.get_by_label(re.compile("^(Nome de utilizador|Utilizador|User name|Email|E-mail)", re.I)).fill(account)
    page.get_by_label(re.compile("^(Palavra-passe|Password)", re.I)).fill(ACCOUNTS[account])
    page.get_by_role("main").get_by_role("button", name=re.compile("^(Entrar|Iniciar sessão|Sign in)$", re.I)).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
