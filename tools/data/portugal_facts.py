"""Dated, sourced facts on Portugal: fact, value, as of, source, note. Press and law texts, restated."""
ANSWER = "Permanent Mission of Portugal, Geneva: Inputs by Portugal to the guiding questions, second regional review of the GCM in the UNECE region (2024)"
PLAN = "https://acm.gov.pt/pt/-/plano-nacional-de-implementacao-do-pacto-global-das-migracoes-pnipgm-; https://mundolusiada.com.br/portugal-aprova-plano-nacional-para-implementar-pacto-global-das-migracoes"
DNOT22 = "https://www.dnoticias.pt/2022/5/20/311796-portugal-vai-rever-plano-nacional-para-aplicar-pacto-global-para-migracoes/"
OSCE = "https://osce.missaoportugal.mne.gov.pt/pt/noticias/declara%C3%A7%C3%A3o-de-portugal-no-conselho-permanente"
AMIGOS = "https://blog.amigosemcoimbra.com/?p=345"
TACL = "https://www.dnoticias.pt/2025/2/7/437323-tribunal-fecha-2024-com-46824-processos-de-imigracao-e-asilo-pendentes/"
TACL133 = "https://www.radiofestival.com.pt/noticia/1944375/mais-de-133-mil-processos-contra-a-aima-entopem-tribunal-de-lisboa"
TPN59 = "http://crm.theportugalnews.com/news/2025-12-19/59000-aima-cases-rejected/933874"
LAW61 = "https://onelegal.pt/pt-pt/author/rui-amendoeira; https://www.rtp.pt/noticias/pais/lei-dos-estrangeiros-o-que-determina-o-diploma-promulgado-por-belem_n1691562"
CPLP = "https://tofadvogados.com/post/autorização-de-residência-cplp"
INDIA = "https://anabruno.pt/index.php/pt/noticias/portugal/679-acordo-entre-a-republica-portuguesa-e-a-republica-da-india"
MOROCCO = "http://www.aecops.pt/index.php?id=56&news=1580&stit=55"
CARD = "https://www.vf-advogados.pt/conhecimento/o-novo-regime-das-autorizacoes-de-residencia-a-cidadaos-da-cplp"

FACTS = [
    ("gcm-plan-in-force", "2019-08-21", "2019-08-21", PLAN, "RCM 141/2019 of 20 August"),
    ("gcm-plan-measures", "97", "2019-08-21", PLAN, ""),
    ("gcm-plan-axes", "5", "2019-08-21", PLAN, ""),
    ("gcm-plan-objectives", "23", "2019-08-21", PLAN, ""),
    ("gcm-plan-ministries", "16", "2022-05-20", DNOT22, ""),
    ("gcm-plan-services", "28", "2022-05-20", DNOT22, ""),
    ("gcm-plan-status", "under review", "2024-03", ANSWER, "the State's answer, early 2024"),
    ("gcm-plan-committee", "yes", "", OSCE, "an inter-ministerial committee reviews and assesses; day not found"),
    ("gcm-champion-country", "yes", "2024-03", ANSWER, ""),
    ("migration-plan-measures", "41", "2024-06-03", "https://rr.sapo.pt/noticia/politica/2024/06/03/migracoes-as-41-medidas-do-plano-do-governo/380975/", "Migration Action Plan, in four axes"),
    ("agency-created", "2023-06-02", "2023-06-02", AMIGOS, "DL 41/2023; AIMA began on 29 and 30 October 2023"),
    ("agency-police-powers", "no", "2023-10-29", AMIGOS, "police powers went to other forces"),
    ("agency-one-stop-shops", "34", "2024-03", ANSWER, ""),
    ("local-centres", "100", "2024-03", ANSWER, "around 100 CLAIM; the press counts 150 to 170, see the series claim-network"),
    ("national-centres", "4", "2020-02-29", "https://acm.gov.pt/ru/-/cnai-centro-nacional-de-apoio-ao-imigrante; https://brasileirosnacovilha.com/2020/02/29/gabinete-movel-do-centro-nacional-de-apoio-a-integracao-de-migrantes-estara-na-covilha-pela-primeira-vez/", "CNAIM Lisboa, Norte, Beja, Algarve"),
    ("competent-courts", "1", "2025-02-07", TACL, "the Lisbon court, because the agency has a single seat there"),
    ("agency-backlog-inherited", "347000", "2023-10-29", AMIGOS, ""),
    ("court-cases-pending", "46824", "2024-12-31", TACL, ""),
    ("court-cases-pending", "133000", "2025-10", TACL133, "more than"),
    ("agency-budget-reinforcement", "74000000", "2026", TACL133, "announced for the budget of 2026"),
    ("mission-revenue", "101000000", "2025-12-19", TPN59, "of the mission structure, July 2024 to December 2025"),
    ("mission-cost", "39000000", "2025-12-19", TPN59, "of the mission structure, July 2024 to December 2025"),
    ("municipal-plans-funded", "14", "2020", "https://www.sg.mai.gov.pt/Noticias/", "call 83/FAMI/2020"),
    ("municipal-plans-funding", "2180000", "2020", "https://www.sg.mai.gov.pt/Noticias/", "call 83/FAMI/2020, 75% of it FAMI"),
    ("local-centre-operations-funded", "27", "2024-08-12", "https://fami2030.gov.pt/2024/08/12/aprovadas-operacoes-para-o-desenvolvimento-de-centros-locais-de-apoio-a-integracao-de-migrantes", "FAMI 2030"),
    ("first-permit-years", "2", "2025", CARD, "renewals 3 years"),
    ("residence-decision-days", "90", "2012", "https://debates.parlamento.pt/catalogo/r3/dar/s2a/12/01/151S1/2012-03-29/65", "art. 82 in the older text that was seen; working days in practice"),
    ("family-reunification-months", "9", "2025-10-23", LAW61, "Law 61/2025; extendable in complex cases; before: 3 months and 3 more"),
    ("family-reunification-wait-years", "2", "2025-10-23", LAW61, "Law 61/2025; none for minors and in other cases, 15 months for some spouses"),
    ("expression-of-interest", "closed", "2024-06-03", "https://ricardogama.com/acoes-judiciais-contra-a-aima-entenda-quando-e-como-recorrer-ao-tribunal-administrativo/; https://theportugalnews.com./news/2025-01-29/more-than-half-of-new-immigrants-arrived-via-expression-of-interest/95201", "DL 37-A/2024; closed to new requests"),
    ("equality-body-independent", "yes", "2024-01-15", ANSWER, "CICDR, Law 3/2024, with Parliament"),
    ("healthcare-regardless-of-status", "yes", "2024-03", ANSWER + "; https://ers.pt/pt/eventos/jornadas/2023/destaques-1/direito-de-acesso-a-cuidados-de-saude-por-cidadaos-estrangeiros/", ""),
    ("qualification-decision-days", "90", "2019-01-01", "https://dre.pt/web/guest/home/-/dre/116068880/details/maximized; https://nunesalves.com/reconhecimento-de-graus-e-diplomas-estrangeiros-em-portugal/", "DL 66/2018, from a complete file"),
    ("qualification-alternative-procedure", "yes", "2019-01-25", "http://www.aenfermagemeasleis.pt/2019/01/25/regula-aspetos-da-tramitacao-procedimental-do-reconhecimento-de-graus-academicos-e-diplomas-atribuidos-por-instituicoes-de-ensino-superior-estrangeiras/", "Portaria 33/2019, for applicants in a humanitarian emergency"),
    ("language-courses-regardless-of-status", "yes", "2020-08-05", "https://aima.gov.pt/pt/a-aima/aprendizagem-da-lingua-portuguesa/cursos-de-portugues-lingua-de-acolhimento-pla/a-quem-se-destinam-os-cursos-de-pla", "Portaria 183/2020, from the age of 16; one of several papers is asked"),
    ("trafficking-reflection-days", "30", "2007", "https://sites.google.com/site/leximigratoria/artigo-111-o-prazo-de-reflexao", "art. 111 of Law 23/2007: 30 to 60 days"),
    ("labour-agreement-india-signed", "2021-09-13", "2021-09-13", INDIA, "in force 27 January 2022"),
    ("labour-agreement-morocco-signed", "2022-01-12", "2022-01-12", MOROCCO, ""),
    ("cplp-mobility-signed", "2021-07-17", "2021-07-17", CPLP, "Luanda; Law 18/2022 added article 87-A"),
]
OTHERS = [  # the same agreements, seen from the other side
    ("IND", "labour-agreement-portugal-signed", "2021-09-13", "2021-09-13", INDIA, "in force 27 January 2022"),
    ("MAR", "labour-agreement-portugal-signed", "2022-01-12", "2022-01-12", MOROCCO, ""),
    *[(c, "cplp-mobility-signed", "2021-07-17", "2021-07-17", CPLP, "")
      for c in ("AGO", "BRA", "CPV", "GNB", "GNQ", "MOZ", "STP", "TLS")],
]

# Fact: topic, kind, unit, Portuguese, English.
DEFINITIONS = {
    "member-unece": ("structure", "yes-no", "", "Membro da UNECE", "Member of the UNECE"),
    "member-eu": ("structure", "yes-no", "", "Membro da União Europeia", "Member of the European Union"),
    "member-efta": ("structure", "yes-no", "", "Membro da EFTA", "Member of EFTA"),
    "member-cplp": ("structure", "yes-no", "", "Membro da CPLP", "Member of the CPLP"),
    "member-schengen": ("structure", "yes-no", "", "Parte do espaço Schengen", "Part of the Schengen area"),
    "gcm-policy-alldomains": ("policy", "score", "1 to 4", "Políticas de migração, todos os domínios (ODS 10.7.2)", "Migration policies, all domains (SDG 10.7.2)"),
    "gcm-policy-domain1": ("policy", "score", "1 to 4", "Direitos dos migrantes (ODS 10.7.2)", "Migrant rights (SDG 10.7.2)"),
    "gcm-policy-domain2": ("policy", "score", "1 to 4", "Políticas de todo o governo e baseadas em dados (ODS 10.7.2)", "Whole-of-government and evidence-based policies (SDG 10.7.2)"),
    "gcm-policy-domain3": ("policy", "score", "1 to 4", "Cooperação e parcerias (ODS 10.7.2)", "Cooperation and partnerships (SDG 10.7.2)"),
    "gcm-policy-domain4": ("policy", "score", "1 to 4", "Bem-estar socioeconómico (ODS 10.7.2)", "Socioeconomic well-being (SDG 10.7.2)"),
    "gcm-policy-domain5": ("policy", "score", "1 to 4", "Dimensões de mobilidade das crises (ODS 10.7.2)", "Mobility dimensions of crises (SDG 10.7.2)"),
    "gcm-policy-domain6": ("policy", "score", "1 to 4", "Migração segura, ordenada e regular (ODS 10.7.2)", "Safe, orderly and regular migration (SDG 10.7.2)"),
    "labour-rights-compliance": ("law", "score", "0 best to 10 worst", "Respeito dos direitos laborais (ODS 8.8.2)", "Compliance with labour rights (SDG 8.8.2)"),
    "statistics-law-complies": ("law", "yes-no", "", "Lei estatística conforme aos princípios (ODS 17.18.2)", "Statistical law complies with the principles (SDG 17.18.2)"),
    "statistics-plan-running": ("structure", "yes-no", "", "Plano estatístico nacional em execução (ODS 17.18.3)", "National statistical plan under implementation (SDG 17.18.3)"),
    "statistics-plan-funded": ("budget", "yes-no", "", "Plano estatístico inteiramente financiado (ODS 17.18.3)", "Statistical plan fully funded (SDG 17.18.3)"),
    "birth-registration": ("structure", "number", "percent", "Registo de nascimento (ODS 16.9.1)", "Birth registration (SDG 16.9.1)"),
    "health-coverage": ("structure", "score", "0 to 100", "Cobertura universal de saúde (ODS 3.8.1)", "Universal health coverage (SDG 3.8.1)"),
    "gcm-plan-in-force": ("policy", "date", "", "Plano nacional do Pacto em vigor desde", "National plan for the Compact in force since"),
    "gcm-plan-measures": ("policy", "number", "measures", "Medidas do plano nacional do Pacto", "Measures of the national plan for the Compact"),
    "gcm-plan-axes": ("policy", "number", "axes", "Eixos do plano nacional", "Axes of the national plan"),
    "gcm-plan-objectives": ("policy", "number", "objectives", "Objetivos do Pacto cobertos pelo plano", "Objectives of the Compact covered by the plan"),
    "gcm-plan-ministries": ("structure", "number", "ministries", "Ministérios envolvidos no plano", "Ministries involved in the plan"),
    "gcm-plan-services": ("structure", "number", "services", "Serviços públicos envolvidos no plano", "Public services involved in the plan"),
    "gcm-plan-status": ("policy", "text", "", "Estado do plano", "State of the plan"),
    "gcm-plan-committee": ("structure", "yes-no", "", "Comissão interministerial do plano", "Inter-ministerial committee for the plan"),
    "gcm-champion-country": ("policy", "yes-no", "", "País campeão do Pacto", "Champion country of the Compact"),
    "migration-plan-measures": ("policy", "number", "measures", "Medidas do Plano de Ação para as Migrações", "Measures of the Migration Action Plan"),
    "agency-created": ("structure", "date", "", "Agência para as migrações criada em", "Agency for migration created on"),
    "agency-police-powers": ("structure", "yes-no", "", "Agência com poderes de polícia", "Agency with police powers"),
    "agency-one-stop-shops": ("structure", "number", "centres", "Lojas da agência", "One-stop shops of the agency"),
    "local-centres": ("structure", "number", "centres", "Centros locais de apoio", "Local support centres"),
    "national-centres": ("structure", "number", "centres", "Centros nacionais de apoio", "National support centres"),
    "competent-courts": ("structure", "number", "courts", "Tribunais competentes na prática", "Courts competent in practice"),
    "agency-backlog-inherited": ("structure", "number", "cases", "Processos pendentes herdados", "Pending cases inherited"),
    "court-cases-pending": ("structure", "number", "cases", "Processos de imigração e asilo pendentes em tribunal", "Immigration and asylum cases pending in court"),
    "agency-budget-reinforcement": ("budget", "money", "EUR", "Reforço do orçamento da agência", "Reinforcement of the agency's budget"),
    "mission-revenue": ("budget", "money", "EUR", "Receita da estrutura de missão", "Revenue of the mission structure"),
    "mission-cost": ("budget", "money", "EUR", "Custo da estrutura de missão", "Cost of the mission structure"),
    "municipal-plans-funded": ("budget", "number", "municipalities", "Municípios com plano financiado", "Municipalities with a funded plan"),
    "municipal-plans-funding": ("budget", "money", "EUR", "Financiamento de planos municipais", "Funding of municipal plans"),
    "local-centre-operations-funded": ("budget", "number", "operations", "Operações de centros locais financiadas", "Operations of local centres funded"),
    "first-permit-years": ("law", "number", "years", "Duração da primeira autorização de residência", "Length of the first residence permit"),
    "residence-decision-days": ("law", "number", "days", "Prazo de decisão da autorização de residência", "Time limit to decide on a residence permit"),
    "family-reunification-months": ("law", "number", "months", "Prazo de decisão do reagrupamento familiar", "Time limit to decide on family reunification"),
    "family-reunification-wait-years": ("law", "number", "years", "Tempo de residência antes do reagrupamento familiar", "Residence required before family reunification"),
    "expression-of-interest": ("law", "text", "", "Manifestação de interesse", "Expression of interest"),
    "equality-body-independent": ("law", "yes-no", "", "Órgão independente contra a discriminação racial", "Independent body against racial discrimination"),
    "healthcare-regardless-of-status": ("law", "yes-no", "", "Cuidados de saúde independentemente do estatuto", "Health care regardless of status"),
    "qualification-decision-days": ("law", "number", "days", "Prazo de reconhecimento de graus estrangeiros", "Time limit to recognise foreign degrees"),
    "qualification-alternative-procedure": ("law", "yes-no", "", "Procedimento alternativo sem documentos do grau", "Alternative procedure without degree papers"),
    "language-courses-regardless-of-status": ("law", "yes-no", "", "Cursos da língua independentemente do estatuto", "Language courses regardless of status"),
    "trafficking-reflection-days": ("law", "number", "days", "Prazo de reflexão das vítimas de tráfico (mínimo)", "Reflection period for victims of trafficking (minimum)"),
    "labour-agreement-india-signed": ("law", "date", "", "Acordo de mobilidade laboral com a Índia assinado em", "Labour mobility agreement with India signed on"),
    "labour-agreement-morocco-signed": ("law", "date", "", "Acordo de mobilidade laboral com Marrocos assinado em", "Labour mobility agreement with Morocco signed on"),
    "labour-agreement-portugal-signed": ("law", "date", "", "Acordo de mobilidade laboral com Portugal assinado em", "Labour mobility agreement with Portugal signed on"),
    "cplp-mobility-signed": ("law", "date", "", "Acordo de mobilidade da CPLP assinado em", "CPLP mobility agreement signed on"),
}
