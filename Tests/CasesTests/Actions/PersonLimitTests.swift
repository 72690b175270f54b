import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// How much of the house one person takes, so that the others find some of it left.
@Suite struct PersonLimitTests {
    @Test(arguments: Engine.underTest)
    func `a fourth open request of a kind waits until one is decided; another kind does not`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        var files: [Case] = []
        for _ in 0..<PersonLimit.openFilesMax { files.append(try await fixture.file()) }
        await #expect(throws: LimitRefusal.tooManyOpen) {
            try await fixture.admit("family-reunification", of: ana)
        }
        try await fixture.admit("renewal", of: ana)
        try await fixture.admit("family-reunification", of: yusuf)
        let last = try #require(files.last)
        try await fixture.decide("granted", ["conditions-met"], of: last, at: after(1))
        try await fixture.admit("family-reunification", of: ana)
    }

    @Test(arguments: Engine.underTest)
    func `so many requests of a person are sent on a day and no more, whoever sends them`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for _ in 0..<PersonLimit.filesPerDayMax {
            _ = try await fixture.send(try await fixture.begin())
        }
        let next = try await fixture.begin()
        await #expect(throws: LimitRefusal.tooManyToday) { _ = try await fixture.send(next) }
        // Not one of the invented, nor another person.
        for who in [olena, olena, olena, olena, olena, olena, yusuf] {
            _ = try await fixture.send(try await fixture.begin(by: who), by: who)
        }
        _ = try await fixture.send(next, at: after(1))
        let cases = fixture.cases
        let gone = try await fixture.database.write { db in
            try cases.purgePersonDays(before: after(1), limit: 10, in: db)
        }
        #expect(gone == 2)
    }

    @Test(arguments: Engine.underTest)
    func `the bytes of a day have a bound, and so have those of a file`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let (house, most) = (fixture.house, PersonLimit.bytesPerDayMax)
        try await fixture.database.write { db in
            try house.countBytes(most - 100, of: kase, at: noon, in: db)
        }
        func hand(_ bytes: Int, at now: Moment) async throws {
            let file = AddDocument.StoredFile(
                digest: "d\(bytes)", name: "p.pdf", kind: "application/pdf", bytes: bytes)
            let action = AddDocument(
                reference: kase.reference, code: "passport", member: nil, file: file)
            _ = try await fixture.database.write { db in
                try house.admitBytes(bytes, to: kase, at: now, in: db)
                return try action.perform(by: ana, at: now, in: db, house)
            }
        }
        await #expect(throws: LimitRefusal.bytesToday) { try await hand(101, at: noon) }
        try await hand(100, at: noon)
        await #expect(throws: LimitRefusal.bytesToday) { try await hand(1, at: noon) }
        try await hand(1, at: after(1))
        // Forms that come together do not pass by: the count itself refuses.
        await #expect(throws: LimitRefusal.bytesToday) {
            try await fixture.database.write { db in
                try house.countBytes(1, of: kase, at: noon, in: db)
            }
        }
        let full = PersonLimit.bytesPerFileMax
        #expect(PersonLimit.bytesRefusal(1, today: 0, held: full) == .fileFull)
        #expect(PersonLimit.bytesRefusal(1, today: 0, held: full - 1) == nil)
    }

    @Test func `the form says why, and is answered again where it was taken before`() async throws {
        let house = try await Browser()
        let path = "/cases/new/family-reunification"
        let form = try await house.get(path + "?members=2", as: "ana")
        for _ in 1..<PersonLimit.openFilesMax { _ = try await house.fixture.file() }
        let fields = PageTests().anasForm.merging(["step": "send"]) { $1 }
        for _ in 0..<2 {
            let sent = try await house.post(path, as: "ana", from: form, fields)
            #expect(sent.status == 303, "the third, and the same form again")
        }
        let another = try await house.get(path + "?members=2", as: "ana")
        let refused = try await house.post(path, as: "ana", from: another, fields)
        #expect(refused.status == 409 && refused.text.contains("Go on with one of them"))
    }
}

extension Fixture {
    fileprivate func admit(_ procedure: String, of who: Principal) async throws {
        let person = try #require(who.person)
        try await database.read { [house] db in
            try house.admitFiling(procedure, of: person, in: db)
        }
    }
}
