"""A request that staff hear: one press writes it down, and who asks is noted afterwards."""

RECORD = "Registar um pedido de proteção"
LISBON = "Lisboa"


def hear(bruno):
    """Writes down with one press that somebody asked for protection; answers the path of it."""
    bruno.open("/desk")
    bruno.press(RECORD)
    return bruno.path


def register(bruno, name, birth, alone=None):
    """Notes who asks, on the page of what was heard; answers the reference of the case that it became."""
    bruno.field("Name, as the person says it").fill(name)
    bruno.field("Date of birth").fill(birth)
    bruno.field("Municipality where the person is").select_option(label=LISBON)
    if alone:
        bruno.main.get_by_role("radiogroup").get_by_label(bruno.say(alone), exact=True).check()
    bruno.press("Note who asks")
    bruno.sees("It is a case now, and counts from when it was heard.")
    links = [link.get_attribute("href") or "" for link in bruno.main.get_by_role("link").all()]
    return next(link for link in links if link.startswith("/desk/cases/")).rsplit("/", 1)[1]


def played(bruno):
    """One of which nobody noted who asks, and one that became a case: the names that stand in the paths of pages.json."""
    known = {"heard": hear(bruno), "registered": hear(bruno)}
    return known | {"protection": register(bruno, "Yara Exemplo", "1991-07-01")}
