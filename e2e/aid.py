"""The quiet door of the help room, as whoever tells of trouble at work walks through it: labels are those of its policy file."""


def tell(visitor, employer, words):
    """Tells of unpaid wages without a name, with a yes to the labour authority; answers reference and code."""
    visitor.open("/talks/new")
    visitor.main.get_by_role("radiogroup", name="Isto aconteceu a quem?").get_by_label("A mim", exact=True).check()
    on(visitor)
    visitor.main.get_by_role("radiogroup", name="Salário em falta ou com descontos").get_by_label("Sim", exact=True).check()
    visitor.main.get_by_label("Conte por palavras suas").fill(words)
    on(visitor)
    visitor.main.get_by_label("Nome do patrão ou da empresa").fill(employer)
    on(visitor)
    visitor.main.get_by_role("radiogroup", name="À Autoridade para as Condições do Trabalho (ACT)?").get_by_label("Sim", exact=True).check()
    on(visitor)
    visitor.press("Hand it in")
    codes = visitor.main.get_by_role("definition").all_inner_texts()
    return codes[0].strip(), codes[1].strip()


def on(visitor):
    visitor.press("Go on")


def follow(visitor, reference, code):
    visitor.open("/talks/status")
    visitor.field("Reference").fill(reference)
    visitor.field("Your secret code").fill(code)
    visitor.press("Ask")
