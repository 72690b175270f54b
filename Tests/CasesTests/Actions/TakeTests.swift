import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Who has a case, and that nobody else acts on it meanwhile.
@Suite struct TakeTests {
    @Test(arguments: Engine.underTest)
    func `officers who take at the same moment never get the same case`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for number in 0..<files { _ = try await fixture.file(at: after(-number)) }
        let taken = try await withThrowingTaskGroup(of: [Reference].self) { group in
            for number in 0..<officers {
                group.addTask {
                    var mine: [Reference] = []
                    while let next = try await fixture.takeNext(by: officer(number)) {
                        mine.append(next)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: [Reference]()) { $0 += $1 }
        }
        #expect(taken.count == files && Set(taken).count == files)
        let rows = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_take")
        }
        #expect(rows == files)
    }

    @Test(arguments: Engine.underTest)
    func `the next case is the office's first legal date that nobody has`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let late = try await fixture.file(yusuf, at: after(-2))
        let first = try await fixture.file(ana, at: after(-9))
        let asked = try await fixture.file(olena, at: after(-20))
        _ = try await fixture.file(yusuf, in: porto, at: after(-30))
        try await fixture.ask("passport", of: asked, at: after(-1))
        // Ana's own file is never hers to work on.
        let herself = Principal(
            account: AccountID(77), person: ana.person, name: "Ana", duties: bruno.duties)
        #expect(try await fixture.takeNext(by: herself) == late.reference)
        #expect(try await fixture.takeNext(by: herself) == nil)
        #expect(try await fixture.takeNext(by: bruno) == first.reference)
        // What waits for the person is nobody's to take, until their last day is over.
        #expect(try await fixture.takeNext(by: bruno) == nil)
        #expect(try await fixture.takeNext(by: bruno, at: after(60)) != nil)
        #expect(try await fixture.takeNext(by: marta) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a window that is over stands by the office's own date`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let asked = try await fixture.file(ana, at: after(-20))
        let later = try await fixture.file(yusuf, at: after(-1))
        try await fixture.ask("passport", of: asked, at: after(-19))
        // The clock stood still for the window: it still ends before the other's.
        let rows = try await fixture.database.read { db in
            try OpenClock.all(of: asked.id, in: db).first { $0.clock == "decision" }?.ends
        }
        let due = try #require(rows)
        let other = try #require(later.projection.nextDate)
        let found = try await fixture.takeNext(by: bruno, at: after(3))
        #expect(found == (due <= other ? asked : later).reference)
        #expect(try await fixture.takeNext(by: bruno, at: after(3)) != nil)
        #expect(try await fixture.takeNext(by: bruno, at: after(3)) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `what another has is refused by name; it lapses, or a supervisor releases it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let clara = officer(1)
        try await fixture.take(kase, by: bruno, at: noon)
        let refusal = TakeRefusal.takenByAnother("Bruno")
        await #expect(throws: refusal) { try await fixture.take(kase, by: clara, at: noon) }
        await #expect(throws: refusal) {
            try await fixture.ask("passport", of: kase, at: hours(1), by: clara)
        }
        await #expect(throws: refusal) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: kase, at: hours(1), by: clara)
        }
        await #expect(throws: TakeRefusal.notYours("Bruno")) {
            try await fixture.release(kase, by: clara, at: hours(1))
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.take(kase, by: beatriz, at: hours(1))
        }
        // Each act of Bruno's begins the hours anew; Ana may do what is hers all the while.
        try await fixture.ask("passport", of: kase, at: hours(7), by: bruno)
        await #expect(throws: refusal) { try await fixture.take(kase, by: clara, at: hours(14)) }
        try await fixture.take(kase, by: clara, at: hours(15))
        await #expect(throws: TakeRefusal.takenByAnother("Clara 1")) {
            try await fixture.receiveAll(of: kase, at: hours(16), by: bruno)
        }
        try await fixture.release(kase, by: carla, at: hours(16))
        await #expect(throws: TakeRefusal.notTaken) {
            try await fixture.release(kase, by: carla, at: hours(16))
        }
        try await fixture.receiveAll(of: kase, at: hours(17), by: bruno)
        let kinds = try await fixture.kinds(of: kase).filter { $0.hasPrefix("case.") }
        #expect(kinds == ["case.filed", "case.taken", "case.taken", "case.released"])
    }

    @Test(arguments: Engine.underTest)
    func `no rebuild loses who has a case, and a decision ends it`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let before = try await fixture.stored(kase)
        try await fixture.take(kase, by: bruno, at: noon)
        #expect(try await fixture.stored(kase) == before)
        try await fixture.database.write { db in
            try db.run("UPDATE kase SET state = 'in-analysis' WHERE id = \(kase.id)")
        }
        let cases = fixture.cases
        let found = try await fixture.database.read { db in try cases.rebuild(in: db) }
        #expect(found.map(\.reference) == [kase.reference])
        _ = try await fixture.database.write { db in try cases.repair(found, in: db) }
        #expect(try await fixture.holder(of: kase) == "Bruno")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: hours(1))
        #expect(try await fixture.holder(of: kase) == nil)
        // What the grant leaves to do is taken like anything else.
        try await fixture.take(kase, by: bruno, at: hours(2))
        #expect(try await fixture.holder(of: kase) == "Bruno")
    }

    @Test(arguments: Engine.underTest)
    func `the class comes before the date, in the next case and in the queue`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let sooner = try await fixture.fileAlone("residence-permit", at: after(-2))
        let first = try await fixture.file(yusuf)
        let last = try await fixture.fileAlone("residence-permit")
        let queue = DeskQueue(scope: WorkOffices(bruno))
        let lines = try await fixture.database.read { db in try queue.run(bruno, in: db).lines }
        // A child in the household is of the second class; whoever asks alone waits in the ordinary one.
        #expect(
            lines.map(\.kase.reference) == [first.reference, sooner.reference, last.reference])
        #expect(lines.map(\.priority) == [1, 2, 2])
        #expect(try await fixture.takeNext(by: bruno) == first.reference)
        #expect(try await fixture.takeNext(by: bruno) == sooner.reference)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `days pass, and the night puts who has waited for a year into the first class`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let old = try await fixture.fileAlone("residence-permit", at: after(-400))
        let family = try await fixture.file(yusuf)
        #expect(try await fixture.takeNext(by: bruno) == family.reference)
        try await fixture.release(family, by: bruno, at: noon)
        while try await fixture.cases.rankCases(at: noon) > 0 {}
        #expect(try await fixture.cases.rankCases(at: noon) == 0, "once a day is enough")
        #expect(try await fixture.takeNext(by: officer(1)) == old.reference)
        #expect(try await fixture.differences().isEmpty)
        try await fixture.database.write { db in
            try db.run("UPDATE kase SET priority = 2 WHERE id = \(old.id)")
        }
        let found = try await fixture.differences()
        #expect(found.map(\.reference) == [old.reference] && found.allSatisfy(\.isMisplaced))
        _ = try await fixture.database.write { [cases = fixture.cases] db in
            try cases.repair(found, in: db)
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test func `one click at the desk, and the case shows who has it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let desk = "/desk/cases/\(kase.reference)"
        let queue = try await house.get("/desk", as: "bruno")
        #expect(queue.text.contains("accesskey=\"n\""))
        #expect(queue.text.contains("href=\"#cases\""))
        let taken = try await house.post("/desk/next", as: "bruno", from: queue, [:])
        #expect(taken.header("location") == desk)
        let none = try await house.post(
            "/desk/next", as: "carla", from: house.get("/desk", as: "carla"), [:])
        #expect(none.header("location") == "/desk?nothing=1")
        #expect(try await house.get("/desk?nothing=1", as: "carla").text.contains("Nothing waits"))
        #expect(try await house.get("/desk?taken=mine", as: "bruno").text.contains("RF-"))
        #expect(try await !house.get("/desk?taken=mine", as: "carla").text.contains("RF-"))
        #expect(try await !house.get("/desk?taken=free", as: "carla").text.contains("RF-"))
        let hers = try await house.get(desk, as: "carla")
        #expect(hers.text.contains("Bruno has this case since"))
        #expect(hers.text.contains("accesskey=\"t\"") && hers.text.contains("href=\"#work\""))
        #expect(!hers.text.contains("\(desk)/decision"))
        let refused = try await house.post(desk + "/visits", as: "carla", from: hers, [:])
        #expect(refused.status == 409 && refused.text.contains("Bruno has taken this case"))
        let released = try await house.post(desk + "/release", as: "carla", from: hers, [:])
        #expect(released.status == 303)
        let free = try await house.get(desk, as: "bruno")
        #expect(free.text.contains("Take this case") && free.text.contains("\(desk)/decision"))
        // How the office shares its work out is no step of Ana's file.
        #expect(
            try await !house.get("/cases/\(kase.reference)", as: "ana").text.contains(
                "Something was noted"))
    }
}

private let files = 12
private let officers = 4

/// One of several officers of the Lisbon centre.
private func officer(_ number: Int) -> Principal {
    Principal(
        account: AccountID(Int64(300 + number)), person: nil, name: "Clara \(number)",
        duties: bruno.duties)
}

private func hours(_ hours: Int) -> Moment { noon.adding(seconds: Int64(hours) * 3_600) }

extension Fixture {
    fileprivate func takeNext(
        by officer: Principal, at now: Moment = noon
    ) async throws -> Reference? {
        try await database.write { [house] db in
            try TakeNextCase().perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func take(_ kase: Case, by officer: Principal, at now: Moment) async throws {
        try await database.write { [house] db in
            try TakeCase(reference: kase.reference).perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func release(_ kase: Case, by officer: Principal, at now: Moment) async throws {
        try await database.write { [house] db in
            try ReleaseCase(reference: kase.reference).perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func holder(of kase: Case) async throws -> String? {
        try await database.read { db in try Take.of(kase.id, in: db)?.name }
    }
}
