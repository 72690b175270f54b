import Formats
import Kernel
import Languages

/// An agreement with other States, as its sources tell it.
struct Agreement: Sendable, Equatable {
    /// One thing that a source says.
    struct Fact: Sendable, Equatable {
        let namePt, nameEn, textPt, textEn, source: String

        func name(_ t: Translator) -> String { t.either(pt: namePt, en: nameEn) }
        func text(_ t: Translator) -> String { t.either(pt: textPt, en: textEn) }
    }

    let slug: String
    let titlePt, titleEn: String
    let kind: Kind
    /// Country codes (ISO 3166), with the one of this State.
    let parties: [String]
    let signed: Day?
    /// Nil where no source says it.
    let inForce: Day?
    var facts: [Fact] = []

    enum Kind: String, Sendable, CaseIterable {
        case mobility
        case labourMobility = "labour-mobility"

        func words(_ t: Translator) -> String {
            switch self {
            case .mobility: t("Mobility")
            case .labourMobility: t("Labour mobility")
            }
        }
    }

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }
}

extension Agreement {
    /// Reads `agreements.yaml`; a fact without a source is refused.
    static func read(_ yaml: YAML) throws -> [Agreement] {
        let all = try yaml.list("agreements").map(Agreement.init)
        guard Set(all.map(\.slug)).count == all.count else {
            throw yaml.error("two agreements have one slug")
        }
        return all
    }

    private init(_ yaml: YAML) throws {
        slug = try yaml.string("slug")
        (titlePt, titleEn) = try pair(yaml, "title")
        let word = try yaml.string("kind")
        guard let kind = Kind(rawValue: word) else {
            throw yaml.error("'\(word)' is not a kind of agreement")
        }
        self.kind = kind
        parties = try yaml.strings("parties")
        signed = try day(yaml, "signed")
        inForce = try day(yaml, "inForce")
        facts = try yaml.list("facts").map { fact in
            let (namePt, nameEn) = try pair(fact, "name")
            let (textPt, textEn) = try pair(fact, "text")
            return Fact(
                namePt: namePt, nameEn: nameEn, textPt: textPt, textEn: textEn,
                source: try fact.string("source"))
        }
    }
}

private func pair(_ yaml: YAML, _ key: String) throws -> (String, String) {
    let words = try yaml.map(key)
    return (try words.string("pt"), try words.string("en"))
}

private func day(_ yaml: YAML, _ key: String) throws -> Day? {
    guard let text = try yaml.optionalString(key), !text.isEmpty else { return nil }
    guard let day = Day(iso: text) else {
        throw yaml.error("\(key): '\(text)' is not a day; write 2021-07-17")
    }
    return day
}
