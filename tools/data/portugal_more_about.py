"""What the smaller tables of the agency's reports are."""
from portugal_about import CONTACT, LICENCE

TRANSCRIBED = "; transcribed by Germano-Silva/concurso-pesquisa-prepara-portugal-2025"
MADE = "tools/data/build_portugal_more.py"


def about(key, pt, en, definition_pt, definition_en, topic, unit, source, method, caveats, breaks=()):
    return {"title": {"pt": pt, "en": en}, "definition": {"pt": definition_pt, "en": definition_en}, "topic": topic,
            "dataflow": f"CAIS:{key.upper().replace('-', '_')}(1.0)", "unit": unit, "frequency": "annual", "territories": "Portugal",
            "source": source + TRANSCRIBED, "licence": LICENCE, "vintage": "RMA 2024", "made_by": MADE, "method": method,
            "breaks": list(breaks), "caveats": caveats, "contact": CONTACT}


REPORTS = "SEF, RIFA 2020, 2021, 2022; AIMA, Relatório de Migrações e Asilo 2023, 2024"
BANDS = {"period": "2024", "reason": {"pt": "Outros grupos etários e outra definição da população", "en": "Other age groups, and another definition of the population"},
         "source": "AIMA, RMA 2024"}

AGE_RESIDENTS = about(
    "pt-foreign-residents-by-age", "População estrangeira residente por idade e sexo, 2020-2024", "Foreign residents by age and sex, 2020-2024",
    "Estrangeiros residentes no fim do ano por grupo etário e sexo.", "Foreign residents at the end of the year by age group and sex.",
    "population", "persons", f"{REPORTS}: tables of age", "Thousands marks removed. The total of all ages is the code TOTAL, added up by us.",
    ["2020 is given without sex.", "2024 has other age groups than the years before; groups of different years overlap."], [BANDS])

AGE_GRANTED = about(
    "pt-permits-granted-by-age", "Títulos de residência concedidos por idade e sexo, 2022-2024", "Residence permits granted by age and sex, 2022-2024",
    "Títulos de residência concedidos durante o ano por grupo etário e sexo.", "Residence permits granted during the year by age group and sex.",
    "permits", "permits", "SEF, RIFA 2022; AIMA, Relatório de Migrações e Asilo 2023, 2024: tables of age", "Thousands marks removed. The total of all ages is the code TOTAL, added up by us.",
    ["2020 and 2021 are left out: in the transcription the sexes do not make the total.", "2024 has other age groups than the years before."],
    [{"period": "2024", "reason": {"pt": "Outros grupos etários", "en": "Other age groups"}, "source": "AIMA, RMA 2024"}])

REASON_GRANTED = about(
    "pt-permits-granted-by-reason", "Títulos de residência concedidos por motivo, 2023-2024", "Residence permits granted by reason, 2023-2024",
    "Títulos de residência concedidos durante o ano pelos motivos que o relatório nomeia.", "Residence permits granted during the year for the reasons that the report names.",
    "permits", "permits", "AIMA, Relatório de Migrações e Asilo 2023, 2024: tables of reason", "As published.",
    ["The reasons named make 322,249 of 328,978 permits in 2023 and 199,104 of 218,332 in 2024; the rest is not named."])

REASON_RESIDENTS = about(
    "pt-foreign-residents-by-reason", "População estrangeira residente por motivo do título, 2024", "Foreign residents by reason of their title, 2024",
    "Estrangeiros residentes no fim de 2024 pelos motivos que o relatório nomeia.", "Foreign residents at the end of 2024 by the reasons that the report names.",
    "permits", "persons", "AIMA, Relatório de Migrações e Asilo 2024: table of reason", "As published.",
    ["The reasons named make 1,244,404 of 1,543,697 residents; the rest is not named."])

BASIS = about(
    "pt-permits-granted-by-basis", "Títulos de residência concedidos por base legal, 2020-2023", "Residence permits granted by legal basis, 2020-2023",
    "Títulos de residência concedidos durante o ano pelos despachos mais frequentes: artigo da Lei n.º 23/2007 ou cartão da União Europeia.",
    "Residence permits granted during the year under the most frequent orders: article of Law 23/2007 or card of the European Union.",
    "permits", "permits", "SEF, RIFA 2020, 2021, 2022; AIMA, Relatório de Migrações e Asilo 2023: tables of orders (despachos)", "As published; three spellings of one article made one.",
    ["Each report names its ten or twelve most frequent orders only: an order that is missing in a year may still have been used.",
     "RIFA 2020 to 2022 describe article 89(2) as employed work, RMA 2023 and the law as independent work; the title here is that of RMA 2023.",
     "Article 77 of RIFA and article 77(1) of RMA 2023 are kept apart, as printed."])
BASIS["vintage"] = "RMA 2023"

WORK = ("work", "Atividade profissional", "Work")
REASONS = {
    "acordo cplp": ("cplp", "Acordo CPLP", "CPLP agreement"), "certificado de residência": ("eu-certificate", "Certificado de residência (UE)", "Residence certificate (EU)"),
    "actividade profissional": WORK, "atividade profissional": WORK, "reagrupamento familiar": ("family", "Reagrupamento familiar", "Family reunification"),
    "estudo": ("study", "Estudo", "Study"), "proteção temporária": ("temporary-protection", "Proteção temporária", "Temporary protection"),
}
BASES = {
    "CR-0": ("Certificado de residência de cidadão da UE", "Residence certificate of an EU citizen"),
    "CR-15": ("Cartão de residência de familiar de cidadão da UE, nacional de Estado terceiro", "Residence card of a third-country relative of an EU citizen"),
    "A77": ("Art. 77.º, condições gerais", "Art. 77, general conditions"),
    "A77-1": ("Art. 77.º, n.º 1, condições gerais", "Art. 77(1), general conditions"),
    "A87A": ("Art. 87.º-A, cidadãos da CPLP", "Art. 87-A, citizens of the CPLP"),
    "A88-1": ("Art. 88.º, n.º 1, trabalho subordinado", "Art. 88(1), employed work"),
    "A88-2": ("Art. 88.º, n.º 2, trabalho subordinado, com dispensa de visto de residência", "Art. 88(2), employed work, without a residence visa"),
    "A89-2": ("Art. 89.º, n.º 2, trabalho independente, com dispensa de visto de residência", "Art. 89(2), independent work, without a residence visa"),
    "A91-1": ("Art. 91.º, n.º 1, estudantes do ensino superior", "Art. 91(1), students of higher education"),
    "A91-4": ("Art. 91.º, n.º 4, estudantes do ensino superior, com dispensa de visto de residência", "Art. 91(4), students of higher education, without a residence visa"),
    "A92-3": ("Art. 92.º, n.º 3, estudantes, com dispensa de visto de residência", "Art. 92(3), students, without a residence visa"),
    "A98-1": ("Art. 98.º, n.º 1, reagrupamento familiar, família fora do país", "Art. 98(1), family reunification, family abroad"),
    "A98-2": ("Art. 98.º, n.º 2, reagrupamento familiar, família no país", "Art. 98(2), family reunification, family in the country"),
    "A98-2-ARI": ("Art. 98.º, n.º 2, reagrupamento familiar de titular de ARI", "Art. 98(2), family reunification of an investor"),
    "A122-1-k": ("Art. 122.º, n.º 1, alínea k, com filhos menores em Portugal", "Art. 122(1)(k), with minor children in Portugal"),
}
