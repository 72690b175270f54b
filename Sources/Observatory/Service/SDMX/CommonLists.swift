import SDMX

/// The lists that all structures share. Their codes are those of SDMX's cross-domain lists; what is not used here, or not
/// known to readers, is left out.
enum CommonLists {
    static let frequencies = [
        code("A", "Annual", "Anual"), code("S", "Half-yearly", "Semestral"),
        code("Q", "Quarterly", "Trimestral"), code("M", "Monthly", "Mensal"),
        code("W", "Weekly", "Semanal"), code("D", "Daily", "Diária"),
        code("_O", "Other: no regular steps", "Outra: sem passos regulares"),
    ]

    static let statuses = [
        code("A", "Normal value", "Valor normal"),
        code("B", "Time series break", "Quebra de série"),
        code("D", "Definition differs", "A definição difere"),
        code("E", "Estimated value", "Valor estimado"),
        code("F", "Forecast value", "Valor previsto"),
        code("G", "Experimental value", "Valor experimental"),
        code("H", "Missing value; holiday or weekend", "Valor em falta: feriado ou fim de semana"),
        code(
            "I", "Imputed value: put in by somebody else than who counted",
            "Valor imputado por outrem que não quem contou"),
        code("K", "Data included in another category", "Dados incluídos noutra categoria"),
        code(
            "L", "Missing value; data exist but were not collected",
            "Valor em falta: os dados existem, mas não foram recolhidos"),
        code("M", "Missing value; data cannot exist", "Valor em falta: os dados não podem existir"),
        code("N", "Not significant", "Não significativo"),
        code("O", "Missing value", "Valor em falta"),
        code("P", "Provisional value", "Valor provisório"),
        code("Q", "Missing value; suppressed", "Valor em falta: suprimido"),
        code("S", "Strike and other special events", "Greve e outros acontecimentos especiais"),
        code("U", "Low reliability", "Fiabilidade reduzida"),
        code("V", "Unvalidated value", "Valor não validado"),
        code("W", "Includes data from another category", "Inclui dados de outra categoria"),
    ]

    static let confidentialities = [
        code(
            "A", "Primary confidentiality due to small counts",
            "Confidencialidade primária por contagens pequenas"),
        code("C", "Confidential statistical information", "Informação estatística confidencial"),
        code(
            "D", "Secondary confidentiality set by the sender",
            "Confidencialidade secundária fixada por quem envia"),
        code("F", "Free for publication", "Livre para publicação"),
        code("N", "Not for publication", "Não publicável"),
        code(
            "S", "Secondary confidentiality set by the receiver",
            "Confidencialidade secundária fixada por quem recebe"),
    ]

    static let all: [(id: String, en: String, pt: String, codes: [ServedCode])] = [
        ("CL_FREQ", "Frequency", "Frequência", frequencies),
        ("CL_OBS_STATUS", "Observation status", "Estado da observação", statuses),
        ("CL_CONF_STATUS", "Confidentiality", "Confidencialidade", confidentialities),
    ]

    private static func code(_ id: String, _ en: String, _ pt: String) -> ServedCode {
        ServedCode(id: id, names: ["en": en, "pt": pt])
    }
}

/// The signs of a value, as SDMX wants them: one status, and all signs where there are several.
struct ServedStatus: Equatable {
    let status: String?
    /// All signs as the room has them, where one code does not say them.
    let flags: String?

    init(_ flag: String) {
        let letters = flag.uppercased().filter { $0 != " " && $0 != "," && $0 != "|" && $0 != ";" }
        let known = letters.map { String($0) }.first { letter in
            CommonLists.statuses.contains { $0.id == letter }
        }
        status = letters.isEmpty ? "A" : known
        flags = letters.isEmpty || (letters.count == 1 && known != nil) ? nil : flag
    }
}

/// CONF_STATUS of a value: a sign that no reader knows is taken for the strict one, never for none.
func servedConfidentiality(_ text: String) -> String? {
    if text.isEmpty { return nil }
    let letter = text.uppercased()
    return CommonLists.confidentialities.contains { $0.id == letter } ? letter : "C"
}
