"""Officer Bruno asks for the payment document of an invented file; Ana sees what, until when, and pays it; the card follows."""
import re
import time

import keys
import story
from bruno_takes_each_permit_to_the_card import TO_THE_CARD, ana_files_alone, bruno_does

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
OUTBOX_SECONDS_MAX = 15
# What the office does once the fee is paid.
AFTER_THE_FEE = TO_THE_CARD[2:]


def test_ana_pays_a_fee_and_gets_her_card(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, see, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    # The sources disagree about a renewal: no sum stands there, and the officer says where theirs is from.
    bruno.sees("The sources do not say the same, so no total is made.")
    bruno.field("Amount in euros").fill("440,20")
    bruno.field("Where this amount stands").fill("Valor de exemplo")
    keys.enter(bruno, "Ask for the document")
    see(bruno)

    wait_for(ana, reference, "DEMO ")
    ana.reads("440,20 EUR")
    ana.reads("Valor de exemplo")
    ana.sees("If it expires you get another one and keep your place.")
    # The countdown: a document of the demonstration holds for a day.
    assert re.search(r"\b2[34] h", ana.main.inner_text()), ana.main.inner_text()
    see(ana)
    keys.enter(ana, "Pretend to pay (demonstration)")
    ana.sees("Receipt {number}", number="DEMO-1")
    see(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads("DEMO-1")
    bruno_does(bruno, AFTER_THE_FEE)
    ana.open(f"/cases/{reference}")
    keys.enter(ana, "Recebi o meu título")
    ana.reads("Título entregue")
    ana.sees("Nobody has to act: the case is decided.")


def test_rita_gets_another_document_after_one_expired(someone, see):
    rita = someone("rita")
    reference = file_that_says(rita, rita.say("expired"))
    rita.sees("This document can no longer be paid. Get another one: the amount is the same and you keep your place.")
    rita.sees_not(rita.say("Pretend to pay (demonstration)"))
    see(rita)
    keys.enter(rita, "Get another payment document")
    wait_for(rita, reference, rita.say("Pretend to pay (demonstration)"))
    see(rita)
    rita.press("Pretend to pay (demonstration)")
    rita.sees("Receipt {number}", number="DEMO-2")


def file_that_says(person, text):
    """The reference of that file of theirs whose page shows a mark of this text."""
    person.open("/cases")
    links = {link.get_attribute("href") for link in person.main.locator('a[href^="/cases/RF"]').all()}
    for path in sorted(links):
        person.open(path)
        if person.main.get_by_text(text, exact=True).count():
            return path.rsplit("/", 1)[1]
    raise AssertionError(f"no file of theirs says “{text}”")


def wait_for(someone, reference, text):
    """The document leaves through the outbox, a moment after it was asked for."""
    end = time.monotonic() + OUTBOX_SECONDS_MAX
    while time.monotonic() < end:
        someone.open(f"/cases/{reference}")
        if text in someone.main.inner_text():
            return
        time.sleep(0.5)
    someone.reads(text)
