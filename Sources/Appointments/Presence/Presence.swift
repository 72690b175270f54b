public import Kernel
public import Storage

/// That somebody came to an office, from when and until when; not why.
struct Presence: Sendable, Equatable {
    let code: String
    let visit: VisitID
    let name: String
    let madeAt: Moment

    static func find(_ code: String, of visit: VisitID, in db: Reader) throws -> Presence {
        let row = try db.first(
            """
            SELECT code, visit, name, made_at FROM visit_presence WHERE code = \(code) AND visit = \(visit)
            """)
        guard let row else { throw Refused.notFound }
        return Presence(
            code: try row[0], visit: try row[1], name: try row[2], madeAt: try row[3])
    }
}

extension Visit {
    /// From the arrival that the office noted, or the time that was booked, to the end of the booked time: nothing
    /// that nobody wrote down.
    var presence: Range<Moment> {
        let from = arrived ?? start
        return from..<max(end, from)
    }
}

/// Somebody who came gets a paper that says so; asked again it is the same paper.
struct ProvePresence: Sendable {
    let visit: Visit
    /// Of the people of the file, those who were to come.
    let people: [String]
    let name: String
    let newCode: @Sendable () -> String

    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> String {
        guard visit.state == .attended else { throw BookingRefusal.notAttended }
        guard people.prefix(visit.people).contains(name) else { throw Refused.notFound }
        let made: String? = try db.value(
            "SELECT code FROM visit_presence WHERE visit = \(visit.id) AND name = \(name)")
        if let made { return made }
        let code = newCode()
        try db.run(
            """
            INSERT INTO visit_presence (code, visit, name, made_at)
            VALUES (\(code), \(visit.id), \(name), \(now))
            """)
        try db.record(
            JournalEvent(
                "visit.proved", subject: "case/\(visit.caseID)", ["visit": visit.id.description]),
            by: principal, at: now)
        return code
    }
}

/// A proof of presence, as anybody who has its code learns of it: not who came, and not why.
public struct CheckedPresence: Sendable, Equatable {
    public let place: String
    public let day: Day
    /// Minutes since midnight of the place.
    public let from: Int
    public let until: Int
    public let madeAt: Moment
    public let isDemo: Bool
}

extension Appointments {
    /// What anybody with the code of a proof of presence may learn; nil for a code that we never gave.
    public func presence(_ code: String, in db: Reader) throws -> CheckedPresence? {
        let row = try db.first(
            """
            SELECT p.made_at, d.demo, \(Visit.besides)
            FROM visit_presence p JOIN visit v ON v.id = p.visit JOIN desk d ON d.id = v.desk
            WHERE p.code = \(code)
            """)
        guard let row else { return nil }
        let visit = try Visit(row, from: 2)
        guard let place = try asks.place(visit.location, db) else { return nil }
        return CheckedPresence(
            place: place.name, day: place.zone.day(of: visit.presence.lowerBound),
            from: place.zone.minuteOfDay(of: visit.presence.lowerBound),
            until: place.zone.minuteOfDay(of: visit.presence.upperBound), madeAt: try row[0],
            isDemo: try row[1])
    }
}
