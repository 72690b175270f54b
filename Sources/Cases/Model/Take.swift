import Kernel

/// Somebody of the office has a case: until it is released or lapses, nobody else acts on it.
struct Take: Codable, Sendable, Equatable {
    let account: AccountID
    let name: String
    let takenAt: Moment
    /// When they last did something with it.
    let actedAt: Moment

    /// Whether it still keeps others away; what lapsed does so no more.
    func isHeld(at now: Moment) -> Bool { actedAt > Take.lapsed(at: now) }

    /// Whose last act was at this moment, or before it, has the case no longer.
    static func lapsed(at now: Moment) -> Moment { now.adding(seconds: -takeSecondsMax) }

    /// Why somebody may not act on the case, or nil.
    func refusal(to principal: Principal, at now: Moment) -> TakeRefusal? {
        account == principal.account || !isHeld(at: now) ? nil : .takenByAnother(name)
    }

    /// Why somebody may not give it back to the queue, or nil: their own, and as a supervisor of the office anyone's.
    func releaseRefusal(
        to principal: Principal, office: LocationID, at now: Moment
    ) -> TakeRefusal? {
        if !isHeld(at: now) { return .notTaken }
        if account == principal.account || principal.supervises(office) { return nil }
        return .notYours(name)
    }
}

/// A choice of this installation: a working day. Whoever went home ill keeps nobody waiting longer.
let takeHours = 8
private let takeSecondsMax = Int64(takeHours) * 3_600

extension Principal {
    /// The same with what they do as a supervisor only: a duty of an officer at another office opens nothing of it.
    var asSupervisor: Principal {
        Principal(
            account: account, person: person, name: name, duties: duties(.supervisor),
            selves: selves, also: also)
    }

    /// Whether somebody is a supervisor of an office.
    func supervises(_ office: LocationID) -> Bool { asSupervisor.serves(office) }
}

/// Why a case is not taken, not released, or not acted on.
enum TakeRefusal: Refusal, Equatable {
    case takenByAnother(String)
    case notTaken
    case notYours(String)
    case notSupervised
    case cannotWork
    case alreadyTheirs(String)

    var kind: RefusalKind { .conflict }

    var values: [String: String] {
        switch self {
        case .takenByAnother(let name), .notYours(let name):
            ["name": name, "hours": String(takeHours)]
        case .alreadyTheirs(let name): ["name": name]
        case .notTaken, .notSupervised, .cannotWork: [:]
        }
    }

    var explanation: String {
        switch self {
        case .takenByAnother:
            t(
                "{name} has taken this case, so nothing was done. Ask {name}, or a supervisor of the office, to release it; after {hours} hours without an act it is free again."
            )
        case .notTaken: t("Nobody has this case. Nothing was released.")
        case .notSupervised: t("Only a supervisor of its office can give this case to somebody.")
        case .cannotWork:
            t("This officer cannot work on this case: another office's, or a file of their own.")
        case .alreadyTheirs: t("{name} has this case already.")
        case .notYours:
            t(
                "{name} has taken this case. Only {name} or a supervisor of the office can release it."
            )
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
