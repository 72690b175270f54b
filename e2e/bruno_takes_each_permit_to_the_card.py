"""Ana asks for herself; officer Bruno grants it and takes it, step by step, to the card; she says that it has come."""
import pytest
import story

TO_THE_CARD = [
    ("Registar o documento de pagamento", "Referência, valor e até quando se pode pagar", "DUC 7788, até 30 de dezembro"),
    ("Registar o pagamento", "Número do recibo", "R 12"),
    ("Chamar para a recolha", "Dia, hora e local", "15 de dezembro, 10:00, Lisboa I"),
    ("Registar a recolha", None, None),
    ("Registar que a morada foi confirmada", None, None),
    ("Pedir o título", None, None),
    ("Registar o título", "Número do título", "T 4455"),
    ("Registar o envio", "Número da carta registada", "RR 1"),
    ("Registar a devolução", "O que diz o envelope", "Não reclamado"),
    ("Registar o envio", "Número da carta registada", "RR 2"),
]
CONSULATE = [
    ("Enviar ao consulado", "Consulado", "Praia"),
    ("Registar que o visto foi emitido", "Número do visto", "V 9"),
]


@pytest.mark.parametrize(("procedure", "official", "before"), [
    ("residence-permit", "Pedido de concessão de autorização de residência temporária", []),
    ("renewal", "Pedido de renovação de autorização de residência temporária", []),
    ("cplp", "Pedido de autorização de residência ao abrigo do Acordo de Mobilidade da CPLP", CONSULATE),
])
def test_bruno_takes_each_permit_to_the_card(someone, look, procedure, official, before):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, look, procedure, official)
    if procedure == "renewal":
        ana.reads("O recibo do pedido vale como título")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, before)
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, TO_THE_CARD)
    look(bruno)

    ana.open(f"/cases/{reference}")
    ana.reads("DUC 7788")
    look(ana)
    ana.press("Recebi o meu título")
    ana.reads("Título entregue")
    ana.sees("Nobody has to act: the case is decided.")
    look(ana)


def ana_files_alone(ana, look, procedure, official):
    """From the list of all requests to the receipt; answers the reference."""
    ana.open("/guides")
    look(ana)
    ana.follow(official)
    assert ana.path == f"/guides/{procedure}"
    look(ana)
    ana.follow("File a request now")
    ana.sees_not(ana.say("Are you a recognised refugee?"))
    you = ana.group("You")
    ana.field("Full name, as in your passport", you).fill("Ana Exemplo")
    ana.field("Date of birth", you).fill("1990-03-03")
    ana.field("Municipality where you live", you).select_option(label=story.LISBON)
    look(ana)
    ana.press("Continue")
    walked = answer_sections(ana, look)
    assert walked[-1] == "employer" and "home" in walked
    ana.reads(ana.say("applicant"))
    ana.reads("Padaria Exemplo")
    look(ana)
    ana.press("Send the request")
    look(ana)
    ana.reads("Padaria Exemplo")
    return ana.path.rsplit("/", 1)[1]


def answer_sections(ana, look):
    """One page after the other to the review; whoever works for somebody is asked for whom. Answers the sections walked."""
    walked = []
    while not ana.path.endswith("/review"):
        section = ana.path.rsplit("/", 1)[1]
        assert section not in walked, f"{section} is asked twice"
        walked.append(section)
        look(ana)
        if section == "means":
            ana.main.get_by_label("Work for an employer", exact=True).check()
        if section == "employer":
            ana.main.get_by_label("Name of the employer", exact=False).fill("Padaria Exemplo")
        ana.press("Continue")
    return walked


def bruno_does(bruno, steps):
    """Each by its button; what is asked for beside it is filled in first."""
    for act, label, note in steps:
        if label:
            bruno.main.get_by_label(label, exact=False).first.fill(note)
        bruno.press(act)
        bruno.reads(note or "")
