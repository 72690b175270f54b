"""Officer Bruno notes a payment document in the wrong file and takes it back; Ana reads that it counts no longer, and why."""
import keys
import story
from bruno_takes_each_permit_to_the_card import TO_THE_CARD, ana_files_alone, bruno_does

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
STEP = "Documento de pagamento emitido"
WHY = "Era de outro processo."


def test_bruno_takes_a_step_back_and_ana_reads_why(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, see, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, TO_THE_CARD[:1])
    see(bruno)
    # Without a reason nothing is taken back.
    bruno.press("Take it back")
    bruno.open(f"/desk/cases/{reference}")
    bruno.sees_not(bruno.say("Taken back: {step}", step=STEP))
    bruno.field("Why is it taken back?").fill(WHY)
    keys.enter(bruno, "Take it back")
    bruno.sees("Taken back: {step}", step=STEP)
    bruno.reads(WHY)
    bruno.reads("Emitir o documento de pagamento da taxa")
    assert bruno.main.get_by_role("button", name=bruno.say("Take it back"), exact=True).count() == 0
    see(bruno)

    ana.open(f"/cases/{reference}")
    ana.sees("Taken back: {step}", step=STEP)
    ana.reads(WHY)
    see(ana)
    # And it can be done right.
    bruno_does(bruno, TO_THE_CARD[:2])


def test_what_ana_did_is_hers_alone_to_take_back(someone):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, lambda _: None, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    ana.open(f"/cases/{reference}")
    bruno_does(ana, [("Confirmar ou corrigir a morada", "Morada completa para onde se envia o título", "Rua de Exemplo 1")])
    bruno.open(f"/desk/cases/{reference}")
    assert bruno.main.get_by_role("button", name=bruno.say("Take it back"), exact=True).count() == 0
    ana.field("Why is it taken back?").fill("Enganei-me.")
    ana.press("Take it back")
    ana.sees("Taken back: {step}", step="Morada dada pela pessoa")
