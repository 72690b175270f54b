import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// One more of the family joins a file before it is decided.
@Suite struct JoiningTests {
    private let noa = PersonOfFile(
        name: "Noa Exemplo", birth: day("2026-11-24"), relation: .child, isInPortugal: true)

    @Test(arguments: Engine.underTest)
    func `a child born after the filing joins it: papers, search, household and journal follow`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let before = try await fixture.needs(of: kase, on: after(2))
        try await fixture.add(noa, to: kase, by: ana, at: after(2))
        let members = try await fixture.members(of: kase)
        #expect(members.map(\.person.name).last == "Noa Exemplo" && members.count == 4)
        let needs = try await fixture.needs(of: kase, on: after(2))
        let more = needs.filter { $0.member.id == members[3].id }
        #expect(more.contains { $0.document.code == "passport" } && !before.isEmpty)
        // Nobody else's papers moved.
        #expect(needs.filter { $0.member.id != members[3].id } == before)
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.household.family.last == noa)
        #expect(history.filed.household == anasHousehold)
        #expect(try await fixture.kinds(of: kase).last == "case.member-added")
        #expect(fixture.told.grown.withLock { $0.last } == 4)
        #expect(fixture.told.notices.withLock { $0 }.count == 1, "she knows what she did herself")
        var queue = DeskQueue(scope: WorkOffices(bruno))
        queue.search = QueueSearch("noa")
        let asked = queue
        let found = try await fixture.database.read { db in try asked.run(bruno, in: db) }
        #expect(found.lines.map(\.kase.reference) == [kase.reference])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the office adds somebody and the person is told, also that the visit was given back`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        fixture.told.toCome.withLock { $0 = after(9) }
        try await fixture.add(noa, to: kase, by: bruno, at: after(2))
        let body = try #require(fixture.told.bodies.withLock { $0.last })
        #expect(body.contains("Noa Exemplo") && body.contains(kase.reference.text))
        #expect(body.contains("2 de dezembro de 2026"))
    }

    @Test(arguments: Engine.underTest)
    func `nobody joins twice, nor a file that is decided, nor one that is not theirs`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let lia = PersonOfFile(
            name: "EXEMPLO, Lía", birth: day("2023-03-09"), relation: .child, isInPortugal: true)
        await #expect(throws: JoiningRefusal.alreadyIn("Lia Exemplo")) {
            try await fixture.add(lia, to: kase, by: ana, at: after(1))
        }
        for stranger in [yusuf, beatriz, dinis, marta] {
            await #expect(throws: Refused.notFound) {
                try await fixture.add(noa, to: kase, by: stranger, at: after(2))
            }
        }
        let second = PersonOfFile(
            name: "Rui Exemplo", birth: day("1980-01-01"), relation: .holder, isInPortugal: true)
        await #expect(throws: CaseRefusal.noFamily) {
            try await fixture.add(second, to: kase, by: ana, at: after(2))
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.add(noa, to: kase, by: ana, at: after(4))
        }
        #expect(try await fixture.members(of: kase).count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `a file that silence approved takes nobody more, one day before it does`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(at: Moment(day("2025-10-22"), hour: 10))
        let born = PersonOfFile(
            name: "Noa Exemplo", birth: day("2026-01-02"), relation: .child, isInPortugal: true)
        let silent = JoiningRefusal.approvedBySilence("artigo 105.º da Lei n.º 23/2007")
        await #expect(throws: silent) {
            try await fixture.add(born, to: kase, by: ana, at: Moment(day("2026-04-24"), hour: 10))
        }
        try await fixture.add(born, to: kase, by: ana, at: Moment(day("2026-04-23"), hour: 10))
        #expect(try await fixture.members(of: kase).count == 4)
    }

    @Test func `a procedure that asks for nobody else takes nobody, and a full file is full`() {
        let alone = anasHousehold.refusal(
            adding: noa, on: day("2026-11-25"), family: FamilyRange(min: 0, max: 0))
        #expect(alone as? CaseRefusal == .tooManyMembers(0))
        let full = Household(
            holder: anasHousehold.holder, holderIsRefugee: false,
            family: (1...6).map {
                PersonOfFile(
                    name: "Filho \($0)", birth: day("2020-01-0\($0)"), relation: .child,
                    isInPortugal: true)
            })
        let refusal = full.refusal(adding: noa, on: day("2026-11-25"), family: .standard)
        #expect(refusal as? CaseRefusal == .tooManyMembers(6))
        #expect(
            anasHousehold.refusal(adding: noa, on: day("2026-11-25"), family: .standard) == nil)
    }

    @Test func `the person adds a child on a page of hers, an officer at the desk`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let own = "/cases/\(kase.reference)"
        #expect(try await house.get(own, as: "ana").text.contains("\(own)/members/new"))
        let form = try await house.get(own + "/members/new", as: "ana")
        let empty = try await house.post(own + "/members", as: "ana", from: form, [:])
        #expect(empty.status == 422 && empty.text.contains("#field-name"))
        let fields = ["name": "Noa Exemplo", "birth": "2026-11-20", "relation": "child"]
        let done = try await house.post(own + "/members", as: "ana", from: form, fields)
        #expect(done.status == 303 && done.header("location") == own)
        #expect(try await house.get(own, as: "ana").text.contains("Noa Exemplo"))
        let desk = "/desk/cases/\(kase.reference)"
        let office = try await house.get(desk + "/members/new", as: "bruno")
        let twice = try await house.post(desk + "/members", as: "bruno", from: office, fields)
        #expect(twice.status == 409)
        var other = fields
        other["name"] = "Zoe Exemplo"
        let added = try await house.post(
            desk + "/members", as: "bruno",
            from: try await house.get(desk + "/members/new", as: "bruno"), other)
        #expect(added.status == 303 && added.header("location") == desk)
        #expect(try await house.get(desk + "/members/new", as: "beatriz").status == 404)
        #expect(try await house.get(own + "/members/new", as: "yusuf").status == 404)
    }
}

extension Fixture {
    fileprivate func add(
        _ person: PersonOfFile, to kase: Case, by who: Principal, at now: Moment
    ) async throws {
        let action = AddMember(reference: kase.reference, person: person)
        try await database.write { [house] db in
            try action.perform(by: who, at: now, in: db, house)
        }
    }

    fileprivate func needs(of kase: Case, on now: Moment) async throws -> [DocumentNeed] {
        try await database.read { [house] db in
            try house.needs(of: kase, kase.history(in: db), at: now, in: db)
        }
    }
}
