"""The keyboard alone: Tab until something has the focus, then type, or press Enter."""

TAB_MAX = 250
CALLED = """() => {
    const one = document.activeElement
    return (one.labels?.[0]?.innerText ?? one.innerText ?? '').trim()
}"""


def until(person, name):
    """Tabs on until what has the focus is called so; `name` as it stands on the page."""
    for _ in range(TAB_MAX):
        person.page.keyboard.press("Tab")
        if person.page.evaluate(CALLED).startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name} on {person.page.url}")


def type_in(person, label, text):
    until(person, label)
    person.page.keyboard.press("Control+A")
    person.page.keyboard.type(text)


def press(person, key):
    (person.page.keyboard.type if key.isdigit() else person.page.keyboard.press)(key)


def enter(person, name, **values):
    """Tabs to a button or link and presses Enter; waits for the page that answers."""
    until(person, person.say(name, **values))
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
