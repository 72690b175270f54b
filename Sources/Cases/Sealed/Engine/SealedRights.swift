import Kernel
import Storage

extension SealedProcedure {
    /// Role, purpose and compartment together: a role alone opens nothing.
    func mayWork(_ principal: Principal) -> Bool {
        principal.duties.contains { $0.role == desk && $0.compartment == compartment }
    }
}

/// Who acts on a sealed case.
enum SealedActor: Sendable {
    case staff(Principal)
    /// Whoever holds reference and code: nobody asks who that is.
    case holder

    /// As the journal names it: never a visitor's account.
    var principal: Principal {
        switch self {
        case .staff(let principal): principal
        case .holder: .house
        }
    }

    var doer: SealedAct.Doer {
        switch self {
        case .staff: .desk
        case .holder: .person
        }
    }
}

/// A sealed case that somebody may read, whole.
struct SealedView: Sendable {
    let id: SealedCaseID
    let procedure: SealedProcedure
    let history: SealedHistory
    let stage: SealedStage
    let periods: [SealedPeriod]

    /// For staff of the room. Whoever is no reader of a case kept to few learns nothing, not even that it is there.
    static func find(
        _ id: SealedCaseID, for principal: Principal, at now: Moment, in db: Reader,
        _ house: SealedHouse
    ) throws -> SealedView {
        // A reader, or one whom two of the room let in for some hours: asked in one statement, so that
        // whoever is refused asks as much of the store where there is no case.
        let account = principal.account
        let row = try db.first(
            """
            SELECT state,
                (SELECT COUNT(*) FROM sealed_reader r WHERE r.kase = c.id AND r.account = \(account))
                + (SELECT COUNT(*) FROM sealed_glass g
                    WHERE g.kase = c.id AND g.asker = \(account) AND g.ends_at > \(now))
            FROM sealed_case c WHERE id = \(id)
            """)
        guard let row else { throw Refused.notFound }
        let own: Int = try row[1]
        let procedure = try house.procedure(of: id, row[0], db.keys)
        guard procedure.mayWork(principal), !procedure.needToKnow || own > 0 else {
            throw Refused.notFound
        }
        return try SealedView(id, procedure, in: db, house)
    }

    /// For the person who has both reference and code; a wrong code is as if there were none.
    static func find(
        _ reference: Reference, _ code: VerifyCode, in db: Reader, _ house: SealedHouse
    ) throws -> SealedView? {
        let hash = SealedKeepsake.hash(reference, db.keys)
        let row = try db.first(
            "SELECT id, state FROM sealed_case WHERE reference_hash = \(hash)")
        guard let row else { return nil }
        let id: SealedCaseID = try row[0]
        let procedure = try house.procedure(of: id, row[1], db.keys)
        guard SealedKeepsake(id, procedure.letters, db.keys).code == code else { return nil }
        return try SealedView(id, procedure, in: db, house)
    }

    /// What stands behind a thing that was handed to a body, so that its answer is noted there: never shown to it.
    static func behind(
        _ hand: HandedView, in db: Reader, _ house: SealedHouse
    ) throws -> SealedView {
        let procedure = try house.procedure(hand.handed.procedure)
        return try SealedView(hand.kase, procedure, in: db, house)
    }

    private init(
        _ id: SealedCaseID, _ procedure: SealedProcedure, in db: Reader, _ house: SealedHouse
    ) throws {
        guard let history = try SealedHistory.load(id, in: db) else { throw Refused.notFound }
        self.id = id
        self.procedure = procedure
        self.history = history
        stage = try procedure.stage(of: history)
        periods = try house.periods(of: history, procedure)
    }
}

/// One line of the room's list; its content stays sealed until it is opened.
struct SealedLine: Sendable {
    let id: SealedCaseID
    let stage: String
    let nextDate: Day?
    let limitDate: Day?
    let receivedAt: Moment
    let isOpened: Bool
    let isEnded: Bool
    /// Whether this principal may open it; where not, it waits for a first reader.
    let isOpen: Bool

    /// Those of a procedure that somebody may know of: limitations first, then what came last.
    static func all(
        _ procedure: SealedProcedure, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> [SealedLine] {
        guard procedure.mayWork(principal) else { throw Refused.notFound }
        let account = principal.account
        return try db.all(
            """
            SELECT c.id, c.state, c.received_at,
                (SELECT COUNT(*) FROM sealed_reader r WHERE r.kase = c.id) AS readers,
                (SELECT COUNT(*) FROM sealed_reader r WHERE r.kase = c.id AND r.account = \(account))
                + (SELECT COUNT(*) FROM sealed_glass g
                    WHERE g.kase = c.id AND g.asker = \(account) AND g.ends_at > \(now)) AS own
            FROM sealed_case c WHERE c.kind_hash = \(procedure.kind(db.keys))
            """
        ).compactMap { row -> SealedLine? in
            let (readers, own): (Int, Int) = (try row[3], try row[4])
            guard !procedure.needToKnow || readers == 0 || own > 0 else { return nil }
            let id: SealedCaseID = try row[0]
            let state = try SealedState(try row[1], of: id, db.keys)
            return SealedLine(
                id: id, stage: state.stage, nextDate: state.nextDate, limitDate: state.limitDate,
                receivedAt: try row[2], isOpened: state.openedAt != nil,
                isEnded: state.endedAt != nil, isOpen: !procedure.needToKnow || own > 0)
        }.sorted { $0.comesBefore($1) }
    }

    /// What runs before what ended; of these what is over first, and what came last.
    private func comesBefore(_ other: SealedLine) -> Bool {
        if isEnded != other.isEnded { return other.isEnded }
        if limitDate != other.limitDate {
            guard let limitDate else { return false }
            return other.limitDate.map { limitDate < $0 } ?? true
        }
        return (receivedAt, id) > (other.receivedAt, other.id)
    }

    /// Those in which a searched field was answered so, exactly.
    static func search(
        _ text: String, _ procedure: SealedProcedure, in db: Reader
    ) throws -> Set<SealedCaseID> {
        var found: Set<SealedCaseID> = []
        for field in procedure.search.sorted() {
            let key = procedure.searchKey(field, text, db.keys)
            let rows = try db.all("SELECT kase FROM sealed_key WHERE hash = \(key)")
            found.formUnion(try rows.map { try $0[0] })
        }
        return found
    }
}
