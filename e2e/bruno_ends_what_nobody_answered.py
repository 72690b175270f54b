"""Officer Bruno ends two files whose person was warned and said nothing: one lapses, one is closed unpaid; a late payment opens it again."""
import grounds
import keys

LAPSED = "Deserto por inação do interessado"
UNPAID = "Encerrado por falta de pagamento"
REASONS = "Foi avisada, recebeu o aviso e o prazo passou."


def test_what_was_asked_for_never_came_and_the_case_lapses(someone, see):
    bruno = someone("bruno")
    found(bruno, "Leonor Amostra Pinto")
    see(bruno)
    end(bruno, LAPSED, f"{LAPSED}: Não entregou o que se pediu")
    bruno.reads(LAPSED)
    see(bruno)
    letter(bruno, "Letter of a case that lapsed")
    bruno.reads("deserto")
    bruno.reads("um indeferimento")
    bruno.reads("fonte ainda não confirmada")


def test_nobody_paid_and_the_case_is_closed_until_somebody_does(someone, see):
    bruno = someone("bruno")
    path = found(bruno, "Tomás Ensaio Nunes")
    end(bruno, UNPAID, f"{UNPAID}: A taxa não foi paga")
    bruno.reads(UNPAID)
    see(bruno)
    letter(bruno, "Letter of a case closed unpaid")
    bruno.reads("DEMO 400 500 600")
    bruno.reads("fonte ainda não confirmada")
    # A late payment opens it at once, and nobody has to ask.
    bruno.open(path)
    bruno.main.get_by_label("Número do recibo", exact=False).fill("R 77")
    keys.enter(bruno, "Registar o pagamento")
    bruno.sees("Decide")
    bruno.sees_not(bruno.say("Decided: {outcome}", outcome=UNPAID))
    see(bruno)


def found(bruno, name):
    """Opens the file of somebody by name; answers its path."""
    bruno.open("/desk?search=" + name.replace(" ", "+"))
    bruno.main.locator('a[href^="/desk/cases/"]').first.click()
    return bruno.path


def end(bruno, outcome, ground):
    bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome"), exact=True).get_by_label(outcome, exact=True).check()
    chosen = bruno.main.get_by_role("group", name=bruno.say("Grounds"), exact=True)
    chosen.get_by_label(ground, exact=False).check()
    bruno.field("Reasons, in words the person understands").fill(REASONS)
    grounds.press(bruno, "Decide", REASONS, "Entregar o que se pediu, ou pagar.")


def letter(bruno, title):
    bruno.main.get_by_role("link", name=bruno.say(title)).first.click()
