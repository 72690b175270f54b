"""What the SDG series are: titles, definitions, units, and the codes of their dimensions."""
from dataset import code

COMMON = {
    "frequency": "annual",
    "source": "UNSD, Global SDG Indicators Database, snapshot of 2020-10-19, via open-numbers/ddf--unstats--sdg_indicators; https://unstats.un.org/sdgs/indicators/database/",
    "licence": "UN data, reuse with attribution", "vintage": "2020-10-19", "made_by": "tools/data/build_sdg.py",
    "method": "Every row of the snapshot. Areas: M49 turned into ISO 3166-1 alpha-3 for countries; regions keep M49 with three digits and are marked aggregate. Nature E of the source (estimated) is the flag E; values the source gives as N are no value, flag M.",
    "breaks": [], "caveats": [
        "A snapshot of 2020: newer values exist at the source.",
        "Regions and groups of countries overlap with their members and with one another: never add them."],
    "contact": "UN Statistics Division, https://unstats.un.org/sdgs/",
}

DOMAINS = [
    code("alldomains", "Todos os domínios", "All domains", aggregate=True),
    code("domain1", "1. Direitos dos migrantes", "1. Migrant rights", "alldomains"),
    code("domain2", "2. Políticas de todo o governo e baseadas em dados", "2. Whole-of-government and evidence-based policies", "alldomains"),
    code("domain3", "3. Cooperação e parcerias", "3. Cooperation and partnerships", "alldomains"),
    code("domain4", "4. Bem-estar socioeconómico", "4. Socioeconomic well-being", "alldomains"),
    code("domain5", "5. Dimensões de mobilidade das crises", "5. Mobility dimensions of crises", "alldomains"),
    code("domain6", "6. Migração segura, ordenada e regular", "6. Safe, orderly and regular migration", "alldomains")]

DIMENSIONS = {
    "policy_domains": ("Domínio de política", "Policy domain", "other", DOMAINS),
    "sex": ("Sexo", "Sex", "sex", [
        code("bothsex", "Total", "Both sexes", aggregate=True), code("female", "Mulheres", "Female", "bothsex"),
        code("male", "Homens", "Male", "bothsex")]),
    "age": ("Idade", "Age", "age", [
        code("allage", "Todas as idades", "All ages", aggregate=True), code("18", "18 anos ou mais", "18 years or over", "allage"),
        code("lt18y", "Menos de 18 anos", "Under 18 years", "allage"), code("lt1y", "Menos de 1 ano", "Under 1 year"),
        code("lt5y", "Menos de 5 anos", "Under 5 years"), code("lt6y", "Menos de 6 anos", "Under 6 years"),
        code("lt8y", "Menos de 8 anos", "Under 8 years"), code("m6t59", "6 a 59 meses", "6 to 59 months")]),
    "migratory_status": ("Estatuto migratório", "Migratory status", "other", [
        code("t", "Total", "Total", aggregate=True), code("nonmig", "Não migrantes", "Non-migrants", "t"),
        code("migper", "Migrantes", "Migrants", "t"), code("eumig", "Migrantes da UE", "EU migrants", "migper"),
        code("noneumig", "Migrantes de fora da UE", "Non-EU migrants", "migper"),
        code("notspec", "Não especificado", "Not specified")]),
}


def series(indicator, pt, en, unit, definition_pt, definition_en, *columns, topic="sdg"):
    return {"title": {"pt": f"ODS {indicator}: {pt}", "en": f"SDG {indicator}: {en}"},
            "definition": {"pt": definition_pt, "en": definition_en}, "topic": topic, "indicator": indicator,
            "unit": unit, "columns": list(columns)}


def victims(pt, en):
    return series("16.2.2", f"Vítimas de tráfico detetadas{pt}", f"Detected victims of trafficking{en}", "persons",
                  f"Vítimas de tráfico de seres humanos detetadas{pt}, por idade e sexo.",
                  f"Detected victims of human trafficking{en}, by age and sex.", "age", "sex")


SERIES = {
    "sg_cpa_migrs": series("10.7.2", "Políticas de migração por domínio", "Migration policies by domain",
        "1 to 4",
        "Em que medida o país tem políticas que facilitam a migração ordenada, segura, regular e responsável, por domínio: 1 exige mais progresso, 2 cumpre em parte, 3 cumpre, 4 cumpre por inteiro.",
        "How far the country has policies that facilitate orderly, safe, regular and responsible migration, by domain: 1 requires further progress, 2 partially meets, 3 meets, 4 fully meets.", "policy_domains"),
    "sg_cpa_migrp": series("10.7.2", "Países com políticas de migração, por domínio", "Countries with migration policies, by domain", "percent",
        "Percentagem de países da região com políticas de migração que satisfazem o domínio.",
        "Share of the countries of the region whose migration policies meet the domain.", "policy_domains"),
    "sm_dth_migr": series("10.7.3", "Mortes e desaparecimentos na migração", "Deaths and disappearances during migration", "persons",
        "Mortes e desaparecimentos registados durante a migração.", "Total deaths and disappearances recorded during migration."),
    "sm_pop_refg_or": series("10.7.4", "Refugiados por país de origem", "Refugees by country of origin", "per 100,000 population",
        "Refugiados por cada 100 000 pessoas da população do país de origem.", "Refugees per 100,000 population of the country of origin."),
    "si_rmt_cost": series("10.c.1", "Custo das remessas", "Cost of remittances", "percent",
        "Custo de enviar uma remessa, em percentagem do montante enviado.", "Cost of sending a remittance, in per cent of the amount sent.", topic="remittances"),
    "sl_emp_ftlinjur": series("8.8.1", "Acidentes de trabalho mortais", "Fatal occupational injuries", "per 100,000 employees",
        "Acidentes de trabalho mortais por 100 000 trabalhadores, por sexo e estatuto migratório.",
        "Fatal occupational injuries per 100,000 employees, by sex and migratory status.", "migratory_status", "sex"),
    "sl_emp_injur": series("8.8.1", "Acidentes de trabalho não mortais", "Non-fatal occupational injuries", "per 100,000 employees",
        "Acidentes de trabalho não mortais por 100 000 trabalhadores, por sexo e estatuto migratório.",
        "Non-fatal occupational injuries per 100,000 employees, by sex and migratory status.", "migratory_status", "sex"),
    "sl_lbr_ntlcpl": series("8.8.2", "Respeito dos direitos laborais", "Compliance with labour rights", "0 best to 10 worst",
        "Nível de cumprimento nacional dos direitos laborais (liberdade sindical e negociação coletiva), segundo fontes da OIT e a legislação.",
        "Level of national compliance with labour rights (freedom of association and collective bargaining), by ILO textual sources and legislation.", "migratory_status"),
    "sh_acs_unhc": series("3.8.1", "Cobertura universal de saúde", "Universal health coverage", "0 to 100",
        "Índice de cobertura de serviços essenciais de saúde.", "Service coverage index of essential health services."),
    "sh_xpd_earn10": series("3.8.2", "Despesa em saúde acima de 10% do rendimento", "Health spending over 10% of household income", "percent",
        "Percentagem da população cujo agregado gasta em saúde mais de 10% da despesa ou rendimento.",
        "Share of the population whose household spends more than 10% of its expenditure or income on health."),
    "sh_xpd_earn25": series("3.8.2", "Despesa em saúde acima de 25% do rendimento", "Health spending over 25% of household income", "percent",
        "Percentagem da população cujo agregado gasta em saúde mais de 25% da despesa ou rendimento.",
        "Share of the population whose household spends more than 25% of its expenditure or income on health."),
    "vc_htf_detv": victims("", ""),
    "vc_htf_detvfl": victims(" para trabalho forçado, servidão e escravatura", " for forced labour, servitude and slavery"),
    "vc_htf_detvog": victims(" para extração de órgãos", " for removal of organs"),
    "vc_htf_detvop": victims(" para outros fins", " for other purposes"),
    "vc_htf_detvsx": victims(" para exploração sexual", " for sexual exploitation"),
    "sg_reg_brth": series("16.9.1", "Registo de nascimento", "Birth registration", "percent",
        "Percentagem de crianças com menos de 5 anos cujo nascimento foi registado (outras idades onde a fonte as dá).",
        "Share of children under 5 whose birth was registered (other ages where the source gives them).", "age"),
    "sg_stt_fpos": series("17.18.2", "Legislação estatística conforme aos princípios", "Statistical legislation that complies with the principles", "1 yes, 0 no",
        "Países com legislação estatística conforme aos Princípios Fundamentais das Estatísticas Oficiais: 1 sim, 0 não; de uma região, quantos países.",
        "Countries whose national statistical legislation complies with the Fundamental Principles of Official Statistics: 1 yes, 0 no; of a region, how many countries."),
    "sg_stt_nsdsfnd": series("17.18.3", "Plano estatístico inteiramente financiado", "Statistical plan fully funded", "1 yes, 0 no",
        "Países com plano estatístico nacional inteiramente financiado: 1 sim, 0 não; de uma região, quantos países.", "Countries with a national statistical plan that is fully funded: 1 yes, 0 no; of a region, how many countries."),
    "sg_stt_nsdsimpl": series("17.18.3", "Plano estatístico em execução", "Statistical plan under implementation", "1 yes, 0 no",
        "Países com plano estatístico nacional em execução: 1 sim, 0 não; de uma região, quantos países.", "Countries with a national statistical plan under implementation: 1 yes, 0 no; of a region, how many countries."),
}

DOMAIN_NAMES = "The snapshot names policy domains by number only; their names are those of the metadata of indicator 10.7.2."
