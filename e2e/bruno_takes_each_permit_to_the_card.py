"""Each procedure from the request to the card or the refusal: officer Bruno takes it step by step, and Ana says that it has come."""
import datetime
from urllib.parse import quote_plus

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
    # What came back goes out again to an address that is known to be right.
    ("Registar que a morada foi confirmada", None, None),
    ("Registar o envio", "Número da carta registada", "RR 2"),
]
# What is done for each of a family alone; the rest is done for all of them at once.
FOR_EACH = {"Pedir o título", "Registar o título", "Registar o envio", "Registar a devolução"}
FAMILY_ABROAD = [
    ("Registar a comunicação ao consulado", "Consulado", "Praia"),
    ("Registar que o visto foi emitido", "Número do visto", "V 9"),
    ("Registar que a família chegou", None, None),
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


def test_bruno_takes_a_family_to_the_cards(someone, look):
    ana, bruno = someone("ana"), someone("bruno")
    reference = story.file(ana)
    family = [name for name, *_ in story.FAMILY]
    story.decide(bruno, reference, "Os documentos provam o laço familiar.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, FAMILY_ABROAD)
    # As far as the first time that the cards were sent.
    for step in TO_THE_CARD[:8]:
        if step[0] in FOR_EACH:
            for name in family:
                bruno_does_for(bruno, name, *step)
        else:
            bruno_does(bruno, [step])
    look(bruno)
    ana.open(f"/cases/{reference}")
    look(ana)
    for name in family:
        ana.press(f"Recebi o meu título: {name}")
    ana.reads("Título entregue")
    ana.sees("Nobody has to act: the case is decided.")


def test_bruno_takes_a_file_of_the_closed_route_to_the_card(someone, look, url, tmp_path):
    """Nobody files an expression of interest any more: those that are pending came in from another system."""
    bruno = someone("bruno")
    reference = takes_over(bruno, url, tmp_path, "Zeferina Exemplo Manifesto")
    story.decide(bruno, reference, "As condições estão preenchidas.")
    bruno.open(f"/desk/cases/{reference}")
    bruno_does(bruno, TO_THE_CARD[:8])
    look(bruno)
    # Whoever came in so has no account: the card is handed over at the desk.
    bruno_does(bruno, [("Registar a entrega ao balcão", None, None)])
    bruno.reads("Título entregue")


REFUSED = [
    ("residence-permit", "Pedido de concessão de autorização de residência temporária"),
    ("renewal", "Pedido de renovação de autorização de residência temporária"),
    ("cplp", "Pedido de autorização de residência ao abrigo do Acordo de Mobilidade da CPLP"),
    ("family-reunification", None),
]


@pytest.mark.parametrize(("procedure", "official"), REFUSED)
def test_each_request_can_end_in_a_refusal_after_the_person_was_heard(someone, look, procedure, official):
    ana, bruno = someone("ana"), someone("bruno")
    reference = ana_files_alone(ana, look, procedure, official) if official else story.file(ana)
    story.refuse(ana, bruno, reference, "As condições não estão preenchidas.")
    bruno.reads("Indeferido")
    look(bruno)
    ana.open(f"/cases/{reference}")
    ana.reads("Indeferido")
    assert "As condições não estão preenchidas." in ana.open(story.first_link(ana, "/letters/")).page.content()


def test_a_file_of_the_closed_route_is_refused_only_once_its_person_was_told(someone, url, tmp_path):
    bruno = someone("bruno")
    reference = takes_over(bruno, url, tmp_path, "Zacarias Exemplo Manifesto")
    story.propose(bruno, reference, "As condições não estão preenchidas.")
    bruno.field("Number of the registered letter").fill("RL 12 PT")
    bruno.field("The day it was posted").fill(datetime.date.today().isoformat())
    bruno.press("It went out as a registered letter")
    bruno.reads("RL 12 PT")
    bruno.sees("It is the person's turn: they may answer the draft.")
    # Their time to answer has only begun: nothing but a grant can be chosen.
    outcome = bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome"))
    assert outcome.get_by_label("Indeferido", exact=True).count() == 0


def test_a_file_of_the_closed_route_is_refused_after_its_person_answered_at_the_desk(someone, look, url, tmp_path):
    """Whoever came in so has no account: what they say to the draft is written down at the desk."""
    bruno = someone("bruno")
    reference = takes_over(bruno, url, tmp_path, "Zita Exemplo Manifesto")
    story.propose(bruno, reference, "As condições não estão preenchidas.")
    bruno.press("The person has it in their hands")
    bruno.field("What the person answered to the draft").fill("Não concordo, e digo porquê.")
    bruno.field("How the answer came").select_option("desk")
    look(bruno)
    bruno.press("Write the answer down")
    bruno.reads("Não concordo, e digo porquê.")
    story.refuse_as_proposed(bruno, "As condições não estão preenchidas.")
    bruno.reads("Indeferido")
    look(bruno)
    assert "As condições não estão preenchidas." in bruno.open(story.first_link(bruno, "/letters/")).page.content()


def takes_over(bruno, url, folder, name):
    """Brings a file in from another system, and finds it by its name; answers the reference."""
    number = "MI-" + name.split()[0]
    file = folder / "backlog.csv"
    file.write_text("source;number;procedure;filed;name;birth;municipality;state\n"
                    f"SEF;{number};legacy-ei;2023-03-01;{name};1990-02-10;1106;pending\n", encoding="utf-8")
    assert "accepted 1" in url.run("cases", "import", str(file))
    bruno.open("/desk?search=" + quote_plus(name))
    bruno.reads(name)
    return story.first_link(bruno, "/desk/cases/").rsplit("/", 1)[1]


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
            ana.main.locator('input[name="meansKind"][value="employment"]').check()
        if section == "employer":
            ana.main.locator('input[name="employerName"]').fill("Padaria Exemplo")
        ana.press("Continue")
    return walked


def bruno_does(bruno, steps):
    """Each by its button; what is asked for beside it is filled in first."""
    for act, label, note in steps:
        if label:
            bruno.main.get_by_label(label, exact=False).first.fill(note)
        bruno.press(act)
        bruno.reads(note or "")


def bruno_does_for(bruno, name, act, label, note):
    """The same for one of a family: the button with their name, and the field that stands with it."""
    button = bruno.page.get_by_role("button", name=f"{act}: {name}", exact=True)
    if label:
        form = bruno.main.locator("form").filter(has=button)
        form.get_by_label(label, exact=False).fill(f"{note} {name}")
    button.click()
    bruno.reads(f"{note} {name}" if label else name)
