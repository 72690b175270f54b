import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A document that has expired counts as not held; who reads a date on it keeps it in the journal.
@Suite struct ExpiryTests {
    @Test(arguments: Engine.underTest)
    func `an expired document is missing again, and may be asked for without a reason`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.hand("passport", to: kase, at: after(1), until: "2026-11-30")
        #expect(try await fixture.needs("passport", of: kase, on: day("2026-11-30")) == true)
        #expect(try await fixture.needs("passport", of: kase, on: day("2026-12-01")) == false)
        await #expect(throws: CaseRefusal.alreadyHeld("passport")) {
            try await fixture.ask("passport", of: kase, at: Moment(day("2026-11-30"), hour: 10))
        }
        try await fixture.ask("passport", of: kase, at: Moment(day("2026-12-01"), hour: 10))
        // One that is over already is kept and answers nothing; one for today does.
        let now = Moment(day("2026-12-02"), hour: 10)
        try await fixture.hand("passport", to: kase, at: now, until: "2026-12-01")
        #expect(try await fixture.history(of: kase).openItems.count == 1)
        try await fixture.hand("passport", to: kase, at: now, until: "2026-12-02")
        #expect(try await fixture.history(of: kase).openItems.isEmpty)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `an officer of the case notes the date, and a slip is refused`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let paper = try await fixture.hand("passport", to: kase, at: after(1))
        for stranger in [beatriz, ana, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.date(paper, of: kase, "2026-11-23", by: stranger)
            }
        }
        await #expect(throws: CaseRefusal.validityImplausible) {
            try await fixture.date(paper, of: kase, "2206-11-23")
        }
        let other = try await fixture.file(yusuf)
        await #expect(throws: Refused.notFound) {
            try await fixture.date(paper, of: other, "2026-11-23")
        }
        // Nobody dates a paper of a case that another has.
        let reference = kase.reference
        try await fixture.database.write { [house = fixture.house] db in
            try TakeCase(reference: reference).perform(by: carla, at: after(2), in: db, house)
        }
        await #expect(throws: TakeRefusal.takenByAnother(carla.name)) {
            try await fixture.date(paper, of: kase, "2026-11-23")
        }
        try await fixture.database.write { [house = fixture.house] db in
            try ReleaseCase(reference: reference).perform(by: carla, at: after(2), in: db, house)
        }
        try await fixture.date(paper, of: kase, "2026-11-23")
        #expect(try await fixture.kinds(of: kase).last == "document.validity-stated")
        #expect(try await fixture.needs("passport", of: kase, on: day("2026-11-24")) == false)
        #expect(
            try await fixture.history(of: kase).documents.map(\.validUntil) == [day("2026-11-23")])
        // The same once more is no news; no date at all is.
        let lines = try await fixture.kinds(of: kase).count
        try await fixture.date(paper, of: kase, "2026-11-23")
        #expect(try await fixture.kinds(of: kase).count == lines)
        try await fixture.date(paper, of: kase, nil)
        #expect(try await fixture.needs("passport", of: kase, on: day("2026-11-24")) == true)
        #expect(try await fixture.differences().isEmpty)
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.date(paper, of: kase, "2026-11-23")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a date that was tampered with is found and put back`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let paper = try await fixture.hand("passport", to: kase, at: after(1), until: "2026-11-30")
        try await fixture.database.write { db in
            _ = try db.run("UPDATE case_document SET valid_until = valid_until + 900")
        }
        let found = try await fixture.differences()
        #expect(found.map(\.documents) == [[paper]])
        _ = try await fixture.database.write { [cases = fixture.cases] in
            try cases.repair(found, in: $0)
        }
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.needs("passport", of: kase, on: day("2026-12-01")) == false)
    }
}

extension Fixture {
    /// The person hands in a paper of the last of the file; its digest is its code.
    @discardableResult
    func hand(
        _ code: String, to kase: Case, at now: Moment, until: String? = nil,
        by person: Principal = ana
    ) async throws -> CaseDocumentID {
        let file = AddDocument.StoredFile(
            digest: code, name: "p.pdf", kind: "application/pdf", bytes: 9)
        let action = AddDocument(
            reference: kase.reference, code: code, member: try await members(of: kase).last?.id,
            file: file, validUntil: until.map(day))
        return try await database.write { [house] db in
            let added = try action.perform(by: person, at: now, in: db, house)
            try CloseRequest(reference: kase.reference, added: added)
                .perform(by: person, at: now, in: db, house)
            return added
        }
    }

    func reuse(
        _ document: CaseDocumentID, in kase: Case, at now: Moment, by person: Principal = ana
    ) async throws {
        let member = try await members(of: kase).last?.id ?? CaseMemberID(0)
        guard let choice = CopyChoice("\(document) \(member)") else { throw Refused.notFound }
        try await database.write { [house] db in
            try ReuseDocument(reference: kase.reference, choice: choice)
                .perform(by: person, at: now, in: db, house)
        }
    }

    func date(
        _ document: CaseDocumentID, of kase: Case, _ until: String?, by officer: Principal = bruno
    ) async throws {
        let action = StateValidity(
            reference: kase.reference, document: document, validUntil: until.map(day))
        try await database.write { [house] db in
            try action.perform(by: officer, at: after(2), in: db, house)
        }
    }

    func history(of kase: Case) async throws -> CaseHistory {
        try await database.read { db in try kase.history(in: db) }
    }

    func view(_ kase: Case, for reader: Principal, at now: Moment) async throws -> CaseView {
        try await database.read { [house] db in
            try CaseView(kase, for: reader, at: now, in: db, house)
        }
    }

    /// Whether a paper of the last of the file is in and good on a day; nil where the table asks for none.
    func needs(_ code: String, of kase: Case, on today: Day) async throws -> Bool? {
        let needs = try await database.read { [house] db in
            try house.needs(of: kase, kase.history(in: db), at: Moment(today, hour: 12), in: db)
        }
        return needs.last { $0.document.code == code }?.isIn
    }
}
