"""On a phone: a municipality finds its page, reads what it has and lacks; the coordinator keeps its agreement and plan."""
import eyes

PLAN = """code,area,title,responsible,from,until,state,source
3.1,Emprego,Feira de emprego,Município,2026-01-01,2027-12-31,planned,Plano municipal
"""
TOWN = "What {place} has, and what is far from it"
BAD = PLAN.replace("planned", "nearly")


def phone(person):
    person.page.set_viewport_size(eyes.PHONE)
    return person


def test_a_municipality_sees_its_page(someone, see):
    visitor = phone(someone(language="en"))
    visitor.open("/help?near=Castelo+Branco&lang=en")
    visitor.main.get_by_role("link", name=visitor.say(TOWN, place="Castelo Branco")).click()
    assert visitor.path == "/municipalities/0502"
    visitor.reads("52,272")
    visitor.reads("CLAIM Castelo Branco")
    visitor.reads("Local centres here noted about")
    visitor.main.get_by_text(visitor.say("Show each need")).click()
    visitor.reads("km away")
    see(visitor)


def test_the_list_is_searched_sorted_and_taken_along(someone, see):
    visitor = phone(someone(language="en"))
    visitor.open("/municipalities?lang=en")
    see(visitor)
    visitor.field("Municipality or district").fill("braganca")
    visitor.press("Search")
    visitor.reads("Bragança")
    visitor.follow("Unmet needs")
    assert "sort=unmet" in visitor.page.url and "q=braganca" in visitor.page.url
    with visitor.page.expect_download() as kept:
        visitor.main.get_by_role("link", name="Download as CSV").click()
    assert kept.value.suggested_filename == "municipalities.csv"


def test_the_coordinator_keeps_the_agreement_and_the_plan(someone, look):
    eva, filipe = phone(someone("eva")), someone("filipe")
    eva.open("/delegations")
    eva.sees("Agreements that end soon")
    look(eva)
    assert filipe.status("/delegations") == 403
    eva.field("Municipality").last.select_option(label="Serpa")
    eva.field("Competence").last.select_option(label=eva.say("Inform and accompany"))
    eva.field("Times for visitors in a week").last.fill("20")
    eva.field("Staff").last.fill("1")
    eva.field("From").last.fill("2026-12-01")
    eva.field("Until").last.fill("2026-11-01")
    eva.field("Agreement").last.fill("Protocolo 12/2026")
    eva.press("Keep the agreement")
    eva.sees("The last day is before the first one.")
    eva.field("Until").last.fill("2028-11-30")
    eva.press("Keep the agreement")
    eva.follow("Serpa")
    eva.reads("Protocolo 12/2026")
    eva.follow("Bring its plan in")
    look(eva)
    for text, words in [(BAD, "Nothing was brought in."), (PLAN, None)]:
        eva.page.get_by_label(eva.say("CSV file")).set_input_files(
            files=[{"name": "plano.csv", "mimeType": "text/csv", "buffer": text.encode()}])
        eva.press("Bring the plan in")
        if words:
            eva.sees(words)
            eva.reads("nearly")
            look(eva)
    eva.reads("Feira de emprego")
    look(eva)
    visitor = phone(someone())
    visitor.open(eva.path).reads("Feira de emprego")
