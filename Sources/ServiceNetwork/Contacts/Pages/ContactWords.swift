import Languages

extension ContactTopic {
    /// Its words; one that came with a later list stands by its own name.
    func words(_ t: Translator) -> String {
        switch code {
        case "regularisation": t("Regularisation")
        case "work": t("Work")
        case "education": t("Education")
        case "entrepreneurship": t("Entrepreneurship")
        case "associations": t("Associations")
        case "other": t("Other topics")
        default: KnownService(rawValue: code)?.words(t) ?? name
        }
    }
}

extension ContactChannel {
    func words(_ t: Translator) -> String {
        switch self {
        case .inPerson: t("At the centre")
        case .phone: t("By phone")
        case .message: t("In writing")
        case .away: t("Away from the centre")
        }
    }
}

extension ContactOutcome {
    func words(_ t: Translator) -> String {
        switch self {
        case .answered: t("Answered")
        case .accompanied: t("Helped with papers")
        case .referred: t("Sent on to a service")
        case .open: t("Not solved yet")
        }
    }
}

extension ContactSex {
    func words(_ t: Translator) -> String {
        switch self {
        case .female: t("Woman")
        case .male: t("Man")
        case .other: t("Another")
        }
    }
}

extension ContactBreakdown {
    func words(_ t: Translator) -> String {
        switch self {
        case .topic: t("Topic")
        case .language: t("Language")
        case .sex: t("Sex")
        case .age: t("Age")
        }
    }
}

/// What the values of the breakdowns are called.
struct ContactNames: Sendable {
    let topics: [ContactTopic]
    let language: @Sendable (String, Translator) -> String

    func words(_ value: String, of breakdown: ContactBreakdown, _ t: Translator) -> String {
        if value == notSaid { return t("Not said") }
        return switch breakdown {
        case .topic: topics.first { $0.code == value }?.words(t) ?? value
        case .language: value == otherLanguage ? t("Other languages") : language(value, t)
        case .sex: ContactSex(rawValue: value)?.words(t) ?? value
        case .age: t("{years} years old", ["years": value])
        }
    }
}
