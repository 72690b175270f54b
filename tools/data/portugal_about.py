"""What the Portuguese series are: titles, definitions, sources, breaks, caveats."""
LICENCE = "public official statistics; transcription MIT"
CONTACT = "AIMA, geral@aima.gov.pt"
NOT_ADDED = "The total of all nationalities is the code TOTAL, added up by us and equal to the published one."
RESIDENTS = {'title': {'pt': 'População estrangeira residente em Portugal, 1980-2023',
           'en': 'Foreign residents in Portugal, 1980-2023'},
 'definition': {'pt': 'Estrangeiros com título de residência válido no fim do ano; de 2001 a 2007 também com '
                      'autorização de permanência, a partir de 2005 também com prorrogação de visto de longa '
                      'duração.',
                'en': 'Foreign nationals with a valid residence title at the end of the year; from 2001 to '
                      '2007 also those with a stay permit (autorização de permanência), from 2005 also those '
                      'with an extended long-stay visa.'},
 'unit': 'persons',
 'frequency': 'annual',
 'parts': [{'key': 'pt-foreign-residents.titles',
            'title': {'pt': 'Títulos de residência', 'en': 'Residence titles'}},
           {'key': 'pt-foreign-residents.stay-permits',
            'title': {'pt': 'Concessão e prorrogação de autorizações de permanência',
                      'en': 'Stay permits granted and extended'}},
           {'key': 'pt-foreign-residents.visa-extensions',
            'title': {'pt': 'Prorrogação de vistos de longa duração', 'en': 'Extended long-stay visas'}}],
 'source': 'AIMA, Relatório de Migrações e Asilo 2023 (before: SEF, RIFA 2020, 2021, 2022), table of '
           'evolution; transcribed by Germano-Silva/concurso-pesquisa-prepara-portugal-2025',
 'licence': 'public official statistics; transcription MIT',
 'retrieved': '2026-11-23',
 'vintage': 'RMA 2023',
 'made_by': 'tools/data/build_portugal.py',
 'method': 'Levels of the newest table (RMA 2023). Thousands marks removed. All four vintages agree on every '
           'total. The growth column of the source is not used: in RMA 2023 it is wrong for 2002 to 2020, '
           "because it divides the total by the previous year's residence titles. An empty cell is no value.",
 'breaks': [{'period': '2001',
             'reason': {'pt': 'Primeiro ano em que contam as autorizações de permanência: 126 901 pessoas',
                        'en': 'First year that counts stay permits: 126,901 persons'},
             'source': 'the table itself: the column begins in 2001'},
            {'period': '2005',
             'until': '2008',
             'reason': {'pt': 'Transição 2005-2008: passam a contar as prorrogações de vistos de longa '
                              'duração e as autorizações de permanência deixam de existir na tabela em 2008',
                        'en': 'Transition 2005-2008: extended long-stay visas are counted from 2005, stay '
                              'permits leave the table in 2008'},
             'source': 'the table itself: one column begins in 2005, another ends in 2007'},
            {'period': '2008',
             'reason': {'pt': 'Fim da transição: as autorizações de permanência já não contam',
                        'en': 'End of the transition: stay permits are no longer counted'},
             'source': 'the table itself: the column ends in 2007'}],
 'caveats': ['RIFA 2021 prints 5,741 extended visas for 2007, the figure of the column beside it; the other '
             'vintages print 28,383, which alone adds up to the total.',
             '2017: 421,711 here; a newspaper gives 421,802 '
             '(https://www.dn.pt/sociedade/estrangeiros-a-residir-em-portugal-quadruplicaram-em-sete-anos-com-15-milhes-em-2024).',
             '2023 was later revised upward, because expressions of interest are attributed to the year they '
             'were filed '
             '(https://theportugalnews.com./news/2025-01-29/more-than-half-of-new-immigrants-arrived-via-expression-of-interest/95201); '
             'the revised value was not found.',
             'The reports RIFA 2020, 2021 and 2022 are kept as vintages of their own: they end in 2019, 2021 '
             'and 2022.'],
 'notIncluded': {'period': '2024',
                 'value': 1543697,
                 'reason': 'Another definition: includes 286,302 pending expressions of interest already '
                           'attended, 61,242 under temporary protection and 7,517 expired CPLP titles '
                           'attended; 1,096,170 had a valid title.',
                 'source': 'https://www.dn.pt/sociedade/estrangeiros-a-residir-em-portugal-quadruplicaram-em-sete-anos-com-15-milhes-em-2024; '
                           'https://eco.sapo.pt/2025/10/18/portugal-tem-15-milhoes-de-imigrantes-quem-sao-de-onde-vem-e-onde-estao/'},
 'flags': {'b': 'break in the series: not comparable with the year before'},
 'contact': 'AIMA, geral@aima.gov.pt',
 'topic': 'population',
 'concept': 'foreign-residents',
 'dataflow': 'CAIS:PT_FOREIGN_RESIDENTS(1.0)'}

GROWTH = {
    "title": {"pt": "Variação anual da população estrangeira residente, como publicada e recalculada",
              "en": "Yearly change of the foreign residents, as published and as recomputed"},
    "definition": {
        "pt": "Variação do total em relação ao ano anterior, em percentagem: a coluna do relatório, e a que os totais do mesmo relatório dão.",
        "en": "Change of the total against the year before, in per cent: the report's own column, and what the totals of the same report give."},
    "topic": "population", "dataflow": "CAIS:PT_FOREIGN_RESIDENTS_GROWTH(1.0)",
    "unit": "percent", "frequency": "annual",
    "parts": [
        {"key": "pt-foreign-residents-growth.published",
         "title": {"pt": "Como publicada", "en": "As published"}},
        {"key": "pt-foreign-residents-growth.recomputed",
         "title": {"pt": "Recalculada dos totais publicados", "en": "Recomputed from the published totals"}}],
    "growth": [{"published": "pt-foreign-residents-growth.published",
                "recomputed": "pt-foreign-residents-growth.recomputed"}],
    "source": RESIDENTS["source"], "licence": LICENCE, "made_by": "tools/data/build_portugal.py",
    "method": "Published: the column of the report, percent sign removed. Recomputed: total of the year over total of the year before, rounded to two decimals by us. Where both differ by more than 0.06 the note says what the totals give.",
    "breaks": RESIDENTS["breaks"],
    "caveats": [
        "The column of RMA 2023 is wrong from 2002 on: it divides the total by the previous year's residence titles instead of the previous total (2002: 84.59 instead of 17.84). The columns of RIFA 2020, 2021 and 2022 recompute.",
        "RIFA rounds to one decimal in the newest years."],
    "contact": CONTACT,
}

RESIDENTS_BY = {
    "title": {"pt": "População estrangeira residente por nacionalidade e sexo, 2020-2024",
              "en": "Foreign residents by nationality and sex, 2020-2024"},
    "definition": {
        "pt": "Estrangeiros residentes no fim do ano, por nacionalidade e sexo, como cada relatório os publicou.",
        "en": "Foreign residents at the end of the year by nationality and sex, as each report published them."},
    "topic": "population", "dataflow": "CAIS:PT_FOREIGN_RESIDENTS_BY_NATIONALITY(1.0)",
    "concept": "foreign-residents", "unit": "persons", "frequency": "annual", "territories": "Portugal",
    "source": "SEF, RIFA 2020, 2021, 2022; AIMA, Relatório de Migrações e Asilo 2023, 2024: tables of foreign residents by nationality; transcribed by Germano-Silva/concurso-pesquisa-prepara-portugal-2025",
    "licence": LICENCE, "vintage": "RMA 2024", "made_by": "tools/data/build_portugal.py",
    "method": "One report per year. Thousands marks removed; the sign - is the result nil. " + NOT_ADDED,
    "breaks": [{"period": "2024",
                "reason": {"pt": "Outra definição: 1 543 697 inclui manifestações de interesse atendidas e ainda não decididas, proteção temporária e títulos CPLP caducados atendidos",
                           "en": "Another definition: 1,543,697 includes expressions of interest attended and not yet decided, temporary protection and expired CPLP titles attended"},
                "source": "https://eco.sapo.pt/2025/10/18/portugal-tem-15-milhoes-de-imigrantes-quem-sao-de-onde-vem-e-onde-estao/"}],
    "caveats": [
        "Nationalities with no resident are left out by some reports and given as nil by others: a missing line is not zero.",
        "British subjects (GBS) stand beside the United Kingdom; former States (CSK, SUN, YUG) are what the report prints."],
    "contact": CONTACT,
}

GRANTED = {
    "title": {"pt": "Títulos de residência concedidos por nacionalidade e sexo, 2020-2024",
              "en": "Residence permits granted by nationality and sex, 2020-2024"},
    "definition": {
        "pt": "Títulos de residência concedidos durante o ano, por nacionalidade e sexo.",
        "en": "Residence permits granted during the year by nationality and sex."},
    "topic": "permits", "dataflow": "CAIS:PT_PERMITS_GRANTED_BY_NATIONALITY(1.0)",
    "unit": "permits", "frequency": "annual", "territories": "Portugal",
    "source": "SEF, RIFA 2020, 2021, 2022; AIMA, Relatório de Migrações e Asilo 2023, 2024: tables of permits granted by nationality; transcribed by Germano-Silva/concurso-pesquisa-prepara-portugal-2025",
    "licence": LICENCE, "vintage": "RMA 2024", "made_by": "tools/data/build_portugal.py",
    "method": "One report per year. Thousands marks removed; the sign - is the result nil. The total of all nationalities is the code TOTAL, added up by us.",
    "breaks": [{"period": "2023",
                "reason": {"pt": "Primeiro ano do título ao abrigo do Acordo de Mobilidade da CPLP (149 174 concessões)",
                           "en": "First year of the permit under the CPLP mobility agreement (149,174 grants)"},
                "source": "AIMA, RMA 2023, table of permits granted by reason"}],
    "caveats": ["Permits by age of RIFA 2020 and 2021 are not carried over: in the transcription men and women do not add up to the total."],
    "contact": CONTACT,
}

TOTAL_GRANTED = {
    "title": {"pt": "Títulos de residência concedidos, 2017-2024", "en": "Residence permits granted, 2017-2024"},
    "definition": {"pt": "Títulos de residência concedidos durante o ano.",
                   "en": "Residence permits granted during the year."},
    "topic": "permits", "dataflow": "CAIS:PT_PERMITS_GRANTED_TOTAL(1.0)",
    "unit": "permits", "frequency": "annual", "territories": "Portugal",
    "source": "AIMA, Relatório de Migrações e Asilo 2024, table of evolution; transcribed by Germano-Silva/concurso-pesquisa-prepara-portugal-2025",
    "licence": LICENCE, "vintage": "RMA 2024", "made_by": "tools/data/build_portugal.py",
    "method": "As published. The column of change is left out: it recomputes.",
    "breaks": GRANTED["breaks"], "caveats": [], "contact": CONTACT,
}
