import Kernel
import LegalTime
import Storage

/// What is done together for one child, as somebody may see it.
struct Together: Sendable {
    /// How they came in.
    enum Seat: Sendable {
        /// Reads the sealed case, and leads.
        case reader
        /// Works at a body that takes part, and reads what that body needs.
        case professional(ProtectionBook.Body)
    }

    let id: SealedCaseID
    let seat: Seat
    /// Whole to a reader; to a professional what their body reads, and nothing else.
    let file: ProtectionFile

    /// The one way in. Whoever is neither a reader nor of a body that takes part learns nothing, not even that it is there.
    static func find(
        _ id: SealedCaseID, for principal: Principal, at now: Moment, in db: Reader,
        _ room: ProtectionRoom
    ) throws -> Together {
        if principal.has(.protector) {
            _ = try SealedView.find(id, for: principal, at: now, in: db, room.house)
            return Together(id: id, seat: .reader, file: try load(id, in: db))
        }
        let account = principal.account
        let isOf = try db.count(
            "SELECT COUNT(*) FROM protection_part WHERE kase = \(id) AND account = \(account)")
        let file = try load(id, in: db)
        guard isOf == 1, let body = room.book.workplace(of: principal),
            file.parts.contains(where: { $0.account == account && $0.body == body.code })
        else { throw Refused.notFound }
        return Together(id: id, seat: .professional(body), file: file.seen(by: body))
    }

    /// Those in which a professional takes part, the newest first.
    static func all(
        for principal: Principal, at now: Moment, in db: Reader, _ room: ProtectionRoom
    ) throws -> [Together] {
        guard room.book.workplace(of: principal) != nil else { throw Refused.notFound }
        let rows = try db.all(
            """
            SELECT kase FROM protection_part WHERE account = \(principal.account)
            ORDER BY kase DESC LIMIT \(togetherMax)
            """)
        return try rows.compactMap { row in
            do {
                return try find(try row[0], for: principal, at: now, in: db, room)
            } catch let refused as Refused where refused == .notFound {
                return nil
            }
        }
    }

    static func load(_ id: SealedCaseID, in db: Reader) throws -> ProtectionFile {
        ProtectionFile(
            try db.journal(of: ProtectionEvent.subject(id)).compactMap {
                $0.decoded(ProtectionEvent.self)
            })
    }
}

extension ProtectionBook {
    /// The body at which a professional works here: by duty, role and purpose together.
    func workplace(of principal: Principal) -> Body? {
        let own = principal.duties.filter { $0.role == .partner && $0.purpose == .protection }
        return bodies.first { body in own.contains { $0.organisation == body.organisation } }
    }
}

extension SealedHouse {
    /// By when a task is to be acknowledged, and whether it was: a clock of policy, derived from its two days.
    func acknowledgement(of task: ProtectionFile.SharedTask) throws -> ClockDerivation? {
        let name = task.isUrgent ? "protection/urgent-task" : "protection/task"
        let rule = try library.rule(name, on: task.givenOn)
        let given = ClockEvent("task.given", task.givenOn)
        let met = task.acknowledgedOn.map { ClockEvent("task.acknowledged", $0) }
        return try LegalClock(
            rule: rule, events: [given] + [met].compactMap(\.self), place: .country
        ).derivation(in: calendar)
    }
}

/// Something that several bodies do for a child: checked, written in one line, and told to nobody outside.
struct ActTogether {
    let id: SealedCaseID
    let event: ProtectionEvent

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ room: ProtectionRoom
    ) throws {
        let seen = try Together.find(id, for: principal, at: now, in: db, room)
        guard may(seen) else { throw ProtectionRefusal.notOfThisBody }
        if let refusal = seen.file.refusal(of: event) { throw refusal }
        try db.record(
            .sealed(ProtectionEvent.kind, subject: ProtectionEvent.subject(id), event),
            by: principal, at: now)
        try keepParts(in: db)
    }

    /// A reader leads; a professional answers for the tasks of their body, and writes in its name.
    private func may(_ seen: Together) -> Bool {
        guard case .professional(let body) = seen.seat else {
            switch event {
            case .acknowledged, .done: return false
            default: return true
            }
        }
        switch event {
        case .acknowledged(let task, _, _), .done(let task, _): return seen.file.task(task) != nil
        case .noted(let note): return note.body == body.code
        default: return false
        }
    }

    private func keepParts(in db: Writer) throws {
        switch event {
        case .joined(let part):
            try db.run(
                """
                INSERT INTO protection_part (kase, account) VALUES (\(id), \(part.account))
                ON CONFLICT (kase, account) DO NOTHING
                """)
        case .left(let account):
            try db.run(
                "DELETE FROM protection_part WHERE kase = \(id) AND account = \(account)")
        default: break
        }
    }
}

/// A screen of them: nobody takes part in more at once.
private let togetherMax = 100
