import FoundationEssentials
import Kernel
import Storage

enum HandedThing {}
typealias HandedID = ID<HandedThing>

/// What a contract lets a body read of one case: exactly its fields, as they stood when they were handed over.
struct Handed: Codable, Sendable, Equatable {
    let flow: String
    let version: Int
    let procedure: String
    let fields: [String: String]

    static let use = "handed"

    /// Who reads it, as the store names them: nobody without the key can tell which body that is.
    static func reader(_ organisation: OrganisationID, _ keys: Keys) -> [UInt8] {
        keys.lookup(organisation.description, use: "handed-reader")
    }

    /// The bodies that somebody works for in this room, and nothing else that they are.
    static func bodies(_ principal: Principal, _ compartment: Compartment) -> [OrganisationID] {
        let duties = principal.duties.filter {
            $0.role == .partner && $0.compartment == compartment
        }
        return Set(duties.map(\.organisation)).sorted()
    }
}

/// The room hands the fields of a contract to the body that it names.
struct HandOver {
    let flow: Flow
    let organisation: OrganisationID

    func perform(
        _ history: SealedHistory, of id: SealedCaseID, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws {
        let (today, procedure) = (house.zone.day(of: now), history.filed.procedure)
        let offered = Array(try house.procedure(procedure).fields.keys)
        guard flow.refusal(on: today, offered: offered) == nil else {
            throw HelpRefusal.noContract
        }
        let reader = Handed.reader(organisation, db.keys)
        let held = try db.count(
            """
            SELECT COUNT(*) FROM sealed_hand
            WHERE kase = \(id) AND reader_hash = \(reader) AND keep_until >= \(today)
            """)
        if held > 0 { throw HelpRefusal.alreadyHanded }
        let hand = HandedID.new(at: now)
        let handed = Handed(
            flow: flow.name, version: flow.version, procedure: procedure,
            fields: history.answers.filter { flow.fields.contains($0.key) })
        let plain = [UInt8](try JSONEncoder().encode(handed)).filled
        let content = try db.keys.seal(plain, use: Handed.use, context: hand.description)
        try Handed.forget("keep_until < \(today)", at: now, in: db)
        try db.run(
            """
            INSERT INTO sealed_hand (id, kase, reader_hash, content, handed_at, keep_until)
            VALUES (\(hand), \(id), \(reader), \(content), \(now),
                \(flow.keptUntil(from: today)))
            """)
        let facts = ["flow": flow.name, "version": String(flow.version)]
        try db.record(
            .sealed("flow.handed", subject: "handed/\(hand)", facts), by: .house, at: now)
    }
}

/// The person took back a yes: what it let somebody read is gone.
struct TakeBackHanded {
    let kase: SealedCaseID

    func perform(
        _ history: SealedHistory, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        let procedure = try house.procedure(history.filed.procedure)
        let facts = try SealedFacts.of(history, procedure)
        let closed = Set(
            try procedure.acts.filter { try !($0.when?.holds(facts) ?? true) }.compactMap(\.flow))
        for row in try db.all("SELECT id, content FROM sealed_hand WHERE kase = \(kase)") {
            let hand: HandedID = try row[0]
            guard closed.contains(try Handed(sealed: try row[1], of: hand, db.keys).flow) else {
                continue
            }
            try Handed.forget("id = \(hand)", at: now, in: db)
            try db.record(
                JournalEvent("flow.taken-back", subject: "handed/\(hand)"), by: .house, at: now)
        }
    }
}

extension Handed {
    /// Hands that nobody reads any more: with the rows goes what their journals said.
    static func forget(_ which: SQL, at now: Moment, in db: Writer) throws {
        let hands: [HandedID] = try db.all("SELECT id FROM sealed_hand WHERE \(which)").map {
            try $0[0]
        }
        try db.run("DELETE FROM sealed_hand WHERE \(which)")
        for hand in hands {
            try db.eraseSealed(subject: "handed/\(hand)", reason: "", at: now)
        }
    }

    init(sealed: [UInt8], of hand: HandedID, _ keys: Keys) throws {
        let plain = try keys.open(sealed, use: Handed.use, context: hand.description)
        self = try JSONDecoder().decode(Handed.self, from: Data(plain))
    }
}

enum HelpRefusal: Refusal, Equatable {
    case noContract
    case noBody
    case alreadyHanded

    var kind: RefusalKind { .conflict }

    var explanation: String {
        switch self {
        case .noContract:
            "No contract lets this be handed on today. See the page of the flows, and ask for it to be renewed."
        case .noBody: "Write the number of the body that is to read this. Nothing was handed on."
        case .alreadyHanded: "This body has it already."
        }
    }
}
