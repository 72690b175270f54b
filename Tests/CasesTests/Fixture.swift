import Formats
import Foundation
import Kernel
import Languages
import LegalTime
import Logging
import Storage
import Synchronization
import TestSupport
import Web

@testable import Cases

/// The room on a fresh database, with the real policy folder and two offices.
struct Fixture {
    let database: Database
    let cases: Cases
    let told = Told()

    /// What the neighbours heard.
    final class Told: Sendable {
        let notices = Mutex<[String]>([])
        let bodies = Mutex<[String]>([])
        let visits = Mutex<[CaseID]>([])
        let released = Mutex<[CaseID]>([])
        /// Which cases came to a point at which they need a visit.
        let needed = Mutex<[CaseID]>([])
        /// For how many people a visit was asked to have room.
        let grown = Mutex<[Int]>([])
        /// When the visit is that a decision gives back; nil for a case without one.
        let toCome = Mutex<Moment?>(nil)
        /// The keys of notices that somebody sent as a letter, and those that came back.
        let posted = Mutex<[String]>([])
        let returned = Mutex<[ReturnedNotice]>([])
        /// Who was made known without an account.
        let people = Mutex<Set<PersonID>>([])
        /// Whose last file was erased.
        let forgotten = Mutex<[PersonID]>([])
        /// Whose account something keeps.
        let kept = Mutex<Set<PersonID>>([])
        /// Offices beyond the two, the farthest.
        let third = Mutex<[CaseOffice]>([])
        /// Who acts for whom; nobody, unless a test says so.
        let mandates = Mutex<@Sendable (Principal, Moment) -> [CaseMandate]>({ _, _ in [] })
    }

    init(
        _ engine: Engine, language: String = "pt", folder: PolicyFolder = realPolicy,
        scan: ScanFile? = nil, payments: PaymentProvider? = nil
    ) async throws {
        database = try await TestDatabase.make(engine, migrations: storageSchema + Cases.schema)
        let documents = Documents(folder: try TestFolder.make(), keys: database.keys)
        let told = self.told
        let languages = try houseLanguages()
        let neighbours = told.neighbours(language, languages)
        cases = Cases(
            database: database, documents: documents,
            policy: try readPolicy(folder), zone: .utc,
            calendars: try testCalendar(), neighbours: neighbours,
            verifyBase: "https://cais.test", scan: scan, payments: payments)
    }

    var house: CaseHouse { cases.house }

    /// What lies in the spool of the documents.
    var spooled: [String] {
        let folder = cases.documents.folder + "/.spool"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Ana files for herself, her husband and her child of three.
    func file(
        _ person: Principal = ana, in place: PlaceCode = lisbon, at now: Moment = noon,
        abroad: PersonPlace? = nil
    ) async throws -> Case {
        let applicant = person.person ?? PersonID(1)
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold, municipality: place,
            applicant: applicant, abroad: abroad)
        return try await database.write { [house] db in
            try action.perform(by: person, at: now, in: db, house)
        }
    }

    func stored(_ kase: Case) async throws -> Case {
        try await database.read { db in try Case.stored(kase.id, in: db) }
    }

    func kinds(of kase: Case) async throws -> [String] {
        try await database.read { db in try db.journal(of: Case.subject(kase.id)).map(\.kind) }
    }

    func members(of kase: Case) async throws -> [CaseMember] {
        try await database.read { db in try CaseMember.all(of: kase.id, in: db) }
    }

    func ask(
        _ code: String, of kase: Case, at now: Moment, by officer: Principal = bruno,
        because: String? = nil
    ) async throws {
        let member = try await members(of: kase).last?.id
        let action = RequestDocuments(
            reference: kase.reference, items: [Wish(code, member)], because: because)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    func receiveAll(of kase: Case, at now: Moment, by officer: Principal = bruno) async throws {
        try await database.write { [house] db in
            for open in try kase.history(in: db).openItems {
                try ReceiveDocument(reference: kase.reference, item: open.item.id)
                    .perform(by: officer, at: now, in: db, house)
            }
        }
    }

    func decide(
        _ outcome: String, _ grounds: [String], of kase: Case, at now: Moment,
        by officer: Principal = bruno, despite: String? = "does-not-apply"
    ) async throws {
        let action = Decide(
            reference: kase.reference, outcome: outcome, grounds: grounds,
            reasons: "Tudo em ordem.", despite: despite)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }
}

/// Ana, who has a file of her own, as an officer of the Lisbon centre.
let anaAtHerDesk = Principal(
    account: AccountID(78), person: ana.person, name: "Ana", duties: bruno.duties)

let lisbon = PlaceCode("1106") ?? testPlace
let porto = PlaceCode("1312") ?? testPlace
/// The offices as closures name them.
let offices = ["lisboa-1": lisbonCentre, "porto": portoCentre]
private let testPlace: PlaceCode = { preconditionFailure("four digits are a place") }()

func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }
func after(_ days: Int) -> Moment { noon.adding(seconds: Int64(days) * 86_400) }

let anasHousehold = Household(
    holder: PersonOfFile(
        name: "Ana Exemplo", birth: day("1990-05-02"), relation: .holder, isInPortugal: true),
    holderIsRefugee: false,
    family: [
        PersonOfFile(
            name: "Ivo Exemplo", birth: day("1988-01-30"), relation: .spouse, isInPortugal: true),
        PersonOfFile(
            name: "Lia Exemplo", birth: day("2023-03-09"), relation: .child, isInPortugal: false),
    ])

/// The police unit as the consultation names it.
let jorge = Principal(
    account: AccountID(41), person: nil, name: "Jorge",
    duties: [
        Duty(role: .police, organisation: OrganisationID(3), location: nil, purpose: .consultation)
    ])

let realPolicy = PolicyFolder(path: projectFolder + "/policy/pt")
/// Read once: a fixture stands for each of some hundred tests.
let sharedPolicy = Result { try Policy(realPolicy) }

/// What a folder says; what the real one says too is read once in a run.
func readPolicy(_ folder: PolicyFolder) throws -> Policy {
    let real = try sharedPolicy.get()
    return folder.texts == realPolicy.texts ? real : try Policy(folder, like: real)
}

func decisionFiles(_ folder: PolicyFolder) -> DecisionFiles {
    DecisionFiles(folder, zones: { _ in nil }, like: triedDecisions)
}

/// The decisions of the real folder, read and tried once in a run.
private let triedDecisions: DecisionFiles? = {
    let files = try? sharedPolicy.get().decisionFiles
    _ = files.map { DecisionCheck($0).problems() }
    return files
}()

/// What does not hold in a folder; decisions that are the real ones are tried once in a run.
func faults(in folder: PolicyFolder) -> [PolicyProblem] {
    policyCheck(folder, decisionFiles(folder))
}

/// The real folder with some of its texts changed.
func policy(changing changes: [String: (String) -> String]) -> PolicyFolder {
    var texts = realPolicy.texts
    for (path, change) in changes { texts[path] = change(texts[path] ?? "") }
    return PolicyFolder(texts: texts)
}

func testCalendar() throws -> HolidayCalendar {
    let path = projectFolder + "/policy/pt/calendars/holidays.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try HolidayCalendar(rules: YAML.parse(text, file: "holidays.yaml"))
}

/// A file as text, read to its end.
func wholeText(_ pieces: FilePieces) throws -> String {
    var bytes: [UInt8] = []
    while let piece = try pieces() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
}
