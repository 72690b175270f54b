"""The police answer a question that was put to them, and can open nothing else."""
import story


def test_jorge_answers_and_can_open_nothing_else(someone, look):
    ana, bruno, jorge = someone("ana"), someone("bruno"), someone("jorge")
    reference = story.file(ana)
    bruno.open(f"/desk/cases/{reference}").press("Put the question")
    jorge.open("/consultations")
    jorge.reads(reference)
    jorge.sees_not("Ana Exemplo")
    look(jorge)
    question = jorge.page.locator("form").filter(has=jorge.page.get_by_role("radiogroup"))
    mine = question.nth([one.strip() for one in jorge.main.get_by_role("heading", level=2).all_inner_texts()]
                        .index(reference))
    mine.get_by_label(jorge.say("No objection"), exact=True).check()
    jorge.press("Send the answer", within=mine)
    jorge.sees_not(reference)
    bruno.open(f"/desk/cases/{reference}")
    bruno.sees("The other body answered")
    for path in ["/desk", f"/desk/cases/{reference}", f"/cases/{reference}", "/cases", "/complaints", "/accounts",
                 "/messages", "/desk/day"]:
        assert jorge.status(path) in (403, 404), path
