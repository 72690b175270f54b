import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Bodies outside that are told that a request was made: by whom never, with proof always.
@Suite struct BodyTests {
    /// What the other side was told, and what it answers.
    private final class Outside: Sendable {
        let heard = Mutex<[BodyNotice]>([])
    }

    private func cases(
        _ fixture: Fixture, _ outside: Outside, answering answer: BodyAnswer
    ) throws -> Cases {
        var neighbours = fixture.house.neighbours
        neighbours.tellBody = { notice in
            outside.heard.withLock { $0.append(notice) }
            return answer
        }
        return Cases(
            database: fixture.database, documents: fixture.cases.documents,
            policy: fixture.house.policy, zone: .utc, calendars: try testCalendar(),
            neighbours: neighbours, verifyBase: "https://cais.test")
    }

    private func waiting(_ fixture: Fixture) async throws -> [OutboxMessage] {
        try await fixture.database.read { db in
            try db.outboxDue(at: after(9), limit: 50).filter { $0.kind == BodyErrand.kind }
        }
    }

    @Test(arguments: Engine.underTest)
    func `each body is told once of a real request, and its word is the proof`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        let messages = try await waiting(fixture)
        #expect(messages.count == 2)
        // Nobody carries it yet: it waits.
        let quiet = fixture.cases.outbox({ after(1) })
        for message in messages {
            await #expect(throws: NoCarrier.self) {
                try await quiet[BodyErrand.kind]?(message)
            }
        }
        let outside = Outside()
        let told = try cases(fixture, outside, answering: .told(proof: "G-1"))
            .outbox({ after(1) })
        for message in messages + messages { try await told[BodyErrand.kind]?(message) }
        let notices = outside.heard.withLock { $0 }
        #expect(Set(notices.map(\.to)) == ["unhcr", "cpr"] && notices.count == 2)
        for notice in notices {
            #expect(notice.text.contains(kase.reference.text) && notice.text.contains("Lisboa I"))
            #expect(notice.text.contains("23 de novembro de 2026"))
            #expect(!notice.text.contains("Yara") && notice.id.hasSuffix("\(kase.id)"))
        }
        let events = try await fixture.database.read { db in
            try CaseEvent.all(of: kase.id, in: db)
        }
        let notes = events.compactMap { event -> String? in
            if case .stepDone(let step) = event.what { step.note } else { nil }
        }
        #expect(notes == ["G-1", "G-1"])
        #expect(events.count { $0.kind == CaseEvent.bodyToldKind } == 2)
        let names = try await fixture.names(of: kase)
        #expect(!names.contains("unhcr") && !names.contains("cpr"))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what was not taken is noted, and the office still owes it`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        let handlers = try cases(
            fixture, Outside(), answering: .notTold(reason: "no such body")
        ).outbox({ after(1) })
        let messages = try await waiting(fixture)
        for message in messages + messages { try await handlers[BodyErrand.kind]?(message) }
        let kinds = try await fixture.kinds(of: kase)
        #expect(kinds.count { $0 == CaseEvent.bodyNotToldKind } == 2)
        #expect(try await fixture.names(of: kase).contains("unhcr"))
        await #expect(throws: CaseRefusal.stepNoteMissing) {
            try await fixture.step("unhcr-told", of: kase, at: after(2))
        }
        try await fixture.step("unhcr-told", of: kase, at: after(2), note: "Telefone")
        #expect(try await !fixture.names(of: kase).contains("unhcr"))
    }

    @Test(arguments: Engine.underTest)
    func `whom somebody told by hand is not told again, and of an invented file nobody is`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        for step in ["unhcr-told", "cpr-told"] {
            try await fixture.step(step, of: kase, at: after(1), note: "Telefone")
        }
        let outside = Outside()
        let handlers = try cases(fixture, outside, answering: .told(proof: "G-1"))
            .outbox({ after(1) })
        for message in try await waiting(fixture) {
            try await handlers[BodyErrand.kind]?(message)
        }
        #expect(outside.heard.withLock { $0.isEmpty })
        let before = try await waiting(fixture).count
        let invented = try await fixture.file(olena)
        _ = try await fixture.hear(at: after(1), of: invented)
        #expect(try await waiting(fixture).count == before)
        // Nor of any other request.
        _ = try await fixture.fileAlone("renewal")
        #expect(try await waiting(fixture).count == before)
    }
}
