import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What is asked before the bytes of a document go to the disk, and which of them stand in a file afterwards.
@Suite struct AdmissionTests {
    @Test(arguments: Engine.underTest)
    func `a document is let in for its own file, by its kind and person, until the decision`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let foreign = try await fixture.members(of: try await fixture.file(yusuf))[1].id
        let member = try await fixture.members(of: kase)[1].id
        func admit(
            _ code: String, _ member: CaseMemberID?, by principal: Principal = ana
        ) async throws {
            try await fixture.database.read { [house = fixture.house] db in
                _ = try AddDocument.admit(
                    code, of: member, to: kase.reference, by: principal, in: db, house)
            }
        }
        try await admit("passport", member)
        await #expect(throws: Refused.notFound) { try await admit("passport", member, by: yusuf) }
        await #expect(throws: Refused.notFound) { try await admit("passport", foreign) }
        await #expect(throws: CaseRefusal.unknownDocument("diploma")) {
            try await admit("diploma", member)
        }
        await #expect(throws: CaseRefusal.unknownDocument(hearingDocument)) {
            try await admit(hearingDocument, nil)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        await #expect(throws: CaseRefusal.alreadyDecided) { try await admit("passport", member) }
    }

    @Test(arguments: Engine.underTest)
    func `a store says which documents stand in a file, and nothing before there is one`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let cases = fixture.cases
        func held() async throws -> Set<String>? {
            try await fixture.database.read { db in try cases.held(["paper", "stray"], in: db) }
        }
        #expect(try await held() == nil)
        let file = AddDocument.StoredFile(
            digest: "paper", name: "p.pdf", kind: "application/pdf", bytes: 9)
        try await fixture.database.write { [house = fixture.house] db in
            _ = try AddDocument(
                reference: kase.reference, code: "passport", member: nil, file: file
            )
            .perform(by: ana, at: after(1), in: db, house)
        }
        #expect(try await held() == ["paper"])
    }
}
