public import Kernel

public enum VisitThing {}
public typealias VisitID = ID<VisitThing>
enum DeskThing {}
typealias DeskID = ID<DeskThing>

/// What became of a visit.
public enum VisitState: String, Sendable {
    case booked, cancelled, attended, missed
}

/// One household at one desk at one time.
struct Visit: Sendable, Equatable {
    let id: VisitID
    let caseID: CaseID
    let reference: Reference
    let service: String
    let location: LocationID
    let desk: DeskID
    let start: Moment
    let minutes: Int
    let people: Int
    let state: VisitState
    let arrived: Moment?

    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }

    /// Why it can no longer be given back, or nil.
    func refusalToCancel(at now: Moment) -> BookingRefusal? {
        if state != .booked { return .over }
        return start <= now ? .past : nil
    }

    /// Why an outcome cannot be noted, or nil; nobody has missed what has not begun.
    func refusal(
        of outcome: VisitOutcome, today: Day, visitDay: Day, at now: Moment
    ) -> BookingRefusal? {
        if state != .booked { return .over }
        switch outcome {
        case .arrived: return visitDay == today ? nil : .notToday
        case .attended: return visitDay <= today ? nil : .notToday
        case .missed: return start <= now ? nil : .notBegun
        }
    }
}

/// What an officer notes on the day.
enum VisitOutcome: String, CaseIterable, Sendable {
    case arrived, attended, missed
}

/// A visit as the case sees it.
public struct CaseVisit: Sendable, Equatable {
    public let id: VisitID
    public let start: Moment
    /// When its people have to be there: at the first of several counters, or at the start.
    public let begins: Moment
    public let place: LocationID
    public let people: Int
    public let state: VisitState

    init(_ visit: Visit, begins: Moment) {
        self.begins = begins
        id = visit.id
        start = visit.start
        place = visit.location
        people = visit.people
        state = visit.state
    }
}
