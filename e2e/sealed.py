"""What journeys through sealed rooms share: a form is answered by the names of its policy file, and what is done by its title."""


def fill(person, name, value, within=None):
    """Answers one question where it is asked on this page."""
    part = within or person.main
    chosen = part.locator(f'input[type="radio"][name="{name}"][value="{value}"]')
    if chosen.count():
        return chosen.check()
    listed = part.locator(f'select[name="{name}"]')
    if listed.count():
        return listed.select_option(value)
    typed = part.locator(f'input[name="{name}"]:not([type="radio"], [type="hidden"]), textarea[name="{name}"]')
    if typed.count():
        typed.first.fill(value)


def hand_in(person, path, answers, look=lambda person: None):
    """Section after section to the end; answers reference and code."""
    person.open(path)
    while person.main.get_by_role("button", name=person.say("Go on"), exact=True).count():
        for name, value in answers.items():
            fill(person, name, value)
        look(person)
        person.press("Go on")
    look(person)
    person.press("Hand it in")
    codes = person.main.get_by_role("definition").all_inner_texts()
    return codes[0].strip(), codes[1].strip()


def stands(person, path, keepsakes):
    """Where it stands, with reference and code."""
    person.open(f"/{path}/status")
    person.field("Reference").fill(keepsakes[0])
    person.field("Your secret code").fill(keepsakes[1])
    person.press("Ask")


def do(person, title, **answers):
    """Does one act: its title and the names of its answers are those of the policy."""
    part = person.main.locator("details", has=person.page.locator(f'summary:text-is("{title}")'))
    part.locator("summary").first.click()
    for name, value in answers.items():
        fill(person, name, value, part)
    part.get_by_role("button", name=title, exact=True).click()
    person.page.wait_for_load_state()


def first(person, path):
    """Opens the case that stands first in the list of a room; answers its path."""
    person.open(path)
    place = path.partition("?")[0] + "/"
    links = [link.get_attribute("href") or "" for link in person.main.get_by_role("link").all()]
    case = next(link for link in links if link.startswith(place) and link[len(place):].isdigit())
    person.open(case)
    return case
