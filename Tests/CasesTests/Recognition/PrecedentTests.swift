import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What is decided on a degree serves the next one that is equal in the four conditions, and says nothing of anybody.
@Suite struct PrecedentTests {
    @Test(arguments: Engine.underTest)
    func `an equal later request is shown the precedent and goes without a jury`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let first = try await fixture.recognise("recognition-level", civilEngineering)
        #expect(try await fixture.course(first)?.way.code == "jury")
        await #expect(throws: RecognitionRefusal.noPrecedent) {
            try await fixture.step("precedent-applied", of: first, at: after(1))
        }
        await #expect(throws: CaseRefusal.outcomeNotYet) {
            try await fixture.decide("granted", ["conditions-met"], of: first, at: after(1))
        }
        _ = try await fixture.juried("granted", "conditions-met")

        // Written in another way, and by somebody else.
        let same = civilEngineering.merging([
            "institution": "UNIVERSIDADE DE DEMONSTRACAO", "programme": " engenharia civil",
        ]) { $1 }
        let later = try await fixture.recognise(
            "recognition-level", same, by: yusuf, named: "Yusuf Exemplo", at: after(4))
        let course = try #require(try await fixture.course(later))
        #expect(course.route.code == "level-by-precedence" && course.way.code == "precedent")
        #expect(course.match.outcomes == ["granted"])
        await #expect(throws: RecognitionRefusal.noPrecedent) {
            try await fixture.step("part-precedent-applied", of: later, at: after(5))
        }
        try await fixture.step("precedent-applied", of: later, at: after(5))
        try await fixture.decide("granted", ["by-precedence"], of: later, at: after(5))
        #expect(try await fixture.stored(later).projection.outcome == "granted")
        #expect(try await fixture.differences().isEmpty)
        // One row, twice.
        #expect(try await fixture.precedents().count == 1)
        #expect(try await fixture.times() == [2])
    }

    @Test(arguments: [
        ("country", "PT"), ("institution", "Outra Universidade"), ("programme", "Arquitetura"),
        ("degreeName", "Mestre"), ("durationMonths", "48"),
    ])
    func `one condition that differs is enough for a jury`(
        field: String, value: String
    )
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        _ = try await fixture.juried("granted", "conditions-met")
        let other = civilEngineering.merging([field: value]) { $1 }
        let kase = try await fixture.recognise("recognition-level", other, by: yusuf)
        #expect(try await fixture.course(kase)?.way.code == "jury", "\(field)")
        let open = civilEngineering.filter { $0.key != field }
        let unknown = try await fixture.recognise("recognition-level", open, by: yusuf)
        #expect(try await fixture.course(unknown)?.way.code == "ask-first", "\(field)")
    }

    @Test(arguments: Engine.underTest)
    func `a refusal, or decisions that contradict each other, are shown and shorten nothing`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.juried("refused", "level-not-reached")
        let kase = try await fixture.recognise("recognition-level", civilEngineering, by: yusuf)
        let refused = try #require(try await fixture.course(kase))
        #expect(refused.match.outcomes == ["refused"] && refused.way.code == "jury")
        _ = try await fixture.juried("granted", "conditions-met", by: yusuf)
        let mixed = try #require(try await fixture.course(kase))
        #expect(mixed.match.outcomes == ["granted", "refused"] && mixed.way.code == "jury")
        await #expect(throws: RecognitionRefusal.noPrecedent) {
            try await fixture.step("precedent-applied", of: kase, at: after(5))
        }
    }

    @Test(arguments: Engine.underTest)
    func `the register knows nobody, and not what gives somebody away`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.juried("granted", "conditions-met")
        let row = try #require(try await fixture.precedents().first)
        #expect(
            row.dropFirst() == [
                "recognition-level", "BR", "universidade de demonstracao", "engenharia civil",
                "bacharel", "granted",
            ])
        let all = row.joined(separator: " ").lowercased()
        for secret in ["ana", "exemplo", kase.reference.text.lowercased(), "\(kase.id)"] {
            #expect(!all.split(separator: " ").contains { $0 == secret }, "\(secret)")
            #expect(secret.count < 5 || !all.contains(secret), "\(secret)")
        }
        // Her name inside an answer: nothing is kept of the degree.
        let told = civilEngineering.merging(["programme": "Curso de Maria Exemplo"]) { $1 }
        _ = try await fixture.juried(
            "granted", "conditions-met", told, by: yusuf, named: "Maria Exemplo")
        #expect(try await fixture.precedents().count == 1)
        // Nor of one of which a condition is not known.
        let open = civilEngineering.filter { $0.key != "durationMonths" }
        _ = try await fixture.juried("granted", "conditions-met", open, by: yusuf)
        #expect(try await fixture.precedents().count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a decision that is opened again takes its precedent with it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.recognise("recognition-level", civilEngineering)
        try await fixture.propose(["level-not-reached"], of: kase, at: after(1))
        try await fixture.bring(.registered, kase, at: after(1))
        try await fixture.decide("refused", ["level-not-reached"], of: kase, at: after(60))
        #expect(try await fixture.times() == [1])
        let action = ReopenCase(reference: kase.reference, reason: "Não recebeu a carta.")
        try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: bruno, at: after(61), in: db, house)
        }
        #expect(try await fixture.precedents().isEmpty)
    }

    @Test func `nothing but recognition enters the register`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(try await fixture.precedents().isEmpty)
    }
}
