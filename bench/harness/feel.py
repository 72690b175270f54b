"""Expressions as rules hold them, in one's own numbers each, for the speed at which FEEL is read."""

import random

NAMES = ["income", "household", "filedOn", "birth", "relation", "members", "amounts", "isRefugee",
         "years of residence"]

# `{a}`, `{b}`: whole numbers; `{m}`, `{d}`: of a date; `{w}`: a word.
FORMS = (
    "income >= {a}.{d} * (1 + 0.5 * (count(members[adult]) - 1) + 0.3 * {b})",
    'if isRefugee then "exempt-{w}" else if household > {b} then "large" else "usual"',
    'filedOn < date("20{m}-{m}-{d}") and relation = "{w}"',
    "years and months duration(birth, filedOn).years >= {b} or years of residence > {a}",
    'amounts[code = "{w}" and validFrom <= filedOn and (validTo = null or validTo >= filedOn)][1].value',
    "some person in members satisfies person.age < {b} and person.income between {a} and {a}{b}",
    "every person in members satisfies person.kind in (\"{w}\", \"child\", \"spouse\")",
    "for person in members return {{name: person.name, share: person.income / {a} * 100}}",
    "sum(for person in members return if person.age >= {b} then person.income else 0)",
    'date and time("2026-{m}-{d}T10:{m}:00@Europe/Lisbon") + duration("P{b}DT{d}H")',
    "(function(rate, base) decimal(rate * base ** {m}, 2))(0.{d}, income)",
    'substring after(string join(["{w}", relation, "{a}"], "-"), "-")',
    "includes([1..{a}], household) and not(household in [{b}..{d}])",
    'contains(lower case("{w} {a}"), relation) and matches(relation, "^[a-z]{{1,{b}}}$")',
    "floor(income / {b}) + modulo({a}, {d}) - abs(-{m}) * round half up(income, {m})",
)
WORDS = ("minor-child", "spouse", "de-facto-partner", "parent", "sibling", "rmmg", "adult-child")


def expressions(seed: int, count: int) -> list[str]:
    chosen = random.Random(seed)
    return [FORMS[place % len(FORMS)].format(
        a=chosen.randrange(100, 5_000), b=chosen.randrange(2, 30), m=chosen.randrange(10, 13),
        d=chosen.randrange(10, 29), w=chosen.choice(WORDS)) for place in range(count)]
