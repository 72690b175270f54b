import Figures
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport

@testable import ServiceNetwork

let lisbonOffice = LocationID(slug: "aima-lisboa-1")
let portoOffice = LocationID(slug: "aima-porto")

/// An officer of Lisbon and one of Porto; clerks of the tax authority here and there, and of social security here.
let brenda = worker("Brenda", 81, .officer, agency, at: lisbonOffice)
let boris = worker("Boris", 82, .officer, agency, at: portoOffice)
let tiago = worker("Tiago", 83, .partner, OrganisationID(102), at: lisbonOffice)
let telma = worker("Telma", 84, .partner, OrganisationID(102), at: portoOffice)
let nelson = worker("Nelson", 85, .partner, OrganisationID(230), at: lisbonOffice)

private func worker(
    _ name: String, _ number: Int64, _ role: Role, _ body: OrganisationID, at place: LocationID
) -> Principal {
    let duty = Duty(role: role, organisation: body, location: place, purpose: .status)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

/// Branches of two bodies in Lisbon, and a file of Ana with her son there.
struct BranchSample: Sendable {
    let network: ServiceNetwork
    let reference = Reference(kind: "RF", random: 7)
    let kept = Kept()

    /// What other rooms were asked to keep and to tell.
    final class Kept: Sendable {
        let numbers = Mutex<[BranchNumber]>([])
        let told = Mutex<[String]>([])
        /// Whose files are closed to the officer.
        let closed = Mutex<Set<CaseID>>([])
        /// Until when the contract stands.
        let lastDay = Mutex<Day>(noon.utcDay.adding(days: 400))
    }

    var database: Database { network.database }
    var book: BranchBook { network.book }

    init(_ engine: Engine) async throws {
        let path = projectFolder + "/policy/pt/" + BranchBook.path
        let book = try BranchBook(
            yaml: String(contentsOfFile: path, encoding: .utf8), file: BranchBook.path)
        let database = try await TestDatabase.make(engine, migrations: schema)
        var network = ServiceNetwork(database: database)
        network.book = book
        try await network.importDirectory(referenceData, by: .house, at: noon)
        self.network = network.joining(BranchSample.asks(kept, reference))
    }

    private static func asks(_ kept: Kept, _ reference: Reference) -> BranchAsks {
        var asks = BranchAsks()
        asks.file = { typed, officer, _, _ in
            guard typed == reference, officer.serves(lisbonOffice) else { throw Refused.notFound }
            return BranchFile(
                id: CaseID(4_001), reference: reference, office: lisbonOffice,
                applicant: PersonID(1_011), people: ["Ana Zibreira", "Tomé Zibreira"],
                isDemo: false)
        }
        asks.closed = { all, _, _ in kept.closed.withLock { $0.intersection(all) } }
        asks.language = { _, _ in "uk" }
        asks.contract = { name, day in
            let last = kept.lastDay.withLock { $0 }
            if day > last { return nil }
            return BranchContract(
                name: name, version: 1, fields: ["personName", "personLanguage"],
                legalBasis: "consentimento", isVerified: false, keepUntil: day.adding(days: 365))
        }
        asks.keepNumber = { number, person, _ in
            guard person == PersonID(1_011) else { throw Refused.notFound }
            kept.numbers.withLock { $0.append(number) }
        }
        asks.numbers = { principal, _ in
            principal.numbers.contains(PersonID(1_011)) ? kept.numbers.withLock { $0 } : []
        }
        asks.tell = { news, _, _ in kept.told.withLock { $0.append(news.key) } }
        return asks
    }

    @discardableResult
    func open(
        _ kind: String, at place: LocationID = lisbonOffice, _ now: Moment = noon
    ) async throws -> BranchID {
        try await database.write { [network] db in
            try OpenBranch(kind: kind, location: place, fromDay: now.utcDay, source: "Protocol 1")
                .perform(by: ivo, at: now, in: db, network)
        }
    }

    @discardableResult
    func ask(
        _ branch: BranchID, for position: Int = 0, by officer: Principal = brenda,
        consent: Bool = true, at now: Moment = noon
    ) async throws -> BranchRequestID {
        try await database.write { [network, reference] db in
            try AskBranch(
                reference: reference, position: position, branch: branch, hasConsent: consent
            ).perform(by: officer, at: now, in: db, network)
        }
    }

    func answer(
        _ request: BranchRequestID, _ answer: BranchAnswer, by clerk: Principal = tiago,
        at now: Moment = noon
    ) async throws {
        try await database.write { [network] db in
            try AnswerBranch(request: request, answer: answer)
                .perform(by: clerk, at: now, in: db, network)
        }
    }

    func withdraw(
        _ request: BranchRequestID, by person: Principal = ana, at now: Moment = noon
    ) async throws {
        try await database.write { db in
            try WithdrawBranchRequest(request: request).perform(by: person, at: now, in: db)
        }
    }

    func seen(by clerk: Principal, on day: Day = noon.utcDay) async throws -> [OpenedRequest] {
        try await database.read { [network] db in
            try OpenedRequest.all(for: clerk, network, on: day, in: db)
        }
    }

    func ofOffice(_ officer: Principal) async throws -> [HandedRequest] {
        try await database.read { [network] db in
            try HandedRequest.all(for: officer, network.branches, at: noon, in: db)
        }
    }

    func states() async throws -> [String: Int] {
        let rows = try await database.read { db in
            try db.all("SELECT state, COUNT(*) FROM branch_request GROUP BY state").map {
                (try $0[0] as String, try $0[1] as Int)
            }
        }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    /// The values of the published figures of a kind in Lisbon, by what they count.
    func figures(_ kind: String, at now: Moment = noon) async throws -> [String: Double?] {
        let values = try await database.read { [network] db in
            try network.branchFigures(in: db)
                .filter { $0.key.text.hasSuffix(".\(kind).aima-lisboa-1") }
                .map { figure -> (String, Double?) in
                    let word = figure.key.text.split(separator: ".")[1]
                    return (String(word), try figure.published(at: now, in: db).value)
                }
        }
        return Dictionary(values, uniquingKeysWith: { $1 })
    }
}
