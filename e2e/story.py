"""The steps of the main story, each as its person does it: the journeys assert, the screens photograph."""
import datetime

FAMILY = [("Bento Exemplo", "1988-05-14", "husband or wife"), ("Clara Exemplo", None, "child under 18, or dependent and unable to care for themselves")]
GUIDE = "/guides/family-reunification"
LISBON = "Lisboa"

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
    ana.press("Continue")
    ana.press("Send the request")
    return ana.path.rsplit("/", 1)[1]


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


def decide(bruno, reference, reasons):
    bruno.open(f"/desk/cases/{reference}")
    bruno.main.get_by_role("radiogroup").get_by_role("radio").first.check()
    bruno.group("Grounds").get_by_role("checkbox").first.check()
    why = bruno.main.get_by_role("radiogroup", name=bruno.say("Why grant although papers are missing?"))
    if why.count():
        why.get_by_role("radio").first.check()
    bruno.field("Reasons, in words the person understands").fill(reasons)
    bruno.main.get_by_role("button", name=bruno.say("Decide"), exact=True).click()


def propose(bruno, reference, reasons):
    """Sends the draft of a refusal: nothing is decided by it."""
    bruno.open(f"/desk/cases/{reference}")
    bruno.group("Grounds of the draft").get_by_role("checkbox").first.check()
    bruno.field("Reasons of the draft").fill(reasons)
    bruno.press("Send the draft")


def complain(visitor, text):
    """Files a complaint without signing in; answers its reference and secret code."""
    visitor.open("/complaints/new")
    visitor.field("What happened, when and where? Who was there?").fill(text)
    visitor.press("Hand in the complaint")
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
    known["letter"] = first_link(ana.open(f"/cases/{known['decided']}"), "/letters/")
    known["message"] = first_link(ana.open("/messages"), "/messages/")
    visitor = who(None)
    complain(visitor, "Um senhorio disse-me ao telefone que não arrenda a estrangeiros.")
    known["complaint"] = first_link(who("ines").open("/complaints"), "/complaints/")
    known["place"] = first_link(visitor.open("/help?need=family-reunification&near=Almada"), "/places/")
    known["measure"] = first_link(visitor.open("/plan"), "/plan/measures/")
    known["report"] = first_link(visitor.open("/reports"), "/reports/").rsplit("/", 1)[1]
    return known


def first_link(person, start):
    """The address of the first link of the page that leads below `start`."""
    links = [link.get_attribute("href") or "" for link in person.main.get_by_role("link").all()]
    return next(link for link in links if link.startswith(start))
