import Figures
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Who reads what of a child, and what stands in the store.
@Suite struct TogetherTests {
    @Test(arguments: Engine.underTest)
    func `a signal becomes one case, however often its envelope is fetched`(
        engine: Engine
    ) async throws {
        let fixture = try await ProtectionFixture(engine)
        let letterbox = try fixture.database.keys.letterbox()
        let key = OnceKey("9 /signal/health abc", contents: "x")
        for _ in 0..<2 {
            try fixture.letters.put(letterbox.close(try childSignal.plain()), for: key)
            _ = try await fixture.room.takeSignals(at: noon)
        }
        let other = try Keys(Keys.random(), compartment: .protection).letterbox()
        try fixture.letters.put(
            other.close(try childSignal.plain()), for: OnceKey("9 other", contents: "x"))
        let found = try await fixture.room.takeSignals(at: noon)
        #expect(found.taken == 0 && found.unreadable == 1)
        #expect(try fixture.letters.waiting(limit: 10).isEmpty)
        let rows = try await fixture.database.read { try $0.all("SELECT id FROM sealed_case") }
        #expect(rows.count == 1)
        let id: SealedCaseID = try rows[0][0]
        let history = try await fixture.database.read { try SealedHistory.load(id, in: $0) }
        #expect(history?.answers["noticed"] == childSignal.text)
        #expect(history?.answers["noticedOn"] == "2026-11-23")
        #expect(history?.lines.first?.by == Principal.house.account)
    }

    @Test(arguments: Engine.underTest)
    func `a professional reads what their body needs and a stranger not even that it is there`(
        engine: Engine
    ) async throws {
        let fixture = try await ProtectionFixture(engine)
        let id = try await fixture.taken()
        let task = SharedTaskID(7)
        try await fixture.act(joined(simao, "health"), on: id, by: teresa)
        try await fixture.act(joined(quim, "kinship"), on: id, by: teresa)
        try await fixture.act(
            .given(
                .init(
                    id: task, body: "health", text: "Ver hoje", isUrgent: true,
                    day: day("2026-11-24"))),
            on: id, by: teresa)
        try await fixture.act(
            .noted(
                .init(
                    part: .kinship, text: "Não parece o pai", body: "health", day: day("2026-11-24")
                )),
            on: id, by: simao)
        let (his, theirs) = (
            try await fixture.seen(id, by: simao), try await fixture.seen(id, by: quim)
        )
        #expect(his.tasks.map(\.id) == [task] && his.notes.isEmpty && his.parts.isEmpty)
        #expect(theirs.tasks.isEmpty && theirs.notes.count == 1)
        #expect(try await fixture.seen(id, by: teresa).parts.count == 2)
        for stranger in [tomas, xenia, ana, bruno, fatima] {
            await #expect(throws: Refused.notFound) { try await fixture.seen(id, by: stranger) }
        }
        try await fixture.act(.left(simao.account), on: id, by: teresa)
        await #expect(throws: Refused.notFound) { try await fixture.seen(id, by: simao) }
    }

    /// Role and purpose count together: a partner in other work is no colleague of this room.
    @Test func `a partner of the same body with another purpose has no place in the room`()
        async throws
    {
        let own = try #require(simao.duties.first)
        let other = Duty(
            role: .partner, organisation: own.organisation, location: nil, purpose: .status)
        let stranger = Principal(
            account: AccountID(990), person: nil, name: "Rui", duties: [other])
        let fixture = try await ProtectionFixture(.sqlite)
        #expect(fixture.room.book.workplace(of: simao) != nil)
        #expect(fixture.room.book.workplace(of: stranger) == nil)
        func places(_ principal: Principal) -> Int {
            ProtectionRoom.Colleague(
                account: principal.account, name: principal.name, duties: principal.duties
            ).organisations.count
        }
        #expect(places(simao) == 1 && places(stranger) == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a body answers for its own tasks and leads nothing`(engine: Engine) async throws {
        let fixture = try await ProtectionFixture(engine)
        let id = try await fixture.taken()
        let task = SharedTaskID(7)
        let today = day("2026-11-24")
        try await fixture.act(joined(simao, "health"), on: id, by: teresa)
        try await fixture.act(joined(quim, "kinship"), on: id, by: teresa)
        let given = ProtectionEvent.given(
            .init(id: task, body: "health", text: "Ver hoje", isUrgent: false, day: today))
        try await fixture.act(given, on: id, by: teresa)
        let refused: [(Principal, ProtectionEvent)] = [
            (quim, .acknowledged(task, by: "Joaquim", day: today)),
            (teresa, .acknowledged(task, by: "Teresa", day: today)), (simao, given),
            (simao, joined(xenia, "shelter")), (simao, .left(quim.account)),
            (simao, .noted(.init(part: .health, text: "x", body: "kinship", day: today))),
        ]
        for (who, event) in refused {
            await #expect(throws: ProtectionRefusal.notOfThisBody) {
                try await fixture.act(event, on: id, by: who)
            }
        }
        try await fixture.act(.acknowledged(task, by: "Simão", day: today), on: id, by: simao)
        #expect(try await fixture.seen(id, by: teresa).task(task)?.acknowledgedBy == "Simão")
    }

    @Test(arguments: Engine.underTest)
    func `nothing that was told stands readable in the store, and nobody is sent anything`(
        engine: Engine
    ) async throws {
        let fixture = try await ProtectionFixture(engine)
        let id = try await fixture.taken()
        try await fixture.act(joined(simao, "health"), on: id, by: teresa)
        try await fixture.act(
            .noted(
                .init(
                    part: .facts, text: "Zulmira vive com Zacarias", body: "coordination",
                    day: day("2026-11-24"))),
            on: id, by: teresa)
        let training = Training(
            name: "Zélia", profession: "health", material: "un-signs", day: day("2026-11-24"))
        try await fixture.database.write {
            try NoteTraining(training: training).perform(by: teresa, at: noon, in: $0)
        }
        let (lines, contents, waiting) = try await fixture.database.read { db in
            (
                try db.all("SELECT kind, payload FROM journal"),
                try db.all("SELECT content FROM protection_training"), try db.outboxWaiting()
            )
        }
        let kinds = Set(try lines.map { row -> String in try row[0] })
        #expect(kinds == [SealedEvent.kind, ProtectionEvent.kind])
        let stored: [[UInt8]] =
            try lines.map { try $0[1] as [UInt8] } + contents.map { try $0[0] as [UInt8] }
        #expect(stored.count > 4)
        for word in ["Zulmira", "Zambujeira", "Zeferino", "Zacarias", "Zélia"] {
            let bytes = Data(word.utf8)
            #expect(stored.allSatisfy { Data($0).range(of: bytes) == nil }, "\(word)")
        }
        #expect(waiting == 0)
        #expect(try await fixture.room.room.rebuild() == 0)
    }

    @Test func `every envelope has one length, and the room needs a letterbox of its own`() throws {
        let short = Signal(
            profession: "desk", signs: [], inDanger: false, text: "a", place: nil, contact: nil,
            day: day("2026-11-24"))
        let keys = try Keys(Keys.random(), compartment: .protection)
        let (one, other) = (
            try keys.letterbox().close(try short.plain()),
            try keys.letterbox().close(try childSignal.plain())
        )
        #expect(one.count == other.count)
        #expect(try Signal(plain: try keys.open(envelope: one)) == short)
        #expect(try keys.letterbox().close(try short.plain()) != one, "no two look alike")
        let help = try Keys(Keys.random(), compartment: .help)
        #expect(throws: StorageError.self) { try help.open(envelope: one) }
        var changed = one
        changed[40] ^= 1
        #expect(throws: StorageError.self) { try keys.open(envelope: changed) }
    }

    /// Protection waits neither for identification nor for cooperation: whatever was done, every measure can be noted.
    @Test func `no act of protection ever waits for identification`() async throws {
        let fixture = try await ProtectionFixture(.sqlite)
        let procedure = try fixture.room.house.procedure(ProtectionRoom.procedure)
        let measures: Set = [
            "inform", "protect", "interpreter", "guardian", "permit", "classify", "assess",
            "follow",
        ]
        let others = ["open", "identify", "reflect", "end"]
        for mask in 0..<(1 << others.count) {
            let done = others.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
            let lines =
                [
                    SealedEvent.filed(
                        .init(procedure: procedure.code, answers: ["noticed": "x"], isOral: false))
                ]
                + done.map {
                    SealedEvent.acted(.init(act: $0, answers: [:], day: day("2026-11-24")))
                }
            let history = try #require(
                SealedHistory(lines.map { .init(event: $0, by: teresa.account, at: noon) }))
            let offered = Set(try procedure.offers(.desk, history).map(\.code))
            #expect(measures.isSubset(of: offered), "after \(done)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `small counts are hidden and no name is in a figure`(engine: Engine) async throws {
        let fixture = try await ProtectionFixture(engine)
        _ = try await fixture.taken()
        let figures = try fixture.room.figures(try translator("en"))
        #expect(figures.count > 10)
        let published = try await fixture.database.read { db in
            try figures.map { try $0.published(at: noon, in: db) }
        }
        #expect(published[0].status == .hidden && published[0].value == nil)
        #expect(!published.contains { ($0.value ?? 0) > 0 })
    }

    @Test(arguments: Engine.underTest)
    func `who was trained is read and noted by those who lead, and by no professional`(
        engine: Engine
    ) async throws {
        let fixture = try await ProtectionFixture(engine)
        let training = Training(
            name: "Zacarias", profession: "health", material: "un-signs", day: day("2026-11-20"))
        func note(_ who: Principal) async throws {
            try await fixture.database.write { db in
                try NoteTraining(training: training).perform(by: who, at: noon, in: db)
            }
        }
        try await note(teresa)
        let read = try await fixture.database.read { try Training.all(for: tomas, in: $0) }
        #expect(read == [training])
        for stranger in [simao, xenia, quim, fatima, bruno, luis] {
            await #expect(throws: Refused.notFound) { try await note(stranger) }
            await #expect(throws: Refused.notFound) {
                try await fixture.database.read { _ = try Training.all(for: stranger, in: $0) }
            }
        }
    }
}
