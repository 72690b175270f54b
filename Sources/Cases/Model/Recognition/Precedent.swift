import Decisions

/// A decision on a degree as the register keeps it: what the degree was, and the outcome; nothing of whose it was or when.
struct Precedent: Hashable, Sendable {
    let facts: DegreeFacts
    /// The code of the outcome.
    let outcome: String
}

/// The four conditions by which an earlier decision serves another degree; nil where the request does not say.
struct FourConditions: Hashable, Sendable {
    var institution: Bool?
    var programme: Bool?
    var degree: Bool?
    var durationOrCredits: Bool?

    /// By the names that recognition-route gives them.
    var facts: [String: FEELValue] {
        [
            "sameInstitution": FourConditions.value(institution),
            "sameProgramme": FourConditions.value(programme),
            "sameDegree": FourConditions.value(degree),
            "sameDurationOrCredits": FourConditions.value(durationOrCredits),
        ]
    }

    private static func value(_ answer: Bool?) -> FEELValue {
        answer.map { FEELValue.boolean($0) } ?? FEELValue.null
    }
}

/// What a register of earlier decisions holds that is like one degree. Pure.
struct PrecedentMatch: Hashable, Sendable {
    let conditions: FourConditions
    /// Outcomes of those that are equal in all four conditions, each once, in their order.
    let outcomes: [String]

    /// One condition after the other narrows what is left; what the request does not say narrows nothing, so that
    /// a later "no" is a no all the same. Without institution and country nothing is compared.
    init(_ facts: DegreeFacts, among register: [Precedent]) {
        guard facts.institution != nil, facts.country != nil else {
            conditions = FourConditions()
            outcomes = []
            return
        }
        var left = register
        var found = FourConditions()
        func narrow(_ isKnown: Bool, _ isSame: (DegreeFacts) -> Bool) -> Bool? {
            guard isKnown else { return nil }
            left = left.filter { isSame($0.facts) }
            return !left.isEmpty
        }
        found.institution = narrow(true) {
            $0.institution == facts.institution && $0.country == facts.country
        }
        found.programme = narrow(facts.programme != nil) { $0.programme == facts.programme }
        found.degree = narrow(facts.degree != nil) { $0.degree == facts.degree }
        found.durationOrCredits = narrow(facts.isDurationKnown) { other in
            facts.months != nil && other.months == facts.months
                || facts.credits != nil && other.credits == facts.credits
        }
        conditions = found
        outcomes = facts.isComplete ? Set(left.map(\.outcome)).sorted() : []
    }

    var earlier: EarlierOutcome { EarlierOutcome(outcomes) }
}

/// What earlier decisions on an equal degree say together, by the codes of recognition-way.
enum EarlierOutcome: String, Sendable, CaseIterable {
    case none, granted
    case partlyGranted = "partly-granted"
    case refused, mixed

    /// Decisions that do not say the same are mixed, as is an outcome that the table does not know.
    init(_ outcomes: [String]) {
        switch outcomes.count {
        case 0: self = .none
        case 1: self = EarlierOutcome(rawValue: outcomes[0]) ?? .mixed
        default: self = .mixed
        }
    }
}
