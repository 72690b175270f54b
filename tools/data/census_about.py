"""What the national tables of the census are: columns in the order of the table, with their codes."""

ABOUT = {
    "unit": "persons", "frequency": "irregular", "territories": "Portugal",
    "source": "INE, Recenseamento da População e da Habitação 2021, table {}, via Germano-Silva/concurso-pesquisa-prepara-portugal-2025",
    "licence": "CC BY 4.0 (INE)", "vintage": "Censos 2021", "made_by": "tools/data/build_census_tables.py",
    "method": "CP1252 read as such, spaces between thousands removed. Percentages and means of the table are left out: they follow from the counts. All nationalities are the code TOTAL, all foreign ones FOREIGN.",
    "breaks": [],
    "caveats": ["Census, not permits: 542,165 foreign nationals in 2021 here, 698,887 holders of a title in the administrative count.",
                "Only the 15 largest foreign nationalities and the stateless are named.",
                "Counts of one nationality differ by a few persons between tables of INE (Angola: 31,556 and 31,553), and in two tables the nationalities make a few persons more or less than the total (Q1.1 in 2011: 20; Q2.1: 2)."],
    "contact": "INE, https://www.ine.pt",
}
ALL = ("T", "Total", "Total", "", True)
SEX = [ALL, ("M", "Homens", "Men", "T"), ("F", "Mulheres", "Women", "T")]

TABLES = {
    "Q1.1": dict(
        key="nationality-by-sex", topic="census", dimension=("sex", "Sexo", "Sex", "sex"), years={2021: SEX, 2011: SEX},
        title=("população residente por nacionalidade e sexo, 2011 e 2021", "residents by nationality and sex, 2011 and 2021"),
        definition=("População residente por nacionalidade e sexo nos censos de 2011 e 2021.", "Residents by nationality and sex in the censuses of 2011 and 2021.")),
    "Q1.3": dict(
        key="age", topic="census", dimension=("age", "Idade", "Age", "age"),
        codes=[("TOTAL", "Total", "Total", "", True), ("Y0-14", "0 a 14 anos", "0 to 14 years", "TOTAL"), ("Y15-24", "15 a 24 anos", "15 to 24 years", "TOTAL"),
               ("Y25-64", "25 a 64 anos", "25 to 64 years", "TOTAL"), ("Y_GE65", "65 anos ou mais", "65 years or over", "TOTAL")],
        title=("população residente por nacionalidade e idade", "residents by nationality and age"),
        definition=("População residente em 2021 por nacionalidade e grupo etário.", "Residents in 2021 by nationality and age group.")),
    "Q2.1": dict(
        key="education", topic="education", dimension=("education", "Nível de ensino completo", "Level of education completed", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("NONE", "Nenhum", "None", "TOTAL"), ("BASIC", "Ensino básico", "Basic education", "TOTAL", True),
               ("BASIC1", "Ensino básico, 1.º ciclo", "Basic education, first cycle", "BASIC"), ("BASIC2", "Ensino básico, 2.º ciclo", "Basic education, second cycle", "BASIC"),
               ("BASIC3", "Ensino básico, 3.º ciclo", "Basic education, third cycle", "BASIC"),
               ("SECONDARY", "Ensino secundário e pós-secundário", "Secondary and post-secondary", "TOTAL"), ("HIGHER", "Ensino superior", "Higher education", "TOTAL")],
        title=("nível de ensino completo por nacionalidade, 15 a 64 anos", "level of education completed by nationality, 15 to 64 years"),
        definition=("População residente dos 15 aos 64 anos em 2021, por nacionalidade e nível de ensino completo.", "Residents aged 15 to 64 in 2021, by nationality and level of education completed.")),
    "Q2.2": dict(
        key="livelihood", topic="income", dimension=("livelihood", "Principal meio de vida", "Main source of livelihood", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("WORK", "Trabalho", "Work", "TOTAL"), ("PENSION", "Reforma ou pensão", "Pension", "TOTAL"),
               ("UNEMPLOYMENT", "Subsídio de desemprego", "Unemployment benefit", "TOTAL"), ("OTHER_BENEFITS", "Outros subsídios temporários", "Other temporary benefits", "TOTAL"),
               ("PROPERTY", "Rendimento de propriedade ou de empresa", "Income from property or business", "TOTAL"), ("FAMILY", "A cargo da família", "Supported by the family", "TOTAL"), ("OTHER", "Outro", "Other", "TOTAL")],
        title=("principal meio de vida por nacionalidade, 15 anos ou mais", "main source of livelihood by nationality, 15 years or over"),
        definition=("População residente com 15 ou mais anos em 2021, por nacionalidade e principal meio de vida.", "Residents aged 15 or over in 2021, by nationality and main source of livelihood.")),
    "Q3.1": dict(
        key="activity", topic="labour", dimension=("activity", "Condição perante a atividade económica", "Activity status", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("ACTIVE", "Ativa", "Active", "TOTAL", True), ("EMPLOYED", "Empregada", "Employed", "ACTIVE"), ("UNEMPLOYED", "Desempregada", "Unemployed", "ACTIVE"),
               ("INACTIVE", "Inativa", "Inactive", "TOTAL", True), ("UNDER15", "Menos de 15 anos", "Under 15 years", "INACTIVE"), ("STUDENT", "Estudantes", "Students", "INACTIVE"),
               ("HOME", "Domésticos", "Home makers", "INACTIVE"), ("RETIRED", "Reformados", "Retired", "INACTIVE"), ("UNABLE", "Incapacitados para o trabalho", "Unable to work", "INACTIVE"), ("OTHER", "Outra situação", "Other", "INACTIVE")],
        title=("condição perante a atividade económica por nacionalidade", "activity status by nationality"),
        definition=("População residente em 2021 por nacionalidade e condição perante a atividade económica.", "Residents in 2021 by nationality and activity status.")),
    "Q3.2": dict(
        key="occupation", topic="labour", dimension=("occupation", "Profissão (grande grupo)", "Occupation (major group)", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("OC0", "Forças Armadas", "Armed forces", "TOTAL"), ("OC1", "Dirigentes e gestores executivos", "Managers", "TOTAL"),
               ("OC2", "Especialistas intelectuais e científicos", "Professionals", "TOTAL"), ("OC3", "Técnicos de nível intermédio", "Technicians and associate professionals", "TOTAL"),
               ("OC4", "Pessoal administrativo", "Clerical support workers", "TOTAL"), ("OC5", "Serviços pessoais, proteção, segurança e vendas", "Service and sales workers", "TOTAL"),
               ("OC6", "Trabalhadores qualificados da agricultura, pesca e floresta", "Skilled agricultural, forestry and fishery workers", "TOTAL"),
               ("OC7", "Trabalhadores qualificados da indústria e construção", "Craft and related trades workers", "TOTAL"),
               ("OC8", "Operadores de máquinas e montagem", "Plant and machine operators and assemblers", "TOTAL"), ("OC9", "Trabalhadores não qualificados", "Elementary occupations", "TOTAL")],
        title=("população empregada por nacionalidade e profissão", "employed residents by nationality and occupation"),
        definition=("População residente empregada em 2021 por nacionalidade e grande grupo de profissão.", "Employed residents in 2021 by nationality and major group of occupation.")),
    "Q3.4": dict(
        key="job-status", topic="labour", dimension=("status", "Situação na profissão", "Status in employment", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("EMPLOYER", "Empregador", "Employer", "TOTAL"), ("OWN", "Trabalhador por conta própria", "Own-account worker", "TOTAL"),
               ("EMPLOYEE", "Trabalhador por conta de outrem", "Employee", "TOTAL"), ("OTHER", "Outra situação", "Other", "TOTAL")],
        title=("população empregada por nacionalidade e situação na profissão", "employed residents by nationality and status in employment"),
        definition=("População residente empregada em 2021 por nacionalidade e situação na profissão.", "Employed residents in 2021 by nationality and status in employment.")),
    "Q5.1": dict(
        key="tenure", topic="census", dimension=("tenure", "Regime de propriedade do alojamento", "Tenure of the dwelling", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("OWNED", "Propriedade ou copropriedade", "Owned", "TOTAL"), ("RENTED", "Arrendamento ou subarrendamento", "Rented", "TOTAL"), ("OTHER", "Outra situação", "Other", "TOTAL")],
        title=("regime de propriedade do alojamento por nacionalidade", "tenure of the dwelling by nationality"),
        definition=("População residente em alojamentos familiares clássicos em 2021, por nacionalidade e regime de propriedade.", "Residents in conventional dwellings in 2021, by nationality and tenure.")),
    "Q5.2": dict(
        key="crowding", topic="census", dimension=("crowding", "Lotação do alojamento", "Crowding of the dwelling", "other"),
        codes=[("TOTAL", "Total", "Total", "", True), ("UNDER", "Sublotado", "Under-occupied", "TOTAL"), ("NORMAL", "Lotação normal", "Normal", "TOTAL"), ("OVER", "Sobrelotado", "Overcrowded", "TOTAL")],
        title=("lotação do alojamento por nacionalidade", "crowding of the dwelling by nationality"),
        definition=("População residente em alojamentos familiares clássicos em 2021, por nacionalidade e lotação.", "Residents in conventional dwellings in 2021, by nationality and crowding.")),
}
