"""A person without a permit sees which care they have, and prints a note for the health centre in two languages."""


def test_a_person_prints_the_note_for_the_health_centre(someone, see, visit):
    person = someone(language="en")
    person.open("/health?lang=en")
    see(person)
    person.open("/health/note?lang=en&situation=no-permit&isMinor=no&residence=over-90-days")
    see(person)
    for words in ["Cuidados urgentes e vitais", "Urgent and vital care", "Despacho n.º 25360/2001"]:
        person.reads(words)
    assert person.main.locator('section[lang="pt"]').count() == 1
    address = person.main.get_by_role("link", name=person.say("Open as PDF")).get_attribute("href")
    paper = person.page.request.get(address)
    assert paper.ok and paper.body().startswith(b"%PDF"), paper.status
    person.open("/health/coverage")
    see(person)
    person.reads("600,000")


def test_the_questions_lead_to_the_note(someone):
    person = someone()
    person.open("/check/health-access?situation=permit&isMinor=no&residence=under-90-days")
    person.follow("Note for the health centre")
    assert person.path == "/health/note", person.page.url
