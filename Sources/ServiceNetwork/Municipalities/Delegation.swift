import Kernel
import Languages

enum DelegationThing {}
typealias DelegationID = ID<DelegationThing>

/// What the agency lets a municipality do in its place.
enum Competence: String, CaseIterable, Sendable {
    case information, requests, biometrics, delivery

    func words(_ t: Translator) -> String {
        switch self {
        case .information: t("Inform and accompany")
        case .requests: t("Take in requests")
        case .biometrics: t("Take photograph and fingerprints")
        case .delivery: t("Hand over cards")
        }
    }
}

/// An agreement by which a municipality does something of the agency's, for a time.
struct Delegation: Sendable, Equatable {
    let id: DelegationID
    let municipality: PlaceCode
    let municipalityName: String
    let competence: Competence
    /// Times for visitors in a week, all staff together.
    let slotsAWeek: Int
    let staff: Int
    let fromDay: Day
    let untilDay: Day
    /// The protocol, or where it is told of.
    let agreement: String
    /// The first day on which it holds no more, where it was ended before its time.
    let endedOn: Day?
    let isDemo: Bool

    enum Standing: Sendable, Equatable {
        case coming
        case standing
        /// Ends within so many days.
        case ending(days: Int)
        case over
    }

    static func subject(_ id: DelegationID) -> String { "delegation/\(id)" }

    /// How it stands on a day; the last months are told of ahead, so that nobody finds the desk closed.
    func standing(on today: Day) -> Standing {
        if untilDay < today || (endedOn.map { $0 <= today } ?? false) { return .over }
        if fromDay > today { return .coming }
        let days = untilDay.days(since: today)
        return days <= delegationNoticeDays ? .ending(days: days) : .standing
    }

    /// Whether it counts on a day.
    func holds(on today: Day) -> Bool {
        switch standing(on: today) {
        case .standing, .ending: true
        case .coming, .over: false
        }
    }
}

/// A choice of this house: what an agreement, a budget and a hiring take together.
let delegationNoticeDays = 120

/// Why a delegation is not kept.
enum DelegationRefusal: Refusal, Equatable {
    case endsBefore
    case overlaps

    var kind: RefusalKind { self == .endsBefore ? .invalid : .conflict }

    var explanation: String {
        switch self {
        case .endsBefore: "The last day is before the first one."
        case .overlaps:
            "This municipality has an agreement for this in these days already. End it first."
        }
    }
}
