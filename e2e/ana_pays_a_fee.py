"""Officer Bruno asks for the payment document of an invented file; Ana sees what, until when, and pays it."""
import time

import story
from bruno_takes_each_permit_to_the_card import ana_files_alone

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
OUTBOX_SECONDS_MAX = 15


def test_ana_pays_a_fee(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, look, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    # The sources disagree about a renewal: no sum stands there, and the officer says where theirs is from.
    bruno.sees("The sources do not say the same, so no total is made.")
    bruno.field("Amount in euros").fill("440,20")
    bruno.field("Where this amount stands").fill("Valor de exemplo")
    bruno.press("Ask for the document")
    look(bruno)

    wait_for(ana, reference, "DEMO ")
    ana.reads("440,20 EUR")
    ana.reads("Valor de exemplo")
    ana.sees("If it expires you get another one and keep your place.")
    look(ana)
    ana.press("Pretend to pay (demonstration)")
    ana.sees("Receipt {number}", number="DEMO-1")
    look(ana)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads("DEMO-1")


def wait_for(someone, reference, text):
    """The document leaves through the outbox, a moment after it was asked for."""
    end = time.monotonic() + OUTBOX_SECONDS_MAX
    while time.monotonic() < end:
        someone.open(f"/cases/{reference}")
        if text in someone.main.inner_text():
            return
        time.sleep(0.5)
    someone.reads(text)
