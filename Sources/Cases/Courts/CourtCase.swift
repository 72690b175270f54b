import Kernel

enum CourtCaseThing {}
typealias CourtCaseID = ID<CourtCaseThing>

/// A case at a court about a file of the house, by its number there.
struct CourtCase: Codable, Sendable, Equatable {
    enum About: String, Codable, Sendable, CaseIterable {
        /// That nothing was decided.
        case silence
        /// What was decided.
        case decision
    }

    let court: String
    /// As the court writes it.
    let number: String
    /// The day on which it was lodged.
    let lodged: Day
    let about: About

    /// Letters and digits alone, in capitals, as it is searched; nil where it can be no number of a court.
    static func plain(_ number: String) -> String? {
        let letters = number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.uppercased()
        let isWhole = letters.contains(where: \.isNumber) && numberLetters.contains(letters.count)
        return isWhole ? letters : nil
    }

    /// Why it is not noted of a file that was handed in and decided on these days, or nil.
    func refusal(filed: Day, decided: Day?, on today: Day) -> CourtRefusal? {
        if CourtCase.plain(number) == nil { return .numberMalformed }
        if lodged > today || lodged < filed { return .dayImplausible }
        guard about == .decision else { return nil }
        return decided.map { lodged < $0 } ?? true ? .notDecided : nil
    }

    /// Whether what it asks for was decided since: the court may have nothing left to say.
    func isSettled(decided: Day?) -> Bool {
        guard let decided else { return false }
        return about == .silence ? decided >= lodged : decided > lodged
    }
}

extension CaseEvent {
    static let courtNotedKind = "court.noted"
}

/// Why a case at a court is not noted.
enum CourtRefusal: Refusal, Equatable {
    case numberMalformed, dayImplausible, notDecided, known, tooMany, tooManyNumbers

    var kind: RefusalKind {
        switch self {
        case .known, .tooMany: .conflict
        default: .invalid
        }
    }

    var values: [String: String] {
        switch self {
        case .tooMany: ["n": String(courtCasesMax)]
        case .tooManyNumbers: ["n": String(courtNumbersMax)]
        default: [:]
        }
    }

    var explanation: String {
        switch self {
        case .numberMalformed:
            t("Write the number as the court writes it, with its digits.")
        case .dayImplausible:
            t("The day lies between the day on which the file was handed in and today.")
        case .notDecided: t("Nothing was decided before this day that could be challenged.")
        case .known: t("This number is noted for this file already.")
        case .tooManyNumbers: t("Send at most {n} numbers at once.")
        case .tooMany:
            t("{n} cases at courts are noted for this file. Look whether all are its own.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// Shorter ones would be found by chance; longer than any that we have seen was typed wrongly.
private let numberLetters = 4...40
/// Nobody goes to court so often about one file.
let courtCasesMax = 20
