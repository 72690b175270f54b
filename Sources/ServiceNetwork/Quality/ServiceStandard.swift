import Languages

/// Words that policy staff own, in Portuguese and English; other languages ask their catalogue.
struct PolicyText: Sendable, Hashable {
    let pt: String
    let en: String

    func callAsFunction(_ t: Translator) -> String { t.either(pt: pt, en: en) }
}

/// What a service promises, how it is measured, and how many are to have it so.
struct ServiceStandard: Sendable, Equatable {
    enum Measure: String, CaseIterable, Sendable {
        case decidedWithin = "decided-within"
        case visitWithin = "visit-within"
        case satisfied
    }

    enum Basis: String, CaseIterable, Sendable {
        case law
        /// Of this installation.
        case choice
    }

    let code: String
    /// A need of the directory; nil for every service.
    let service: String?
    let promise: PolicyText
    let measure: Measure
    /// Whose decisions are measured.
    let procedure: String?
    /// Calendar days.
    let days: Int?
    /// Percent.
    let share: Int
    let basis: Basis
    let article: String
    let sources: [String]
    let verified: Bool
}

/// A training or a certificate of staff that this installation keeps.
struct TrainingKind: Sendable, Equatable {
    let code: String
    let title: PolicyText
    let roles: [String]
}

/// What an installation has chosen for the quality of its services (network/standards.yaml).
public struct ServiceStandards: Sendable {
    var standards: [ServiceStandard] = []
    var trainings: [TrainingKind] = []
    /// No figure of a place that rests on fewer is shown.
    var cellMin = 10
    var warnDays = 90

    /// Nothing promised: the smallest cell is that of the house.
    public init() {}

    func training(_ code: String) -> TrainingKind? { trainings.first { $0.code == code } }

    /// Whose decisions are measured: a code that no procedure has measures nothing.
    public var procedures: Set<String> { Set(daysToDecide.keys) }

    /// Within how many days each procedure is to be decided; of two standards of one, the shorter.
    var daysToDecide: [String: Int] {
        var all: [String: Int] = [:]
        for one in standards where one.measure == .decidedWithin {
            guard let procedure = one.procedure, let days = one.days else { continue }
            all[procedure] = min(days, all[procedure] ?? days)
        }
        return all
    }
}
