"""Files that came from another system: with a code from the desk their people make accounts, follow their cases and answer."""
import re

import story
from bruno_takes_each_permit_to_the_card import takes_over

CODE = re.compile(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
WORD = "uma frase nova e longa"


def test_zulmira_makes_an_account_and_an_officer_takes_it_back(someone, see, url, tmp_path):
    bruno, zulmira = someone("bruno"), someone()
    reference = takes_over(bruno, url, tmp_path, "Zulmira Exemplo Manifesto")
    opens_an_account(bruno, zulmira, reference, see)

    # Everything of a person's side is hers: the file, a paper, an answer, who looked.
    zulmira.open("/cases")
    zulmira.reads(reference)
    story.hand_in(zulmira, reference)
    zulmira.open(f"/cases/{reference}/escalate")
    see(zulmira)
    zulmira.open("/account")
    zulmira.reads(zulmira.say("your document, to open file {reference} to you", reference=reference))
    see(zulmira)
    zulmira.open("/account/files")
    zulmira.reads("Passaporte de exemplo")
    see(zulmira)

    # It was the wrong one: the office closes the file to the account.
    bruno.open(f"/desk/access/{reference}")
    see(bruno)
    bruno.field("Why is this account not its person's?").fill("Outra pessoa usou o código.")
    bruno.press("Close the file to this account")
    assert zulmira.status(f"/cases/{reference}") == 404


def test_zenaida_of_the_closed_route_is_refused_after_she_was_heard(someone, see, url, tmp_path):
    bruno, zenaida = someone("bruno"), someone()
    reference = takes_over(bruno, url, tmp_path, "Zenaida Exemplo Manifesto")
    opens_an_account(bruno, zenaida, reference, see)
    story.refuse(zenaida, bruno, reference, "As condições não estão preenchidas.")
    bruno.reads("Indeferido")
    zenaida.open(f"/cases/{reference}")
    zenaida.reads("Indeferido")
    see(zenaida)


def opens_an_account(bruno, visitor, reference, see):
    """At the desk a document is shown; at home the code on paper makes the account, which is signed in then."""
    bruno.open(f"/desk/access/{reference}")
    see(bruno)
    bruno.field("Which document did they show?").fill("Passaporte de exemplo")
    bruno.press("Give a code")
    code = CODE.search(bruno.main.inner_text())[0]
    bruno.reads(reference)

    visitor.open("/sign-in")
    visitor.follow("An office gave me a code for my file")
    see(visitor)
    visitor.field("Reference of the file").fill(reference)
    visitor.main.get_by_label(visitor.say("Code"), exact=True).fill(code)
    login = "z" + reference.lower().replace("-", "")
    visitor.field("User name").fill(login)
    visitor.field("New password").fill(WORD)
    visitor.press("Make my account")
    visitor.field("User name").first.fill(login)
    visitor.field("Password").fill(WORD)
    visitor.press("Sign in")
