"""A visitor finds what a permit costs for a household, and what the sources do not say."""


def test_a_visitor_adds_up_a_fee(someone, look):
    visitor = someone(language="en")
    visitor.open("/guides/residence-permit")
    visitor.follow("Fees: what it costs, and what the sources say")
    look(visitor)
    visitor.field("What do you ask for?").select_option(label="Residence permit (first)")
    visitor.field("Day of the request").fill("2024-01-10")
    visitor.field("People of 18 or more").fill("2")
    visitor.field("People under 18").fill("1")
    visitor.field("Where do you ask?").select_option(label="At the counter")
    visitor.press("Add it up")
    visitor.sees("In all: {amount}", amount="680.31 EUR")
    look(visitor)


def test_where_sources_disagree_no_total_is_made(someone):
    visitor = someone(language="en")
    visitor.open("/fees?what=renewal&day=2026-11-26&adults=1&minors=0&channel=digital")
    visitor.sees("The sources do not say the same, so no total is made.")
    visitor.sees_not("In all:")
