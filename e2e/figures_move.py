"""What happens at the desk moves the figures, in steps that protect the people counted."""
import re

import story

PENDING = "/figures/cases.pending.family-reunification"
DECIDED = "/figures/cases.decided.family-reunification"
# Published numbers are rounded to this.
BASE = 5


def number(person, path):
    answer = person.page.request.get(path, headers={"Accept": "application/json"}).json()
    return answer["figures"][0]["value"]


def test_pending_goes_up_with_new_files_and_decided_with_decisions(someone):
    visitor, ana, bruno = someone(), someone("ana"), someone("bruno")
    before = number(visitor, PENDING)
    files = [story.file(ana) for _ in range(BASE)]
    assert number(visitor, PENDING) == before + BASE
    before = number(visitor, DECIDED)
    for reference in files:
        story.decide(bruno, reference, "Tudo está provado.")
    assert number(visitor, DECIDED) == before + BASE


def test_a_visitor_reads_what_a_figure_means(someone, look):
    visitor = someone()
    visitor.open("/figures")
    look(visitor)
    visitor.page.goto(PENDING)
    for title in ["Definition", "Source", "Protection of the people counted", "The question behind it"]:
        visitor.sees(title)
    look(visitor)
    history = visitor.page.request.get(PENDING + "/history").text()
    assert re.match(r"figure,day,value,status,published\ncases\.pending", history)
