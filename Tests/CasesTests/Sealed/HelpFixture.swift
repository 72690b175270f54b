import Kernel
import LegalTime
import Storage
import TestSupport

@testable import Cases

/// The help room with the real policy, on an engine.
struct HelpFixture {
    let room: SealedRoom

    init(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(
            engine, compartment: .help,
            migrations: storageSchema + SealedRoom.schema + HelpRoom.schema)
        room = try SealedRoom(
            database: database, book: SealedBook(realPolicy),
            world: SealedWorld(
                zone: .utc, calendar: try testCalendar().working(at: Place(municipality: "1106"))),
            extras: HelpRoom.extras(try sharedPolicy.get()))
    }

    var database: Database { room.database }
    var house: SealedHouse { room.house }

    func file(
        _ procedure: String, _ answers: [String: String], at now: Moment = noon
    ) async throws -> SealedCaseID {
        let (house, action) = (
            self.house,
            FileSealed(procedure: try house.procedure(procedure), answers: answers)
        )
        return try await database.write { db in try action.perform(at: now, in: db, house) }
    }

    /// Staff of the room read it; where it is kept to few, as its reader.
    func view(_ id: SealedCaseID) async throws -> SealedView {
        let house = self.house
        return try await database.read { db in
            try SealedView.find(id, for: dinis, at: noon, in: db, house)
        }
    }

    func act(
        _ act: String, _ answers: [String: String] = [:], on id: SealedCaseID,
        by actor: SealedActor = .staff(dinis), at now: Moment = noon
    ) async throws {
        let (house, view) = (self.house, try await self.view(id))
        let action = ActOnSealed(act: act, answers: answers)
        try await database.write { db in
            try action.perform(on: view, by: actor, at: now, in: db, house)
        }
    }

    func offers(_ doer: SealedAct.Doer, on id: SealedCaseID) async throws -> Set<String> {
        let view = try await view(id)
        return Set(try view.procedure.offers(doer, view.history).map(\.code))
    }

    func handed(
        to principal: Principal, on today: Day = day("2026-11-23")
    ) async throws
        -> [HandedView]
    {
        try await database.read { db in
            try HandedView.all(for: principal, on: today, in: db)
        }
    }
}

/// People of a health centre, of the labour authority, of a union and of victim support.
let clerk = ofBody("Úrsula", 61, 210)
let inspector = ofBody("Tânia", 62, 220)
let unionist = ofBody("Vasco", 63, 221)
let supporter = ofBody("Xénia", 64, 222)
let bodies = [clerk, inspector, unionist, supporter]

private func ofBody(_ name: String, _ number: Int64, _ organisation: Int64) -> Principal {
    let duty = Duty(
        role: .partner, organisation: OrganisationID(organisation), location: nil, purpose: .help)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

/// A report as somebody hands it in, with a yes to the labour authority and a no to the union.
let zulmirasReport = [
    "tellerKind": "self", "wages": "yes", "documentsKept": "yes", "housing": "yes",
    "reportWords": "Não me pagam desde a vindima.", "employer": "Quinta Alcatruz, Lda.",
    "workAddress": "Estrada da Nora, 7", "housingAddress": "R. do Poço 12",
    "workMunicipality": "Odemira", "consentLabour": "yes", "consentUnion": "no",
    "contact": "zulmira@example.org",
]

/// A request to be registered at a health centre.
let registration = [
    "healthUnit": "USF da Ribeira", "unitMunicipality": "Lisboa", "patientName": "Zulmira Tarrafal",
    "patientMinor": "no", "situation": "noPermit", "residence": "over90", "consentUnit": "yes",
]
