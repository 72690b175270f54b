"""A complaint through every stage of article 20: information, inspection, hearing, mediation that fails, a fine in IAS, its execution."""
import time

import sealed

DAY = "2026-11-20"


def named():
    """Somebody whom no other journey accuses."""
    return f"Zeferino {time.time_ns()}"


def complain(visitor, name, look=lambda person: None):
    return sealed.hand_in(visitor, "/complaints/new", {
        "text": "Recusaram-me o contrato quando ouviram o sotaque.", "happenedOn": "2026-03-10", "ground": "language", "area": "work",
        "byPublicService": "no", "mayBeCrime": "possible", "comparator": "O contrato seguinte foi aceite.", "witnesses": "Uma vizinha",
        "accusedKind": "natural", "accusedName": name, "whoComplains": "victim"}, look)


def test_ines_takes_a_complaint_through_article_20_to_the_register(someone, look):
    visitor, ines, name = someone(), someone("ines"), named()
    keepsakes = complain(visitor, name, look)
    sealed.stands(visitor, "complaints", keepsakes)
    visitor.sees("Ways that stay open beside this one")
    look(visitor)
    path = sealed.first(ines, f"/complaints?q={name}")
    ines.reads("Prescrição")
    look(ines)
    heard(ines, name)
    sealed.stands(visitor, "complaints", keepsakes)
    sealed.do(visitor, "Pedir mediação")
    facts = f"Um senhorio recusou um contrato, {time.time_ns()}."
    decided(ines.open(path), facts)
    look(ines)
    sealed.stands(visitor, "complaints", keepsakes)
    visitor.reads("A coima foi executada")
    visitor.reads("Provou-se pela comparação.")
    visitor.sees_not("Vizinha ouvida")
    visitor.open("/sanctions").reads(facts)
    visitor.reads("5 IAS")
    visitor.sees_not(name)
    look(visitor)


def heard(ines, name):
    """From the opening to the answer of the accused."""
    sealed.do(ines, "Abrir o processo")
    sealed.do(ines, "Pedir informações", informationFrom="ERSE", informationWhat="O contrato")
    sealed.do(ines, "Anotar a resposta ao pedido", informationGiven="Houve contrato com outra pessoa")
    sealed.do(ines, "Pedir uma visita à inspeção", inspectionBody="ASAE", inspectionWhat="A loja")
    sealed.do(ines, "Anotar a visita", inspectedOn=DAY, inspectionReport="Um cartaz à porta")
    sealed.do(ines, "Ouvir alguém", heardWho="Vizinha ouvida", heardWhat="Ouviu tudo")
    sealed.do(ines, "Notificar quem é acusado", accusedNotifiedOn=DAY, accusedNow=name, offenderKind="natural")
    assert not ines.main.get_by_role("button", name="Começar a mediação", exact=True).count(), "one side alone begins no mediation"
    sealed.do(ines, "Anotar a resposta de quem é acusado", accusedAnswer="Não foi assim.", accusedWantsMediation="yes")


def decided(ines, facts):
    """Mediation without an agreement, then the decision with its fine, and its execution."""
    sealed.do(ines, "Começar a mediação", mediator="Mediadora escolhida")
    sealed.do(ines, "Terminar a mediação", mediationResult="Não houve acordo.")
    sealed.do(ines, "Propor uma decisão", proposal="Coima, porque se provou.")
    sealed.do(ines, "Decidir", decision="fine", decisionReasons="Provou-se pela comparação.", norm="artigo 4.º", publicFacts=facts)
    sealed.do(ines, "Fixar a coima", fineUnitsNatural="5")
    sealed.do(ines, "Anotar que a decisão é definitiva", finalOn=DAY, appealResult="upheld")
    sealed.do(ines, "Anotar a execução da coima", executedHow="voluntary")
    ines.reads("Encerrada")


def test_a_complaint_is_settled_where_both_sides_agree(someone):
    visitor, ines, name = someone(), someone("ines"), named()
    keepsakes = complain(visitor, name)
    path = sealed.first(ines, f"/complaints?q={name}")
    sealed.do(ines, "Abrir o processo")
    sealed.do(ines, "Notificar quem é acusado", accusedNotifiedOn=DAY, accusedNow=name, offenderKind="natural")
    sealed.do(ines, "Anotar a resposta de quem é acusado", accusedAnswer="Peço desculpa.", accusedWantsMediation="yes")
    sealed.stands(visitor, "complaints", keepsakes)
    sealed.do(visitor, "Pedir mediação")
    ines.open(path)
    sealed.do(ines, "Começar a mediação", mediator="Mediadora escolhida")
    sealed.do(ines, "Terminar a mediação", mediationResult="Assina-se o contrato.")
    sealed.do(ines, "Encerrar por acordo")
    sealed.stands(visitor, "complaints", keepsakes)
    visitor.reads("Assina-se o contrato.")
    visitor.reads("Acordo")


def test_what_a_court_sends_stands_in_the_register_until_it_is_annulled(someone, look):
    ines, visitor, facts = someone("ines"), someone(), f"Um bar recusou a entrada, {time.time_ns()}."
    sealed.hand_in(ines, "/court-sanctions/oral", {
        "sentBy": "Tribunal de Beja", "sanctionedName": named(), "offenderKind": "legal", "decision": "fine", "norm": "artigo 4.º", "finalOn": DAY,
        "publicFacts": facts, "appealResult": "noAppeal"}, look)
    visitor.open("/sanctions").reads(facts)
    sealed.first(ines, "/court-sanctions")
    sealed.do(ines, "Corrigir o resultado do recurso", appealNow="annulled", appealNote="Acórdão de hoje")
    visitor.open("/sanctions").sees_not(facts)
