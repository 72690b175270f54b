"""A mediator draws a path up with a family of four needs; each body sees its step alone; the person sees the whole, and ends it."""
import datetime
import re

import eyes

ANA = "Ana Oliveira"
DUE = (datetime.date.today() + datetime.timedelta(days=90)).isoformat()
GIP, SCHOOL, HOUSING, VICTIMS = "102", "105", "121", "124"
NEEDS = [
    ("language", SCHOOL, ANA, "Quer falar no trabalho", "Entrar num curso de A2 à noite"),
    ("employment", GIP, "Zeca Oliveira", "Perdeu o emprego", "Entrevista e plano de procura"),
    ("housing", HOUSING, ANA, "A renda subiu", "Pedido de apoio à renda"),
    ("victims", VICTIMS, ANA, "Uma situação em casa", "Conversa reservada no gabinete"),
]


def draw(duarte):
    """The path with nobody's agreement yet; answers its address and the code for its person."""
    duarte.open("/desk/paths")
    duarte.follow("Draw up a path")
    duarte.field("Name of the person").fill(ANA)
    duarte.field("How to reach them").fill("912 000 000")
    duarte.field("Who else it is for").fill("Zeca Oliveira\nLia Oliveira")
    duarte.press("Keep and add steps")
    for need in NEEDS:
        add(duarte, *need)
    return duarte.path, duarte.main.locator(".code").first.inner_text()


def add(duarte, kind, body, whom, need, words):
    duarte.main.locator("select[name=kind]").select_option(kind)
    duarte.main.locator("select[name=body]").select_option(body)
    duarte.main.locator("select[name=whom]").select_option(whom)
    duarte.main.locator("input[name=need]").fill(need)
    duarte.main.locator("textarea[name=words]").fill(words)
    duarte.main.locator("input[name=due]").fill(DUE)
    duarte.press("Add the step")
    # What is discreet lies shut until somebody opens it.
    assert words in duarte.main.text_content()


def step_of(clerk, name):
    """The body's step for somebody that is due last, opened from its list; answers its address."""
    clerk.open("/steps")
    links = clerk.main.get_by_role("link", name=re.compile(re.escape(name))).all()
    links[-1].click()
    return clerk.path


def join(ana, code):
    """On a phone: the code, the whole, the consent."""
    ana.page.set_viewport_size(eyes.PHONE)
    ana.open("/paths")
    ana.field("Code of the path").fill(code)
    ana.press("Take it into my account")
    for _, _, _, need, words in NEEDS[:3]:
        ana.reads(need)
        ana.reads(words)
    ana.main.locator("summary").filter(has_text=ana.say("More")).click()
    ana.reads(NEEDS[3][4])


def test_each_body_sees_its_step_and_the_person_ends_it_on_a_phone(someone, look):
    duarte, ana, teresa, paulo = (someone(name) for name in ("duarte", "ana", "teresa", "paulo"))
    desk, code = draw(duarte)
    look(duarte)
    paulo.open("/steps").sees_not("Entrevista e plano de procura")
    paulo.sees_not("Zeca Oliveira")
    join(ana, code)
    look(ana)
    path = ana.path
    ana.press("I agree")
    ana.sees("agreed")

    course = step_of(teresa, ANA)
    teresa.reads("Quer falar no trabalho")
    look(teresa)
    job = step_of(paulo, "Zeca Oliveira")
    paulo.reads("Perdeu o emprego")
    paulo.reads(f"{ANA}: 912 000 000")
    look(paulo)
    for clerk, own in ((teresa, 0), (paulo, 1)):
        for number, (_, _, _, need, words) in enumerate(NEEDS):
            if number != own:
                clerk.sees_not(need)
                clerk.sees_not(words)
        assert clerk.status(path) == 403
        assert clerk.status(desk) == 403
    assert teresa.status(job) == paulo.status(course) == 404

    paulo.open(job)
    paulo.field("What happened, and why").fill("Foi à entrevista; começa a 1 do mês que vem.")
    paulo.main.locator("select[name=outcome]").select_option("reached")
    paulo.press("Keep the note")
    paulo.sees("reached")
    ana.open(path).reads("Foi à entrevista")
    teresa.open(course).sees_not("Foi à entrevista")
    duarte.open(desk)
    duarte.reads("Foi à entrevista")

    ana.page.set_viewport_size(eyes.PHONE)
    ana.open(path).press("End it everywhere")
    ana.sees("This path is ended. Only you still see it.")
    look(ana)
    for who, place in ((teresa, course), (paulo, job), (duarte, desk)):
        assert who.status(place) == 404
    paulo.open("/steps").sees_not("Entrevista e plano de procura")
    ana.press("Delete it for good")
    assert ana.path == "/paths"
    assert ana.status(path) == 404


def test_nobody_else_opens_a_path(someone):
    duarte, rita, bruno = someone("duarte"), someone("rita"), someone("bruno")
    duarte.open("/desk/paths")
    kept = duarte.main.locator("a[href^='/desk/paths/']").first.get_attribute("href")
    assert rita.status(kept.replace("/desk", "")) == 404
    for path in (kept, "/paths", "/steps"):
        assert bruno.status(path) == 403
    rita.open("/paths")
    rita.field("Code of the path").fill("IP-0000-0000-0")
    rita.press("Take it into my account")
    rita.sees("No path has this code. Look at it again, or ask whoever gave it to you.")
