import FoundationEssentials
import Kernel
import Storage

/// Which procedure a case has, where it stands and by when: what lists are drawn from. Stored as one ciphertext of
/// one length: a day or a stage in clear would tell of what was filed.
struct SealedState: Codable, Sendable, Equatable {
    let procedure: String
    let stage: String
    let turn: String
    let nextDate: Day?
    let limitDate: Day?
    let endedAt: Moment?
    let openedAt: Moment?

    private static let use = "sealed-state"

    /// By which rows of a procedure are found.
    static func kind(_ procedure: String, _ keys: Keys) -> [UInt8] {
        keys.lookup(procedure, use: "sealed-procedure")
    }

    func sealed(_ id: SealedCaseID, _ keys: Keys) throws -> [UInt8] {
        var plain = [UInt8](try JSONEncoder().encode(self))
        plain += [UInt8](repeating: UInt8(ascii: " "), count: max(0, stateBytes - plain.count))
        return try keys.seal(plain, use: SealedState.use, context: id.description)
    }

    init(
        procedure: String, stage: SealedStage, next: Day?, limit: Day?, endedAt: Moment?,
        openedAt: Moment?
    ) {
        self.procedure = procedure
        self.stage = stage.code
        turn = stage.turn.rawValue
        nextDate = next
        limitDate = limit
        self.endedAt = endedAt
        self.openedAt = openedAt
    }

    init(_ sealed: [UInt8], of id: SealedCaseID, _ keys: Keys) throws {
        let plain = try keys.open(sealed, use: SealedState.use, context: id.description)
        self = try JSONDecoder().decode(SealedState.self, from: Data(plain))
    }
}

extension SealedProcedure {
    func kind(_ keys: Keys) -> [UInt8] { SealedState.kind(code, keys) }
}

extension SealedHouse {
    /// The procedure of a row, from what is sealed in it.
    func procedure(
        of id: SealedCaseID, _ state: [UInt8], _ keys: Keys
    ) throws -> SealedProcedure {
        try procedure(try SealedState(state, of: id, keys).procedure)
    }
}

extension SealedRoom {
    /// Rows from before the state was sealed are written anew from their events. May run at each start: what is
    /// sealed is passed by.
    public func sealStates() async throws {
        try await database.write { [house] db in
            for row in try db.all("SELECT id FROM sealed_case WHERE state IS NULL ORDER BY id") {
                let id: SealedCaseID = try row[0]
                guard let history = try SealedHistory.load(id, in: db) else { continue }
                try house.store(try house.row(of: history, db.keys), of: id, in: db)
            }
        }
    }
}

/// Longer than any of them.
private let stateBytes = 512
