"""What happens at the desk moves the figures, in steps that protect the people counted: the analyst's at once, the public's
when they are published, and with them the measure of the plan that is bound to them."""
import re

import story

PENDING = "/figures/cases.pending.family-reunification"
DECIDED = "/figures/cases.decided.family-reunification"
# Published numbers are rounded to this.
BASE = 5


def number(person, path):
    answer = person.page.request.get(path, headers={"Accept": "application/json"}).json()
    return answer["figures"][0]["value"]


def live(graca, path):
    """The number now, which the page says is not published."""
    graca.open(path)
    label = re.escape(graca.say("live, not published"))
    return int(re.search(label + r"\s+(\d+)", graca.main.inner_text(), re.I)[1])


def test_pending_goes_up_with_new_files_and_decided_with_decisions(someone, url):
    visitor, graca, ana, bruno = someone(), someone("graca"), someone("ana"), someone("bruno")
    url.run("figures", "snapshot")
    before = number(visitor, PENDING)
    assert live(graca, PENDING) == before
    files = [story.file(ana) for _ in range(BASE)]
    assert live(graca, PENDING) == before + BASE
    assert number(visitor, PENDING) == before, "the public's number moves when it is published"
    url.run("figures", "snapshot")
    assert number(visitor, PENDING) == before + BASE
    visitor.open("/plan")
    measure = visitor.main.locator("section", has=visitor.page.locator(f'a[href="{PENDING}"]'))
    assert str(before + BASE) in measure.first.inner_text(), "the measure that is bound to the figure shows it"
    before = number(visitor, DECIDED)
    for reference in files:
        story.decide(bruno, reference, "Tudo está provado.")
    url.run("figures", "snapshot")
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
    assert re.match(r"figure,day,value,status,published,demo\ncases\.pending", history)
