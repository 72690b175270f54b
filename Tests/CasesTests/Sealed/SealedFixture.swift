import Formats
import Kernel
import LegalTime
import Storage
import TestSupport

@testable import Cases

/// The room of complaints on a fresh sealed database, or that of another policy file.
struct SealedFixture {
    let database: Database
    let room: SealedRoom

    init(_ engine: Engine, keys: Keys? = nil, scan: ScanFile? = nil) async throws {
        database = try await TestDatabase.make(
            engine, compartment: .equality, migrations: storageSchema + Complaints.schema,
            keys: keys)
        room = try Complaints.room(
            database, try sharedPolicy.get(), SealedFixture.world(scan: scan))
    }

    /// A room of child protection that keeps its cases to few, and for as long as `retention` says.
    init(needToKnow engine: Engine, retention: String = "unknown: true") async throws {
        database = try await TestDatabase.make(
            engine, compartment: .protection, migrations: storageSchema + SealedRoom.schema)
        let folder = PolicyFolder(texts: ["sealed/signal.yaml": signalFile + "\n" + kept(retention)]
        )
        room = try SealedRoom(
            database: database, book: try SealedBook(folder), world: SealedFixture.world())
    }

    static func world(scan: ScanFile? = nil) throws -> SealedWorld {
        SealedWorld(
            zone: .utc, calendar: try testCalendar().working(at: .country), scan: scan)
    }

    var house: SealedHouse { room.house }

    func file(
        _ answers: [String: String] = complaintAnswers, _ code: String = Complaints.code,
        by taker: Principal? = nil, at now: Moment = noon
    ) async throws -> SealedCaseID {
        let action = FileSealed(
            procedure: try house.procedure(code), answers: answers, taker: taker)
        return try await database.write { [house] db in try action.perform(at: now, in: db, house) }
    }

    func act(
        _ code: String, _ answers: [String: String] = [:], on id: SealedCaseID,
        by principal: Principal = fatima, at now: Moment = after(1)
    ) async throws {
        try await database.write { [house] db in
            let view = try SealedView.find(id, for: principal, at: now, in: db, house)
            try ActOnSealed(act: code, answers: answers)
                .perform(on: view, by: .staff(principal), at: now, in: db, house)
        }
    }

    /// The same by whoever holds reference and code.
    func actAsHolder(_ code: String, on id: SealedCaseID, at now: Moment = after(1)) async throws {
        try await database.write { [house] db in
            let keys = SealedKeepsake(id, "DQ", db.keys)
            guard let view = try SealedView.find(keys.reference, keys.code, in: db, house) else {
                throw Refused.notFound
            }
            try ActOnSealed(act: code, answers: [:])
                .perform(on: view, by: .holder, at: now, in: db, house)
        }
    }

    func view(
        _ id: SealedCaseID, for principal: Principal = fatima, at now: Moment = after(1)
    ) async throws -> SealedView {
        try await database.read { [house] db in
            try SealedView.find(id, for: principal, at: now, in: db, house)
        }
    }

    func differences() async throws -> [SealedCaseID] {
        try await database.read { [house] db in try house.rebuild(in: db) }
    }
}

/// Every word of it is looked for in the store.
let complaintAnswers = [
    "text": "Recusaram-me a casa em Alfarrobeira por causa do sotaque.", "happenedOn": "2026-03-10",
    "ground": "language", "area": "housing", "accusedKind": "natural",
    "accusedName": "Zeferino Quintanilha", "complainantName": "Ximena Vasconcelos",
    "contact": "ximena@exemplo.pt", "witnesses": "Wanda Boticelli ouviu tudo",
]

private func kept(_ retention: String) -> String {
    retention.hasPrefix("years")
        ? "retention: {\(retention), source: a test, verified: false}" : "retention: {\(retention)}"
}

private let signalFile = """
    code: signal
    compartment: protection
    path: signals
    reference: PX
    title: {pt: Sinal, en: Signal}
    desk: protector
    needToKnow: true
    lastVerified: 2026-11-26
    sources: {test: "a test"}
    basis:
      - rule: {text: {pt: Regra, en: Rule}, article: none, sources: [test], verified: false}
        validFrom: 2020-01-01
    intro: {pt: Diga, en: Tell}
    form:
      - code: what
        title: {pt: O quê, en: What}
        why: {text: {pt: Regra, en: Rule}, article: none, sources: [test], verified: false}
        fields:
          - {code: told, title: {pt: O que viu, en: What you saw}, type: longText, required: true}
    stages:
      - {code: received, title: {pt: Recebido, en: Received}, turn: desk}
      - {code: closed, title: {pt: Fechado, en: Closed}, turn: none, when: 'list contains(acts, "close")'}
    acts:
      - {code: close, title: {pt: Fechar, en: Close}, by: desk}
    """

/// A jurist of the agency: the role of the equality body's, without its purpose.
let otherJurist = Principal(
    account: AccountID(991), person: nil, name: "Sara",
    duties: [
        Duty(
            role: .jurist, organisation: fatima.duties[0].organisation, location: nil,
            purpose: .status)
    ])
