"""A card is lost in the post: Bruno says so, Ana gives her address anew, and another card with another number reaches her."""
import keys
import story
from bruno_takes_each_permit_to_the_card import TO_THE_CARD, ana_files_alone, bruno_does

OFFICIAL = "Pedido de renovação de autorização de residência temporária"
LOST = [("Registar que o título se perdeu", "Como se sabe que se perdeu", "O correio confirma a perda")]
ADDRESS = [("Confirmar ou corrigir a morada", "Morada completa para onde se envia o título", "Rua de Exemplo 2, Lisboa")]
AGAIN = [
    ("Pedir o título", None, None),
    ("Registar o título", "Número do título", "T 9988"),
    ("Registar o envio", "Número da carta registada", "RR 3"),
]


def test_a_lost_card_is_made_anew(someone, see):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, see, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    # As far as the first time that it was sent.
    bruno_does(bruno, TO_THE_CARD[:8])
    bruno_does(bruno, LOST)
    bruno.reads("confirme primeiro a morada com a pessoa.")
    see(bruno)

    ana.open(f"/cases/{reference}")
    ana.reads("Título perdido")
    ana.reads(LOST[0][2])
    see(ana)
    bruno_does(ana, ADDRESS)
    bruno.open(f"/desk/cases/{reference}")
    bruno.reads(ADDRESS[0][2])
    bruno_does(bruno, AGAIN)
    ana.open(f"/cases/{reference}")
    for text in ["T 4455", "T 9988"]:
        ana.reads(text)
    keys.enter(ana, "Recebi o meu título")
    ana.reads("Título entregue")
    see(ana)


def test_what_does_not_come_is_looked_for(someone):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, lambda _: None, "renewal", OFFICIAL)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, TO_THE_CARD[:8])
    ana.open(f"/cases/{reference}")
    ana.press("O título não chegou")
    ana.reads("Título que não chegou")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, [("Registar a entrega pelo correio", "Como se sabe que foi entregue", "Assinatura no aviso")])
    ana.open(f"/cases/{reference}")
    ana.reads("Título entregue")
