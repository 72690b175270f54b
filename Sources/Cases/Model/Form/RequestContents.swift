import Kernel

/// What somebody typed so far of a request that is not sent, as it stands inside the ciphertext.
struct RequestContents: Codable, Sendable, Equatable {
    /// The fields of the people, as they were typed.
    var household: [String: String] = [:]
    /// The people, once all of their fields could be read.
    var people: PeopleOfRequest?
    /// The fields of the form, as they were typed, by their names.
    var answers: [String: String] = [:]
    /// The sections that were read and went on from.
    var seen: Set<String> = []
    /// Who began it in the person's place; nil where they did so themselves.
    var helper: String?

    /// How many characters are kept in all.
    var size: Int {
        [household, answers].flatMap { $0 }.reduce(0) { sum, one in
            sum + one.key.utf8.count + one.value.utf8.count
        }
    }

    /// With what was typed in one section; of other sections nothing changes. What stands behind the last entry goes.
    func saving(_ section: FormSection, _ typed: [String: String]) -> RequestContents {
        var next = self
        for name in section.names {
            if let text = typed[name] { next.answers[name] = text }
        }
        let kept = Set(
            section.entries(next.answers).flatMap { entry in
                section.fields.flatMap { $0.names(entry) }
            })
        for name in section.names where name != section.countName && !kept.contains(name) {
            next.answers[name] = nil
        }
        return next
    }

    /// The first section that is asked and was not gone on from, or has something wrong; nil where none is left.
    func next(of sheet: FormSheet) -> FormSection? {
        sheet.asked.map(\.section).first {
            !seen.contains($0.code) || !sheet.complaints(of: $0.code).isEmpty
        }
    }
}

/// The people of a request, read and checked.
struct PeopleOfRequest: Codable, Sendable, Equatable {
    let household: Household
    let municipality: PlaceCode
    /// `europe` or `elsewhere`; nil for those who are in the country.
    var abroad: String?
}

/// Why a request that is not finished cannot be kept or sent.
enum RequestRefusal: Refusal, Equatable {
    case peopleMissing
    case answersMissing(Int)
    case tooMany
    case tooLarge

    var kind: RefusalKind {
        switch self {
        case .peopleMissing, .answersMissing: .invalid
        case .tooMany: .tooMany
        case .tooLarge: .tooLarge
        }
    }

    var values: [String: String] {
        switch self {
        case .answersMissing(let count): ["n": String(count)]
        case .tooMany: ["n": String(requestsPerPersonMax)]
        default: [:]
        }
    }

    var explanation: String {
        switch self {
        case .peopleMissing: t("Say first who asks.")
        case .answersMissing:
            t("{n} answers are missing or cannot be read. Nothing was sent.")
        case .tooMany:
            t("{n} unfinished requests are the most we keep. Send one or delete it first.")
        case .tooLarge: t("This is more text than a request can hold.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// One for each thing that a person may ask for, and some that were begun twice.
let requestsPerPersonMax = 20
/// All fields of the longest form, filled to their limits.
let requestCharactersMax = 100_000
/// Long enough to find a paper at home; personal data that nobody comes back for serve nothing. Counted from the last
/// time it was saved; a choice of this installation.
let requestDays: Int64 = 30
