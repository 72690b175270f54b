import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// Where the procedure's file says so, a decision takes two people.
@Suite struct FourEyesTests {
    @Test(arguments: Engine.underTest)
    func `what one proposes another of the office decides, and nobody is told before`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: twoDecide)
        let kase = try await fixture.fileAlone("renewal")
        let told = fixture.told.notices.withLock { $0.count }
        await #expect(throws: FourEyesRefusal.needsSecond) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        }
        await #expect(throws: FourEyesRefusal.nothingProposed) {
            try await fixture.confirm(kase, at: after(1), by: carla)
        }
        try await fixture.propose("granted", of: kase, at: after(1))
        let waiting = try await fixture.stored(kase)
        #expect(!waiting.isDecided && fixture.told.notices.withLock { $0.count } == told)
        await #expect(throws: CaseRefusal.unknownGround("no-such-ground")) {
            try await fixture.propose("granted", ["no-such-ground"], of: kase, at: after(1))
        }
        await #expect(throws: FourEyesRefusal.sameOfficer) {
            try await fixture.confirm(kase, at: after(2), by: bruno)
        }
        for nobody in [ana, beatriz] {
            await #expect(throws: Refused.notFound) {
                try await fixture.confirm(kase, at: after(2), by: nobody)
            }
        }
        #expect(try await !fixture.stored(kase).isDecided)
        try await fixture.confirm(kase, at: after(2), by: carla)
        let decided = try await fixture.stored(kase)
        #expect(decided.projection.outcome == "granted")
        #expect(fixture.told.notices.withLock { $0.count } > told)
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.proposal == nil && history.decision?.reasons == "Tudo em ordem.")
        #expect(
            try await fixture.kinds(of: kase).filter { $0.contains("deci") } == [
                FourEyesEvent.proposedKind, CaseEvent.decidedKind,
            ])
        await #expect(throws: FourEyesRefusal.alreadyDecided) {
            try await fixture.confirm(kase, at: after(3), by: carla)
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what goes back has its reason, and can be proposed anew by anyone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: twoDecide)
        let kase = try await fixture.fileAlone("renewal")
        await #expect(throws: FourEyesRefusal.nothingProposed) {
            try await fixture.sendBack(kase, "Não.", at: after(1), by: carla)
        }
        try await fixture.propose("granted", of: kase, at: after(1))
        await #expect(throws: FourEyesRefusal.sameOfficer) {
            try await fixture.sendBack(kase, "Não.", at: after(2), by: bruno)
        }
        await #expect(throws: FourEyesRefusal.reasonMissing) {
            try await fixture.sendBack(kase, "", at: after(2), by: carla)
        }
        try await fixture.sendBack(kase, "Falta a morada.", at: after(2), by: carla)
        let back = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(back.proposal == nil && back.sentBack?.because == "Falta a morada.")
        await #expect(throws: FourEyesRefusal.nothingProposed) {
            try await fixture.confirm(kase, at: after(2), by: carla)
        }
        // Whoever sent it back may propose: then it is the other who confirms.
        try await fixture.propose("granted", of: kase, at: after(3), by: carla)
        await #expect(throws: FourEyesRefusal.sameOfficer) {
            try await fixture.confirm(kase, at: after(3), by: carla)
        }
        try await fixture.confirm(kase, at: after(3), by: bruno)
        #expect(try await fixture.stored(kase).isDecided)
    }

    @Test(arguments: Engine.underTest)
    func `a second account is no second person, and what was put in its place is not confirmed`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: twoDecide)
        let kase = try await fixture.fileAlone("renewal")
        let berta = PersonID(4_000)
        let first = bruno.being(berta, AccountID(501))
        let second = bruno.being(berta, AccountID(502))
        try await fixture.propose("granted", of: kase, at: after(1), by: first)
        await #expect(throws: FourEyesRefusal.sameOfficer) {
            try await fixture.confirm(kase, at: after(1), by: second)
        }
        let read = try await fixture.proposedAt(kase)
        try await fixture.propose("granted", of: kase, at: after(2), by: bruno)
        await #expect(throws: FourEyesRefusal.nothingProposed) {
            try await fixture.confirm(kase, read, at: after(2), by: carla)
        }
    }

    @Test(arguments: Engine.underTest)
    func `two accounts that an administrator said are one human being are no two people`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: twoDecide)
        let kase = try await fixture.fileAlone("renewal")
        func using(_ officer: Principal, _ selves: [PersonID]) -> Principal {
            Principal(
                account: officer.account, person: nil, name: officer.name, duties: officer.duties,
                selves: selves)
        }
        let (one, merged) = (PersonID(4_000), PersonID(4_001))
        try await fixture.propose("granted", of: kase, at: after(1), by: using(bruno, [one]))
        await #expect(throws: FourEyesRefusal.sameOfficer) {
            try await fixture.confirm(kase, at: after(1), by: using(carla, [merged, one]))
        }
        try await fixture.confirm(kase, at: after(1), by: using(carla, [PersonID(4_002)]))
        #expect(try await fixture.stored(kase).isDecided)
    }

    @Test(arguments: Engine.underTest)
    func `a confirmation is refused what a decision is, as things stand then`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: twoDecide)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.propose("granted", of: kase, at: after(1))
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.itemsOpen) {
            try await fixture.confirm(kase, at: after(1), by: carla)
        }
        try await fixture.receiveAll(of: kase, at: after(1))
        try await fixture.confirm(kase, at: after(1), by: carla)
        #expect(try await fixture.stored(kase).isDecided)
    }

    @Test func `a file that says neither yes nor no is refused with its line`() {
        let path = "procedures/renewal.yaml"
        let wrong = faults(in: policy(changing: [path: { "fourEyes: maybe\n" + $0 }]))
        #expect(wrong.contains { $0.file == path && $0.line == 1 && $0.field == "fourEyes" })
        #expect(faults(in: twoDecide).isEmpty)
    }

    @Test func `the desk shows what waits, to whom it waits, and the person sees none of it`()
        async throws
    {
        let house = try await Browser(folder: twoDecide)
        let kase = try await house.fixture.fileAlone("renewal")
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Propose the decision"))
        let fields = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
            "despite": "does-not-apply",
        ]
        let done = try await house.post(desk + "/decision", as: "bruno", from: page, fields)
        #expect(done.header("location") == desk)
        let own = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(!own.text.contains("Tudo em ordem.") && !own.text.contains("proposed"))
        // Nor does she take it along.
        let path = "/cases/\(kase.reference)"
        let next = try await house.get(path + "/escalate", as: "ana")
        let made = try await house.post(path + "/dossier", as: "ana", from: next, [:])
        let dossier = try await house.get(try #require(made.header("location")), as: "ana")
        #expect(dossier.status == 200 && !dossier.text.contains("Uma decisão foi proposta"))
        let held = try await house.fixture.database.read { [house = house.fixture.house] db in
            try CaseHoldings(kase: kase, house: house).files(in: db).map(\.bytes)
        }
        let archive = held.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(archive.contains("case.filed") && !archive.contains("decision.proposed"))
        let his = try await house.get(desk, as: "bruno")
        #expect(his.text.contains("You proposed this decision"))
        #expect(!his.text.contains("Confirm: it is decided"))
        let hers = try await house.get(desk, as: "carla")
        #expect(hers.text.contains("Proposed by Bruno on 24 November 2026."))
        let blind = try await house.post(
            desk + "/decision/confirmation", as: "carla", from: hers, [:])
        #expect(blind.status == 409)
        let proposed = try #require(hers.hidden("proposed"))
        let back = try await house.post(
            desk + "/decision/return", as: "carla", from: hers, ["back-because": ""])
        #expect(back.status == 422)
        let decided = try await house.post(
            desk + "/decision/confirmation", as: "carla",
            from: try await house.get(desk, as: "carla"), ["proposed": proposed])
        #expect(decided.header("location") == desk)
        #expect(try await house.fixture.stored(kase).isDecided)
    }
}

/// The real policy, with a renewal that two decide.
private let twoDecide = policy(changing: [
    "procedures/renewal.yaml": { "fourEyes: true\n" + $0 }
])

extension Principal {
    fileprivate func being(_ person: PersonID, _ account: AccountID) -> Principal {
        Principal(account: account, person: person, name: name, duties: duties)
    }
}

extension Fixture {
    fileprivate func propose(
        _ outcome: String, _ grounds: [String] = ["conditions-met"], of kase: Case,
        at now: Moment, by officer: Principal = bruno
    ) async throws {
        let action = Decide(
            reference: kase.reference, outcome: outcome, grounds: grounds,
            reasons: "Tudo em ordem.", despite: "does-not-apply")
        try await database.write { [house] db in
            try action.performOrPropose(by: officer, at: now, in: db, house)
        }
    }

    /// When what waits was proposed; some moment where nothing waits.
    fileprivate func proposedAt(_ kase: Case) async throws -> Moment {
        try await database.read { db in try kase.history(in: db).proposal?.at ?? noon }
    }

    fileprivate func confirm(
        _ kase: Case, _ read: Moment? = nil, at now: Moment, by officer: Principal
    ) async throws {
        let waiting = try await proposedAt(kase)
        let action = ConfirmDecision(reference: kase.reference, proposedAt: read ?? waiting)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func sendBack(
        _ kase: Case, _ because: String, at now: Moment, by officer: Principal
    ) async throws {
        let action = SendBackDecision(reference: kase.reference, because: because)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }
}
