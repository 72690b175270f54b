"""Requests and reports of the help room, each from the request to its outcome: registration, a refusal, an adult who asks for support."""
import sealed

PATIENT = {"healthUnit": "Centro de Saúde do Ensaio", "unitMunicipality": "Lisboa", "patientName": "Zulmira Ensaio", "patientMinor": "no",
           "situation": "noPermit", "residence": "over90", "consentUnit": "yes"}


def answered(body, *answers):
    """Somebody of a body reads what was handed to it last, and answers."""
    sealed.first(body, "/handed")
    for name, value in answers:
        sealed.fill(body, name, value)
    body.press("Answer")


def take(dora):
    """Becomes the first reader of the request that came last."""
    dora.open("/asks")
    dora.main.get_by_role("button", name=dora.say("Take it")).first.click()
    dora.page.wait_for_url("**/asks/*")


def test_a_person_is_registered_at_a_health_centre(someone, helper, look):
    person = someone()
    keepsakes = sealed.hand_in(person, "/health-requests/new", PATIENT, look)
    dora, ursula = helper("dora"), helper("ursula")
    sealed.first(dora, "/health-requests")
    dora.reads("Zulmira Ensaio")
    sealed.do(dora, "Levar ao centro de saúde", organisation="210")
    look(dora)
    sealed.first(ursula, "/handed")
    ursula.reads("Zulmira Ensaio")
    look(ursula)
    answered(ursula, ("unitOutcome", "registered"), ("bodyWords", "Traga o atestado quando o tiver."))
    sealed.stands(person, "health-requests", keepsakes)
    person.reads("Inscrito no centro de saúde")
    person.reads("Traga o atestado quando o tiver.")
    look(person)


def test_a_person_tells_who_turned_them_away_and_is_answered(someone, helper, look):
    person = someone()
    keepsakes = sealed.hand_in(person, "/health-refusals/new", {
        "healthUnit": "Hospital do Ensaio", "unitMunicipality": "Beja", "refusedOn": "2026-11-20", "refusalKind": "urgent", "saidInWriting": "no",
        "refusalWords": "Sem papéis não."}, look)
    dora = helper("dora")
    sealed.first(dora, "/health-refusals")
    dora.reads("Sem papéis não.")
    sealed.do(dora, "Responder e terminar", answerWords="Pode reclamar à ERS; ajudamos a escrever.")
    sealed.stands(person, "health-refusals", keepsakes)
    person.reads("Pode reclamar à ERS; ajudamos a escrever.")
    person.follow("What else you can do")
    assert person.path == "/health", person.page.url


def test_an_adult_asks_for_support_and_is_referred_with_time_to_reflect(someone, helper, look):
    person = someone()
    keepsakes = sealed.hand_in(person, "/asks/new", {
        "harm": "labour", "needShelter": "yes", "askWords": "Não me deixam sair.", "consentSupport": "yes"}, look)
    dora, dario, xenia = helper("dora"), helper("dario"), helper("xenia")
    take(dora)
    dora.reads("Não me deixam sair.")
    case = dora.path
    assert dario.status(case) == 404, "a colleague who was not let in finds nothing"
    sealed.do(dora, "Dar a conhecer a autorização de residência")
    sealed.do(dora, "Começar a contar o prazo de reflexão", signalledOn="2026-11-20")
    dora.reads("prazo de reflexão")
    sealed.do(dora, "Encaminhar para um serviço de apoio")
    look(dora)
    answered(xenia, ("bodyWords", "Há um lugar seguro para si hoje."))
    sealed.stands(person, "asks", keepsakes)
    person.reads("Há um lugar seguro para si hoje.")
    person.reads("A escolha é sua.")
    look(person)
    dora.open(case)
    sealed.do(dora, "Terminar", closeWords="Está com o serviço de apoio.")
    sealed.stands(person, "asks", keepsakes)
    person.reads("Está com o serviço de apoio.")


def test_a_yes_that_is_taken_back_closes_what_was_handed_over(someone, helper):
    person = someone()
    keepsakes = sealed.hand_in(person, "/asks/new", {"harm": "violence", "askWords": "Tenho medo do ensaio.", "consentSupport": "yes"})
    dora, xenia = helper("dora"), helper("xenia")
    take(dora)
    sealed.do(dora, "Encaminhar para um serviço de apoio")
    handed = sealed.first(xenia, "/handed")
    xenia.reads("Tenho medo do ensaio.")
    sealed.stands(person, "asks", keepsakes)
    sealed.do(person, "Parar tudo")
    assert xenia.status(handed) == 404


def test_everything_that_was_told_is_erased_when_the_person_says_so(someone, helper, look):
    person = someone()
    report = {"tellerKind": "self", "wages": "yes", "reportWords": "Apaguem o que ensaiei.", "consentLabour": "yes"}
    keepsakes = sealed.hand_in(person, "/talks/new", report)
    dora, tania = helper("dora"), helper("tania")
    case = sealed.first(dora, "/talks")
    sealed.do(dora, "Encaminhar para a ACT")
    handed = sealed.first(tania, "/handed")
    tania.reads("Apaguem o que ensaiei.")
    sealed.stands(person, "talks", keepsakes)
    sealed.do(person, person.say("Erase everything"))
    person.sees("Nothing is erased yet. This would be gone for good:")
    person.reads("A Autoridade para as Condições do Trabalho recebeu o que contou.")
    look(person)
    person.press("Keep it")
    assert dora.status(case) == 200
    sealed.do(person, person.say("Erase everything"))
    person.press("Erase it for good")
    person.sees("Reference and code open nothing any more.")
    look(person)
    assert (dora.status(case), tania.status(handed)) == (404, 404)
    sealed.stands(person, "talks", keepsakes)
    person.sees("Reference and code do not fit together.")
