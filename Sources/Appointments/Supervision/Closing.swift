import Kernel
import Storage

enum ClosureThing {}
typealias ClosureID = ID<ClosureThing>

/// A desk, or a whole office, that is closed from one day to another; perhaps another day opens in exchange.
struct Closing: Sendable, Equatable {
    let office: LocationID
    /// Nil for the whole office.
    let desk: DeskID?
    let days: ClosedRange<Day>
    /// Opens with the hours of the first closed day.
    let exchange: Day?

    /// Why it cannot be, or nil.
    func refusal(today: Day) -> ClosureRefusal? {
        if days.lowerBound < today { return .past }
        if days.upperBound.days(since: days.lowerBound) >= closedDaysMax { return .tooLong }
        if let exchange, days.contains(exchange) || exchange < today { return .exchangeClosed }
        return nil
    }

    func contains(_ slot: FreeSlot, _ zone: Zone) -> Bool {
        (desk == nil || desk == slot.desk) && days.contains(zone.day(of: slot.start))
    }
}

/// Why a closure is not made.
enum ClosureRefusal: Refusal, Equatable {
    case past
    case tooLong
    case exchangeClosed
    case reasonMissing
    case tooManyVisits
    case daysMissing

    var kind: RefusalKind { .invalid }

    var values: [String: String] {
        ["max": String(self == .tooLong ? closedDaysMax : closedVisitsMax)]
    }

    var explanation: String {
        switch self {
        case .past: t("A day that is over cannot be closed.")
        case .tooLong: t("Close at most {max} days at once.")
        case .exchangeClosed: t("The day that opens in exchange is a later day that is not closed.")
        case .reasonMissing: t("Write why it is closed: the people read it.")
        case .tooManyVisits:
            t("More than {max} visits are booked for these days. Close fewer days at once.")
        case .daysMissing: t("Choose the first and the last day.")
        }
    }
}

extension Principal {
    /// Whether somebody supervises an office on status.
    func supervises(_ office: LocationID) -> Bool {
        duties(.supervisor).contains { duty in
            duty.purpose == .status && (duty.location == nil || duty.location == office)
        }
    }
}

extension Visit {
    /// The visits that a closure ends: booked, and not yet begun.
    static func ended(
        by closing: Closing, _ zone: Zone, at now: Moment, in db: Reader
    ) throws -> [Visit] {
        let from = max(zone.moment(closing.days.lowerBound), now.adding(seconds: 1))
        let to = zone.moment(closing.days.upperBound.adding(days: 1))
        let desk: SQL = closing.desk.map { "AND desk = \($0)" } ?? ""
        return try db.all(
            """
            SELECT \(columns) FROM visit
            WHERE location = \(closing.office) AND start >= \(from) AND start < \(to) AND state = 'booked' \(desk)
            ORDER BY start, id LIMIT \(closedVisitsMax + 1)
            """
        ).map(Visit.init(row:))
    }

    /// What is known of its file without opening it: whom to see and for how many, and nobody's name.
    var asFile: BookableCase {
        BookableCase(
            id: caseID, reference: reference, service: service, office: location,
            people: Array(repeating: "", count: people))
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }

/// A month: what is closed for longer is another timetable.
private let closedDaysMax = 31
/// They are told in one transaction.
let closedVisitsMax = 500
