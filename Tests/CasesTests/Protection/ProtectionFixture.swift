import Kernel
import LegalTime
import Storage
import TestSupport

@testable import Cases

/// The room of children on a fresh sealed database, with the real policy folder.
struct ProtectionFixture {
    let database: Database
    let room: ProtectionRoom
    let letters: LetterFolder

    init(_ engine: Engine) async throws {
        database = try await TestDatabase.make(
            engine, compartment: .protection,
            migrations: storageSchema + SealedRoom.schema + ProtectionRoom.schema)
        letters = LetterFolder(try TestFolder.make() + "/letters")
        let sealed = try SealedRoom(
            database: database, book: SealedBook(realPolicy),
            world: SealedWorld(
                zone: .utc, calendar: try testCalendar().working(at: .country),
                languages: [CodedName(code: "pt", pt: "português", en: "Portuguese")]),
            extras: .protection)
        guard let book = try ProtectionBook(realPolicy) else { throw Refused.notFound }
        room = ProtectionRoom(room: sealed, book: book, letters: letters, colleagues: { [] })
    }

    /// A signal whose case Teresa takes.
    func taken(at now: Moment = noon) async throws -> SealedCaseID {
        let action = TakeSignal(signal: childSignal, letter: "one")
        let id = try await database.write { [room] db in
            try action.perform(at: now, in: db, room)
        }
        guard let id else { throw Refused.notFound }
        try await database.write { [room] db in
            try TakeSealed(id: id).perform(by: teresa, at: now, in: db, room.house)
        }
        return id
    }

    func act(
        _ event: ProtectionEvent, on id: SealedCaseID, by who: Principal, at now: Moment = noon
    ) async throws {
        try await database.write { [room] db in
            try ActTogether(id: id, event: event).perform(by: who, at: now, in: db, room)
        }
    }

    func seen(_ id: SealedCaseID, by who: Principal) async throws -> ProtectionFile {
        try await database.read { [room] db in
            try Together.find(id, for: who, at: noon, in: db, room).file
        }
    }
}

private func worker(
    _ account: Int64, _ name: String, _ role: Role, _ organisation: Int64
)
    -> Principal
{
    Principal(
        account: AccountID(account), person: nil, name: name,
        duties: [
            Duty(
                role: role, organisation: OrganisationID(organisation), location: nil,
                purpose: .protection)
        ])
}

let teresa = worker(901, "Teresa", .protector, 103)
let tomas = worker(902, "Tomás", .protector, 103)
let simao = worker(903, "Simão", .partner, 109)
let xenia = worker(904, "Xénia", .partner, 105)
let quim = worker(905, "Joaquim", .partner, 112)

let childSignal = Signal(
    profession: "health", signs: ["injuries", "frightened"], inDanger: true,
    text: "Zulmira chora e não fala", place: "Zambujeira", contact: "Zeferino 912345678",
    day: day("2026-11-23"))

func joined(_ who: Principal, _ body: String) -> ProtectionEvent {
    .joined(.init(account: who.account, name: who.name, body: body))
}
