"""What the 14 files of Eurostat are, what their dimensions mean, and the codes of their labels."""

# File: key, topic, table, last update where the file does not tell, titles, definitions, unit.
FILES = {
    "asylum_applicants_total": dict(
        key="eurostat-asylum-applicants", topic="asylum", table="migr_asyappctza", unit="persons",
        title=("Requerentes de asilo, total e nacionais da Ucrânia, 2008-2024", "Asylum applicants, total and citizens of Ukraine, 2008-2024"),
        definition=("Pessoas que pediram proteção internacional durante o ano, no total e as de nacionalidade ucraniana; valores arredondados às unidades de 5.",
                    "Persons who applied for international protection during the year, all citizenships and citizens of Ukraine; rounded to the nearest 5.")),
    "country_population": dict(
        key="eurostat-population", topic="population", table="demo_gind", unit="persons",
        title=("População em 1 de janeiro, 2003-2024", "Population on 1 January, 2003-2024"),
        definition=("População residente em 1 de janeiro, todas as idades e ambos os sexos.", "Usually resident population on 1 January, all ages and both sexes.")),
    "employment_by_citizenship": dict(
        key="eurostat-employment", topic="labour", table="lfsa_egan", unit="thousand persons",
        title=("População empregada dos 15 aos 64 anos, 1995-2024 (milhares)", "Employed persons aged 15 to 64, 1995-2024 (thousands)"),
        definition=("Pessoas empregadas dos 15 aos 64 anos por sexo, todas as nacionalidades, segundo o inquérito ao emprego; em milhares.",
                    "Employed persons aged 15 to 64 by sex, all citizenships, labour force survey; in thousands.")),
    "employment_rates_yearly": dict(
        key="eurostat-employment-rates", topic="labour", table="lfsa_ergan", unit="percent",
        title=("Taxa de emprego por nacionalidade e sexo, 15 a 64 anos, 1995-2024", "Employment rate by citizenship and sex, 15 to 64 years, 1995-2024"),
        definition=("Pessoas empregadas por cada cem pessoas dos 15 aos 64 anos: nacionais, estrangeiros e total, segundo o inquérito ao emprego.",
                    "Employed persons per hundred persons aged 15 to 64: nationals, foreigners and all, labour force survey.")),
    "mean_and_median_income_by_citizenship": dict(
        key="eurostat-median-income", topic="income", table="ilc_di15", unit="EUR",
        title=("Rendimento mediano por grupo de cidadania, 18 anos ou mais", "Median income by group of citizenship, 18 years or over"),
        definition=("Rendimento líquido mediano por adulto equivalente, em euros, por grupo de cidadania: país declarante e países estrangeiros.",
                    "Median equivalised net income in euros by group of citizenship: reporting country and foreign countries.")),
    "migrants_illegally_present": dict(
        key="eurostat-illegally-present", topic="flows", table="migr_eipre", unit="persons",
        title=("Nacionais de países terceiros em situação ilegal, 2014-2023", "Third-country nationals found to be illegally present, 2014-2023"),
        definition=("Nacionais de países terceiros detetados em situação ilegal, por motivo e lugar de deteção; valores arredondados às unidades de 5. A expressão é a do Eurostat.",
                    "Third-country nationals found to be illegally present, by ground and place of apprehension; rounded to the nearest 5. The wording is Eurostat's.")),
    "migration_permits_issued": dict(
        key="eurostat-first-permits", topic="permits", table="tps00170", unit="persons",
        title=("Primeiras autorizações de residência emitidas, 2012-2023", "First residence permits issued, 2012-2023"),
        definition=("Autorizações de residência emitidas durante o ano a nacionais de países terceiros pela primeira vez, todos os motivos, durações e nacionalidades.",
                    "Residence permits issued during the year to third-country nationals for the first time, all reasons, durations and citizenships.")),
    "population_15_64_age_group": dict(
        key="eurostat-population-15-64", topic="population", table="demo_pjanbroad", unit="persons",
        title=("População dos 15 aos 64 anos em 1 de janeiro, 1960-2024", "Population aged 15 to 64 on 1 January, 1960-2024"),
        definition=("População residente dos 15 aos 64 anos em 1 de janeiro, ambos os sexos.", "Usually resident population aged 15 to 64 on 1 January, both sexes.")),
    "population_by_sex_age_labour_status_foreigners": dict(
        key="eurostat-foreigners-labour-status", topic="labour", table="lfsa_pganws", unit="thousand persons",
        title=("Estrangeiros dos 15 aos 64 anos por condição perante o trabalho, 2014-2024 (milhares)", "Foreigners aged 15 to 64 by labour status, 2014-2024 (thousands)"),
        definition=("Cidadãos estrangeiros dos 15 aos 64 anos empregados, desempregados e inativos, por sexo, segundo o inquérito ao emprego; em milhares.",
                    "Foreign citizens aged 15 to 64 employed, unemployed and outside the labour force, by sex, labour force survey; in thousands.")),
    "prisoners_by_citizenship_foreign_to_admission_country": dict(
        key="eurostat-prisoners", topic="justice", table="crim_pris_ctz", unit="per unit dimension",
        title=("Reclusos por nacionalidade, 2013-2022", "Prisoners by citizenship, 2013-2022"),
        definition=("Reclusos nacionais do país declarante, estrangeiros e total: número, e por cem mil habitantes.",
                    "Prisoners who are citizens of the reporting country, foreigners and all: number, and per hundred thousand inhabitants.")),
    "proportion_of_population_by_sex_and_citizenship": dict(
        key="eurostat-population-share-by-citizenship", topic="population", table="demo_poppcctz", unit="percent",
        title=("Homens e mulheres em cada grupo de nacionalidade, 2021-2024", "Men and women in each group of citizenship, 2021-2024"),
        definition=("Parte de homens e de mulheres em cada grupo de nacionalidade, todas as idades, em percentagem do grupo.",
                    "Share of men and of women in each group of citizenship, all ages, in per cent of the group.")),
    "proportion_of_population_by_sex_and_country_of_birth": dict(
        key="eurostat-population-share-by-birth", topic="population", table="demo_poppcctb", unit="percent",
        title=("Homens e mulheres em cada grupo de país de nascimento, 2021-2024", "Men and women in each group of country of birth, 2021-2024"),
        definition=("Parte de homens e de mulheres em cada grupo de país de nascimento, todas as idades, em percentagem do grupo.",
                    "Share of men and of women in each group of country of birth, all ages, in per cent of the group.")),
    "total_fertility_rate": dict(
        key="eurostat-fertility", topic="population", table="tps00199", unit="children per woman",
        title=("Índice sintético de fecundidade, 2012-2023", "Total fertility rate, 2012-2023"),
        definition=("Número médio de filhos que uma mulher teria com as taxas de fecundidade do ano.", "Mean number of children a woman would have at the fertility rates of the year.")),
    "unemployment_by_citizenship": dict(
        key="eurostat-unemployment", topic="labour", table="lfsa_ugan", unit="thousand persons",
        title=("População desempregada dos 15 aos 74 anos por nacionalidade e sexo, 2014-2023 (milhares)", "Unemployed persons aged 15 to 74 by citizenship and sex, 2014-2023 (thousands)"),
        definition=("Pessoas desempregadas dos 15 aos 74 anos por grupo de nacionalidade e sexo, segundo o inquérito ao emprego; em milhares.",
                    "Unemployed persons aged 15 to 74 by group of citizenship and sex, labour force survey; in thousands.")),
}

# Dimension: title, role.
DIMENSIONS = {
    "freq": ("Frequência", "Frequency", "other"), "geo": ("País declarante", "Reporting country", "territory"),
    "citizen": ("Nacionalidade", "Citizenship", "citizenship"),
    "c_birth": ("País de nascimento", "Country of birth", "citizenship"),
    "sex": ("Sexo", "Sex", "sex"), "age": ("Idade", "Age", "age"), "unit": ("Unidade", "Unit", "other"),
    "asyl_app": ("Tipo de requerente", "Applicant type", "other"),
    "indic_de": ("Indicador demográfico", "Demographic indicator", "other"),
    "indic_il": ("Indicador de rendimento", "Income indicator", "other"),
    "reason": ("Motivo", "Reason", "other"), "apprehen": ("Lugar de deteção", "Place of apprehension", "other"),
    "duration": ("Duração", "Duration", "other"),
    "wstatus": ("Condição perante o trabalho", "Labour status", "other"),
}

# Dimension, label of the file: code, Portuguese, whether the code was seen in a file or is Eurostat's or ours.
LABELS = {
    ("freq", "Annual"): ("A", "Anual"), ("sex", "Total"): ("T", "Total"),
    ("sex", "Females"): ("F", "Mulheres"), ("sex", "Males"): ("M", "Homens"),
    ("age", "Total"): ("TOTAL", "Total"), ("age", "From 15 to 64 years"): ("Y15-64", "15 a 64 anos"),
    ("age", "From 15 to 74 years"): ("Y15-74", "15 a 74 anos"), ("age", "18 years or over"): ("Y_GE18", "18 anos ou mais"),
    ("unit", "Person"): ("PER", "Pessoas"), ("unit", "Number"): ("NR", "Número"),
    ("unit", "Percentage"): ("PC", "Percentagem"), ("unit", "Thousand persons"): ("THS_PER", "Milhares de pessoas"),
    ("unit", "Euro"): ("EUR", "Euros"), ("unit", "Per hundred thousand inhabitants"): ("P_HTHAB", "Por cem mil habitantes"),
    ("asyl_app", "Asylum applicant"): ("ASY_APP", "Requerente de asilo"),
    ("indic_de", "Population on 1 January - total"): ("JAN", "População em 1 de janeiro, total"),
    ("indic_de", "Total fertility rate"): ("TOTFERRT", "Índice sintético de fecundidade"),
    ("indic_il", "Median equivalised net income"): ("MED_E", "Rendimento líquido mediano por adulto equivalente"),
    ("duration", "Total"): ("TOTAL", "Total"), ("reason", "Total"): ("TOTAL", "Total"),
    ("reason", "Illegal entry"): ("X_ENTRY", "Entrada ilegal"), ("reason", "Overstay"): ("X_OVERSTAY", "Permanência além do prazo"),
    ("reason", "Other reason"): ("X_OTHER", "Outro motivo"),
    ("reason", "Education reasons"): ("EDUC", "Estudo"), ("reason", "Employment reasons"): ("EMP", "Trabalho"),
    ("reason", "Family reasons"): ("FAM", "Família"), ("reason", "Refugee status"): ("X_REFUGEE", "Estatuto de refugiado"),
    ("reason", "Subsidiary protection status"): ("X_SUBSIDIARY", "Proteção subsidiária"),
    ("apprehen", "Total"): ("TOTAL", "Total"),
    ("apprehen", "Between border crossing points - at land"): ("X_BETWEEN_LAND", "Entre postos de fronteira, em terra"),
    ("apprehen", "Between border crossing points - at sea"): ("X_BETWEEN_SEA", "Entre postos de fronteira, no mar"),
    ("apprehen", "At the border crossing point – at sea, land, air"): ("X_AT_POINT", "No posto de fronteira (mar, terra, ar)"),
    ("apprehen", "In the external border area"): ("X_BORDER_AREA", "Na zona da fronteira externa"),
    ("apprehen", "In the inland area"): ("X_INLAND", "No interior"),
    ("wstatus", "Employed persons"): ("EMP", "Pessoas empregadas"),
    ("wstatus", "Unemployed persons"): ("UNE", "Pessoas desempregadas"),
    ("wstatus", "Persons outside the labour force"): ("INAC", "Pessoas fora da população ativa"),
}
