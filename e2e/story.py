"""The steps of the main story, each as its person does it: the journeys assert, the screens photograph."""
import datetime
import time

import grounds
import hearing

FAMILY = [("Bento Exemplo", "1988-05-14", "husband or wife"), ("Clara Exemplo", None, "child under 18, or dependent and unable to care for themselves")]
GUIDE = "/guides/family-reunification"
LISBON = "Lisboa"
PAIR = "/desk/duplicates?pair="
MATCHING_SECONDS_MAX = 60
# What the demo's Rita has, by what each page says: e2e looks at the states that nobody brings about in an hour.
RITA = {
    "fee_open": "Pedido de renovação de autorização de residência temporária",
    "fee_expired": "Pedido de concessão de autorização de residência temporária",
    "card_lost": "Pedido de autorização de residência ao abrigo do Acordo de Mobilidade da CPLP",
    "questioned": "a minha filha faz 18 anos",
}

# A whole PDF of one empty page: what a telephone would send, in a few bytes.
PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


def three_years_ago():
    """The birthday of the child, who is three."""
    return (datetime.date.today() - datetime.timedelta(days=3 * 366)).isoformat()


def begin(ana):
    """From the start page to the form for two relatives."""
    ana.open("/")
    ana.follow("Bring your family")
    ana.follow("File a request now")
    ana.field("How many family members do you ask for?").select_option("2")
    ana.press("Continue")


def fill_household(ana):
    you = ana.group("You, the permit holder")
    ana.field("Full name, as in your passport", you).fill("Ana Exemplo")
    ana.field("Date of birth", you).fill("1990-03-03")
    ana.field("Municipality where you live", you).select_option(label=LISBON)
    ana.main.get_by_role("radiogroup", name=ana.say("Are you a recognised refugee?")).get_by_label(ana.say("No"), exact=True).check()
    for number, (name, birth, relation) in enumerate(FAMILY, 1):
        one = ana.group("Family member {n}", n=number)
        ana.field("Full name, as in the passport", one).fill(name)
        ana.field("Date of birth", one).fill(birth or three_years_ago())
        ana.field("Who is this person to you?", one).select_option(label=ana.say(relation))


def file(ana):
    """Files one request for three; answers its reference."""
    begin(ana)
    fill_household(ana)
    to_review(ana)
    ana.press("Send the request")
    return ana.path.rsplit("/", 1)[1]


def to_review(ana, look=lambda person: None):
    """From the people, or a section of the form, page after page to the review; nothing more is answered."""
    while not ana.path.endswith("/review"):
        ana.press("Continue")
        look(ana)


def begin_alone(ana, procedure):
    """Says who asks, of a request for oneself; answers the number under which it is kept unsent."""
    ana.open(f"/cases/new/{procedure}")
    you = ana.group("You")
    ana.field("Full name, as in your passport", you).fill("Ana Exemplo")
    ana.field("Date of birth", you).fill("1990-03-03")
    ana.field("Municipality where you live", you).select_option(label=LISBON)
    ana.press("Continue")
    return ana.path.split("/")[2]


def file_alone(ana, procedure):
    """Files a request for herself without an answer more than it needs; answers its reference."""
    begin_alone(ana, procedure)
    to_review(ana)
    ana.press("Send the request")
    return ana.path.rsplit("/", 1)[1]


def leave_unfinished(ana):
    """Leaves one request with nothing in it and one with some answers; answers both numbers."""
    ana.open("/cases/new/renewal")
    ana.press("Save and go on later")
    begun = first_link(ana, "/unfinished/").rsplit("/", 1)[1]
    answered = begin_alone(ana, "residence-permit")
    ana.main.get_by_label("Número do visto de residência", exact=False).fill("AB123456")
    ana.press("Save and go on later")
    return begun, answered


def hand_in(ana, reference, index=1):
    ana.open(f"/cases/{reference}")
    ana.field("Which document is it?").select_option(index=index)
    ana.field("The file").set_input_files({"name": "passaporte.pdf", "mimeType": "application/pdf", "buffer": PDF})
    ana.press("Hand in")


def certificate(ana, reference):
    """Answers the path of the letter and the code that it carries."""
    ana.open(f"/cases/{reference}")
    ana.press("Get a certificate of the state of my file")
    return ana.path, code_on(ana)


def code_on(person):
    seal = person.page.get_by_role("link", name="/verify/")
    return seal.first.inner_text().rsplit("/", 1)[1]


def book(ana, reference):
    """Takes the first free time; answers the path of the visit."""
    ana.open(f"/bookings/new?case={reference}")
    ana.main.get_by_role("radio").first.check()
    ana.press("Book this time")
    return ana.path


def ask_for(bruno, reference, wish="Passport of the relative"):
    bruno.open(f"/desk/cases/{reference}")
    bruno.group("What is missing?").get_by_role("checkbox").first.check()
    # Another file of hers may hold it: then it is asked for only with a reason.
    bruno.field("Why will the copy that is held not do?").fill("Não se lê.")
    bruno.press("Ask for these")


def decide(bruno, reference, reasons, change=None):
    """`change` is what would change a decision that does not give what was asked for."""
    bruno.open(f"/desk/cases/{reference}")
    bruno.main.get_by_role("radiogroup").get_by_role("radio").first.check()
    bruno.group("Grounds").get_by_role("checkbox").first.check()
    why = bruno.main.get_by_role("radiogroup", name=bruno.say("Why grant although papers are missing?"))
    if why.count():
        why.get_by_role("radio").first.check()
    bruno.field("Reasons, in words the person understands").fill(reasons)
    if change:
        grounds.press(bruno, "Decide", reasons, change)
    else:
        bruno.main.get_by_role("button", name=bruno.say("Decide"), exact=True).click()


def propose(bruno, reference, reasons):
    """Sends the draft of a refusal: nothing is decided by it."""
    bruno.open(f"/desk/cases/{reference}")
    bruno.group("Grounds of the draft").get_by_role("checkbox").first.check()
    bruno.field("Reasons of the draft").fill(reasons)
    grounds.press(bruno, "Send the draft", reasons, "Um documento que prove o contrário.")


def refuse(ana, bruno, reference, reasons):
    """The whole way of a refusal: a draft, the answer of the person to it, the decision."""
    propose(bruno, reference, reasons)
    ana.open(f"/cases/{reference}")
    ana.field("Your answer").fill("Não concordo, e digo porquê.")
    ana.press("Send my answer")
    bruno.open(f"/desk/cases/{reference}")
    refuse_as_proposed(bruno, reasons)


def refuse_as_proposed(bruno, reasons):
    """At the desk of a case whose person was heard: the decision as the draft had it."""
    outcome = bruno.main.get_by_role("radiogroup", name=bruno.say("Outcome"))
    outcome.get_by_label("Indeferido", exact=True).check()
    bruno.group("Grounds").get_by_role("checkbox", name="Indeferido:").first.check()
    bruno.field("Reasons, in words the person understands").fill(reasons)
    bruno.press("Decide")


def take_several(bruno, references):
    """Takes cases of the queue together; answers the path of the run."""
    bruno.open("/desk?sort=-filed")
    for reference in references:
        bruno.main.locator(f'input[type="checkbox"][value="{reference}"]').check()
    bruno.press("See what would happen")
    bruno.press("Do it")
    return bruno.path


def ask(ana, reference, question):
    ana.open(f"/cases/{reference}")
    ana.field("Ask the office something").fill(question)
    ana.press("Send the question")


def pair(bruno):
    """The path of a pair of people who may be one; new files are compared beside the house, a moment after it opened."""
    end = time.monotonic() + MATCHING_SECONDS_MAX
    while time.monotonic() < end:
        bruno.open("/desk/duplicates")
        if bruno.main.locator(f'a[href^="{PAIR}"]').count():
            return first_link(bruno, PAIR)
        time.sleep(1)
    raise AssertionError("nobody was found who may be one")


def path_that_says(person, text):
    """The path of that file of theirs whose page says a text."""
    person.open("/cases")
    for path in [link.get_attribute("href") for link in person.main.locator('a[href^="/cases/RF"]').all()]:
        if text in person.open(path).main.inner_text():
            return path
    raise AssertionError(f"no file of theirs says “{text}”")


def complain(visitor, text):
    """Files a complaint without signing in; answers its reference and secret code."""
    visitor.open("/complaints/new")
    visitor.main.locator("[name=text]").fill(text)
    while visitor.main.get_by_role("button", name=visitor.say("Go on"), exact=True).count():
        visitor.press("Go on")
    visitor.press("Hand it in")
    codes = visitor.main.get_by_role("definition").all_inner_texts()
    return codes[0].strip(), codes[1].strip()


def played(who):
    """Plays the story once; answers the names that stand in the paths of pages.json. `who` makes a Person."""
    ana, bruno = who("ana"), who("bruno")
    known = {name: file(ana) for name in ("open", "asked", "decided", "draft")}
    hand_in(ana, known["open"])
    known["document"] = first_link(ana, f"/cases/{known['open']}/documents/")
    known["certificate"], known["code"] = certificate(ana, known["open"])
    known["visit"] = book(ana, known["asked"])
    ask_for(bruno, known["asked"])
    bruno.open(f"/desk/cases/{known['open']}").press("Put the question")
    decide(bruno, known["decided"], "Os documentos provam o laço familiar, o alojamento e os meios.")
    propose(bruno, known["draft"], "Falta a prova do alojamento.")
    known |= played_more(ana, bruno, known)
    known |= hearing.played(bruno)
    rita = who("rita")
    known |= {name: path_that_says(rita, text) for name, text in RITA.items()}
    known["offer"] = first_link(rita.open("/bookings"), "/visits/offers/")
    known["waiting"] = "/bookings/waiting?case=" + known["questioned"].rsplit("/", 1)[1]
    known["letter"] = first_link(ana.open(f"/cases/{known['decided']}"), "/letters/")
    known["message"] = first_link(ana.open("/messages"), "/messages/")
    known["own_path"] = first_link(ana.open("/paths"), "/paths/")
    known["kept_path"] = first_link(who("duarte").open("/desk/paths"), "/desk/paths/")
    known["path_step"] = first_link(who("paulo").open("/steps"), "/steps/")
    visitor = who(None)
    complain(visitor, "Um senhorio disse-me ao telefone que não arrenda a estrangeiros.")
    known["consultation"] = first_link(who("jorge").open("/consultations"), "/consultations/")
    known["complaint"] = first_link(who("ines").open("/complaints"), "/complaints/")
    known |= rounds(visitor)
    known["place"] = first_link(visitor.open("/help?need=family-reunification&near=Almada"), "/places/")
    known["measure"] = first_link(visitor.open("/plan"), "/plan/measures/")
    known["report"] = first_link(visitor.open("/reports"), "/reports/").rsplit("/", 1)[1]
    return known


def rounds(visitor):
    """An announced round and a drawn one, from behind `/visits` on: the desk has pages of them too."""
    visitor.open("/visits/rounds")
    rows = visitor.main.locator("tbody tr")
    words = {"round": "Announced", "drawn_round": "Drawn"}
    links = {name: rows.filter(has_text=visitor.say(word)).first.get_by_role("link").first for name, word in words.items()}
    return {name: link.get_attribute("href").removeprefix("/visits") for name, link in links.items()}


def played_more(ana, bruno, known):
    """The further states of a file, of a request that is not sent, and of a desk."""
    more = {"formed": file_alone(ana, "residence-permit"), "granted": file_alone(ana, "renewal"), "refused": file(ana)}
    more["begun"], more["unfinished"] = leave_unfinished(ana)
    decide(bruno, more["granted"], "As condições estão preenchidas.")
    refuse(ana, bruno, more["refused"], "Falta a prova do alojamento.")
    ask(ana, known["asked"], "Posso viajar enquanto espero?")
    ana.open(f"/cases/{known['open']}/escalate").press("Make the dossier of my file")
    more["dossier"] = ana.path
    ana.prove("ana").press("Check this address")
    more["channel"] = ana.path
    more["run"] = take_several(bruno, [file(ana)])
    more["pair"] = pair(bruno)
    return more


def first_link(person, start):
    """The address of the first link of the page that leads below `start`."""
    links = [link.get_attribute("href") or "" for link in person.main.get_by_role("link").all()]
    return next(link for link in links if link.startswith(start))
