"""What the series of UN DESA and UNHCR are: titles, definitions, sources, caveats."""
from dataset import dimension

GEO = dimension("geo", "País ou território", "Country or area", "territory", "codes/areas.csv")
ORIGIN = dimension("origin", "Origem", "Origin", "citizenship", "codes/areas.csv")
UN = "UN CC BY 3.0 IGO"
DESA = "UN DESA, Population Division, {}; transcribed by guyabel/stepladderChapter (figures restated)"
DESA_CONTACT = "UN DESA, Population Division, https://www.un.org/development/desa/pd/"
UNHCR_CONTACT = "UNHCR, https://www.unhcr.org/refugee-statistics/"
MADE = "tools/data/build_un.py"


def about(title, definition, topic, unit, source, licence, vintage, method, caveats, contact, dimensions, **more):
    return {"title": {"pt": title[0], "en": title[1]}, "definition": {"pt": definition[0], "en": definition[1]},
            "topic": topic, **more, "unit": unit, "frequency": "annual", "source": source, "licence": licence,
            "vintage": vintage, "made_by": MADE, "method": method, "breaks": [], "caveats": caveats,
            "contact": contact, "dimensions": dimensions}


STOCK = about(
    ("População migrante por país de origem e de destino, 1990-2019", "Migrant stock by origin and destination, 1990-2019"),
    ("Migrantes internacionais a meio do ano por país de destino e de origem: nascidos no estrangeiro ou, onde não há esse dado, estrangeiros.",
     "International migrants at mid-year by country of destination and of origin: foreign-born or, where that is not known, foreign citizens."),
    "population", "persons", DESA.format("International Migrant Stock 2019, by origin and destination"), UN, "2019",
    "Cells that concern at least one of the 56 UNECE States. Cells that are nil or blank are left out: the table was cleaned before and no longer tells nil from unknown, so a missing line is neither. Every five years, then 2019.",
    ["Definitions differ: place of birth in most countries, citizenship in some. Estimates, partly interpolated between censuses.",
     "Regions of destination (Caribbean, Melanesia, Micronesia, Polynesia, South America) are marked aggregate and hold countries of the list: never added to them.",
     "Origins that the source does not distribute by country (other North, other South) are not in the table: the sum over origins is less than the total of the country."],
    DESA_CONTACT, [GEO, ORIGIN], dataflow="CAIS:UN_MIGRANT_STOCK(1.0)")

MIGRANTS = about(
    ("Migrantes internacionais por país, 1990-2020", "International migrants by country, 1990-2020"),
    ("Migrantes internacionais a meio do ano: nascidos no estrangeiro ou, onde não há esse dado, estrangeiros.",
     "International migrants at mid-year: foreign-born or, where that is not known, foreign citizens."),
    "population", "persons", DESA.format("International Migrant Stock 2020"), UN, "2020",
    "All countries of the table that have an ISO code. Persons; no value where the source has none.", [], DESA_CONTACT, [GEO],
    dataflow="CAIS:UN_MIGRANTS(1.0)", concept="migrant-stock")

MIGRANT_SHARE = about(
    ("Migrantes internacionais em percentagem da população, 1990-2020", "International migrants as a share of the population, 1990-2020"),
    ("Migrantes internacionais a meio do ano por cada cem residentes.", "International migrants at mid-year per hundred residents."),
    "population", "percent", DESA.format("International Migrant Stock 2020"), UN, "2020",
    "As in the table, rounded to three decimals by us.", [], DESA_CONTACT, [GEO], dataflow="CAIS:UN_MIGRANT_SHARE(1.0)")

EMIGRANTS = about(
    ("Emigrantes por país de origem, 1990-2020", "Emigrants by country of origin, 1990-2020"),
    ("Migrantes internacionais em todo o mundo que têm o país por origem.", "International migrants anywhere whose origin is the country."),
    "population", "persons", DESA.format("International Migrant Stock 2020"), UN, "2020",
    "All countries of the table that have an ISO code. Persons.",
    ["Counted in the countries of destination; by birth or by citizenship as each of them counts."], DESA_CONTACT, [GEO],
    dataflow="CAIS:UN_EMIGRANTS(1.0)")

WPP = about(
    ("Saldo migratório segundo as Nações Unidas, 1950-2023", "Net migration according to the United Nations, 1950-2023"),
    ("Imigrantes menos emigrantes durante o ano, estimativa e projeção demográfica das Nações Unidas.",
     "Immigrants less emigrants during the year, demographic estimate of the United Nations."),
    "flows", "persons", "UN DESA, World Population Prospects 2024; via ThGaskin/Migration_flows (figures restated)", UN, "WPP 2024",
    "The 56 UNECE States, 1950 to 2023; 2024 is left out, because it is a projection. Rounded to thousands by the source.",
    ["Differs from the national offices (net-migration-national) in definition and in revision: for Portugal in 2022 69,000 here and 136,144 there. Neither replaces the other."],
    DESA_CONTACT, [GEO], dataflow="CAIS:NET_MIGRATION_WPP(1.0)", concept="net-migration")

NATIONAL = about(
    ("Saldo migratório segundo os institutos nacionais de estatística, 1990-2023", "Net migration according to the national statistical offices, 1990-2023"),
    ("Imigrantes menos emigrantes durante o ano, como o instituto de cada país os conta (Portugal: INE).",
     "Immigrants less emigrants during the year, as each country's office counts them (Portugal: INE)."),
    "flows", "persons", "National statistical offices (Portugal: INE, indicators 0006200 and 0008269), compiled by ThGaskin/Migration_flows (figures restated)",
    "figures of the offices, restated as facts", "2025",
    "The UNECE States among the thirty countries of the compilation. A value equal to that of WPP 2024 is flagged I: the compiler filled missing years from there and did not mark which.",
    ["Definitions differ by country: Canada is turned from mid-year to calendar years, Ireland counts from April to April, Poland counts registrations only, the United States is a mix of estimates, Czechia, Italy and others as published.",
     "Portugal: INE from 2002; where the values before 2002 come from the compilation does not say; 1990 equals WPP."],
    "each national statistical office", [GEO], dataflow="CAIS:NET_MIGRATION_NATIONAL(1.0)", concept="net-migration")

BILATERAL = about(
    ("Refugiados e requerentes de asilo por origem e país de asilo, 1995-2020", "Refugees and asylum-seekers by origin and country of asylum, 1995-2020"),
    ("Refugiados (incluindo situações semelhantes) e requerentes de asilo com pedido pendente no fim do ano, por país de origem e de asilo.",
     "Refugees (including refugee-like situations) and asylum-seekers with a pending claim at the end of the year, by country of origin and of asylum."),
    "asylum", "persons", "UNHCR, Refugee Data Finder; transcribed by guyabel/stepladderChapter (figures restated)", "CC BY 4.0 (UNHCR)", "2020",
    "Pairs in which at least one country is one of the 56 UNECE States (all others are left out to keep the file small). Nil and missing are left out: the table holds a pair as soon as one of the two groups is there. No value of 1 to 4 occurs: see the notes.",
    ["Small numbers are protected by the source: values of 5 are far too many and none is smaller, so 5 may stand for 1 to 5, and for asylum-seekers 10 for 6 to 10. The rows say so in their note.",
     "2019 is not in the table. Asylum-seekers begin in 2000.",
     "Origin UNK: the table gives none. XXA is the stateless, TIB Tibet, as the source codes them."],
    UNHCR_CONTACT, [GEO, ORIGIN], dataflow="CAIS:UNHCR_BILATERAL(1.0)")

STAR = ("The source repository replaced the confidential * (1 to 4 persons, data of 2018) by 3. A value 3 is flagged I, with a note; sums over origins may hold such a 3 without showing it. "
        "In 2017 and 2018 no total below 4 occurs; before that 3 is no more frequent than its neighbours, so most of these values are real.")

ARRIVED = about(
    ("Pessoas deslocadas por país de acolhimento, 1951-2018", "Displaced persons by hosting country, 1951-2018"),
    ("Pessoas sob mandato do ACNUR no fim do ano, por país de acolhimento e grupo.", "Persons of concern to UNHCR at the end of the year, by hosting country and group."),
    "asylum", "persons", "UNHCR Population Statistics, via open-numbers/ddf--unhcr--population_statistics", "CC BY 4.0 (UNHCR)", "2018",
    "The 56 UNECE States.", [STAR], UNHCR_CONTACT, [GEO], dataflow="CAIS:UNHCR_HOSTED(1.0)")

LEFT = about(
    ("Pessoas deslocadas por país de origem, 1951-2018", "Displaced persons by country of origin, 1951-2018"),
    ("Pessoas sob mandato do ACNUR no fim do ano, por país de origem e grupo.", "Persons of concern to UNHCR at the end of the year, by country of origin and group."),
    "asylum", "persons", "UNHCR Population Statistics, via open-numbers/ddf--unhcr--population_statistics", "CC BY 4.0 (UNHCR)", "2018",
    "The 56 UNECE States.", [STAR], UNHCR_CONTACT, [GEO], dataflow="CAIS:UNHCR_ORIGIN(1.0)")
