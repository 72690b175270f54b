import Kernel
import Storage

/// One thing that was handed to a body, for the people of that body alone.
struct HandedView: Sendable {
    let id: HandedID
    let kase: SealedCaseID
    let handed: Handed
    let at: Moment
    let answeredAt: Moment?

    private init(_ row: Row, _ keys: Keys) throws {
        id = try row[0]
        kase = try row[1]
        handed = try Handed(sealed: try row[2], of: id, keys)
        at = try row[3]
        answeredAt = try row[4]
    }

    /// What was handed to the bodies that somebody works for; what came last stands first.
    static func all(
        for principal: Principal, on today: Day, in db: Reader
    ) throws -> [HandedView] {
        let bodies = Handed.bodies(principal, db.keys.compartment)
        if bodies.isEmpty { throw Refused.notFound }
        return try bodies.flatMap { body in
            try db.all(
                """
                SELECT id, kase, content, handed_at, answered_at FROM sealed_hand
                WHERE reader_hash = \(Handed.reader(body, db.keys)) AND keep_until >= \(today)
                ORDER BY handed_at DESC, id DESC LIMIT \(handsMax)
                """
            ).map { try HandedView($0, db.keys) }
        }
    }

    /// Whoever is of another body learns nothing, not even that it is there.
    static func find(
        _ id: HandedID, for principal: Principal, on today: Day, in db: Reader
    ) throws -> HandedView {
        for body in Handed.bodies(principal, db.keys.compartment) {
            let row = try db.first(
                """
                SELECT id, kase, content, handed_at, answered_at FROM sealed_hand
                WHERE id = \(id) AND reader_hash = \(Handed.reader(body, db.keys))
                    AND keep_until >= \(today)
                """)
            if let row { return try HandedView(row, db.keys) }
        }
        throw Refused.notFound
    }
}

/// Somebody of the body reads it; that they did is kept.
struct ReadHanded {
    let id: HandedID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws -> HandedView {
        let view = try HandedView.find(
            id, for: principal, on: house.zone.day(of: now), in: db)
        try db.record(
            JournalEvent("flow.read", subject: "handed/\(id)"), by: principal, at: now)
        return view
    }
}

/// The body answers: the room and the person read the answer, the body still nothing more of the case.
struct AnswerHanded {
    let id: HandedID
    let answers: [String: String]

    /// The act of a procedure's file by which a body answers.
    static let act = "bodyAnswers"

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        let hand = try HandedView.find(
            id, for: principal, on: house.zone.day(of: now), in: db)
        let view = try SealedView.behind(hand, in: db, house)
        try ActOnSealed(act: AnswerHanded.act, answers: answers)
            .perform(on: view, by: .staff(principal), at: now, in: db, house)
        try db.run("UPDATE sealed_hand SET answered_at = \(now) WHERE id = \(id)")
    }
}

/// A screen of lines.
private let handsMax = 200
