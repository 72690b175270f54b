public import Kernel
public import Storage

/// That somebody came to an office, from when and until when; not why.
struct Presence: Sendable, Equatable {
    let code: String
    let visit: VisitID
    let name: String
    let began: Moment
    let ended: Moment
    let madeAt: Moment

    static func find(_ code: String, of visit: VisitID, in db: Reader) throws -> Presence {
        let row = try db.first(
            """
            SELECT code, visit, name, began, ended, made_at FROM visit_presence
            WHERE code = \(code) AND visit = \(visit)
            """)
        guard let row else { throw Refused.notFound }
        return Presence(
            code: try row[0], visit: try row[1], name: try row[2], began: try row[3],
            ended: try row[4], madeAt: try row[5])
    }
}

extension Visit {
    /// When its people were there, and nothing that nobody wrote down: from the arrival that was noted, or the booked
    /// time, to the end of that; of those who were seen before their time, until that was noted.
    func presence(seen: Moment) -> (began: Moment, ended: Moment) {
        if seen < start { return (min(arrived ?? seen, seen), seen) }
        let began = arrived ?? start
        return (began, max(end, began))
    }

    /// When it was noted that its people were seen; nil where the journal does not say so any more.
    fileprivate func seen(in db: Reader) throws -> Moment? {
        try db.journal(of: "case/\(caseID)").last {
            $0.kind == "visit.attended" && $0.fields["visit"] == id.description
        }?.at
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
        guard visit.state == .attended, let seen = try visit.seen(in: db) else {
            throw BookingRefusal.notAttended
        }
        guard people.prefix(visit.people).contains(name) else { throw Refused.notFound }
        let made: String? = try db.value(
            "SELECT code FROM visit_presence WHERE visit = \(visit.id) AND name = \(name)")
        if let made { return made }
        let (code, times) = (newCode(), visit.presence(seen: seen))
        try db.run(
            """
            INSERT INTO visit_presence (code, visit, name, began, ended, made_at)
            VALUES (\(code), \(visit.id), \(name), \(times.began), \(times.ended), \(now))
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
            SELECT v.location, p.began, p.ended, p.made_at, d.demo
            FROM visit_presence p JOIN visit v ON v.id = p.visit JOIN desk d ON d.id = v.desk
            WHERE p.code = \(code)
            """)
        guard let row, let place = try asks.place(try row[0], db) else { return nil }
        let (began, ended): (Moment, Moment) = (try row[1], try row[2])
        return CheckedPresence(
            place: place.name, day: place.zone.day(of: began),
            from: place.zone.minuteOfDay(of: began), until: place.zone.minuteOfDay(of: ended),
            madeAt: try row[3], isDemo: try row[4])
    }
}
