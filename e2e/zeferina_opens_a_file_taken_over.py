"""Zeferina's file came from another system: with a code from the desk she makes an account and follows her case."""
import re

import story
from bruno_takes_each_permit_to_the_card import takes_over

CODE = re.compile(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
WORD = "uma frase nova e longa"


def test_zeferina_makes_an_account_and_an_officer_takes_it_back(someone, see, url, tmp_path):
    bruno, zeferina = someone("bruno"), someone()
    reference = takes_over(bruno, url, tmp_path, "Zulmira Exemplo Manifesto")
    bruno.open(f"/desk/access/{reference}")
    bruno.sees("Which document did they show?")
    see(bruno)
    bruno.field("Which document did they show?").fill("Passaporte de exemplo")
    bruno.press("Give a code")
    code = CODE.search(bruno.main.inner_text())[0]
    bruno.reads(reference)

    zeferina.open("/sign-in")
    zeferina.follow("An office gave me a code for my file")
    see(zeferina)
    zeferina.field("Reference of the file").fill(reference)
    zeferina.main.get_by_label(zeferina.say("Code"), exact=True).fill(code)
    login = "zulmira." + reference.lower().replace("-", "")
    zeferina.field("User name").fill(login)
    zeferina.field("New password").fill(WORD)
    zeferina.press("Make my account")
    zeferina.field("User name").first.fill(login)
    zeferina.field("Password").fill(WORD)
    zeferina.press("Sign in")

    # Everything of a person's side is hers: the file, a paper, an answer, who looked.
    zeferina.open("/cases")
    zeferina.reads(reference)
    story.hand_in(zeferina, reference)
    zeferina.open(f"/cases/{reference}/escalate")
    see(zeferina)
    zeferina.open("/account")
    zeferina.reads(zeferina.say("your document, to open file {reference} to you", reference=reference))
    see(zeferina)
    zeferina.open("/account/files")
    zeferina.reads("Passaporte de exemplo")
    see(zeferina)

    # It was the wrong one: the office closes the file to the account.
    bruno.open(f"/desk/access/{reference}")
    see(bruno)
    bruno.field("Why is this account not its person's?").fill("Outra pessoa usou o código.")
    bruno.press("Close the file to this account")
    assert zeferina.status(f"/cases/{reference}") == 404
