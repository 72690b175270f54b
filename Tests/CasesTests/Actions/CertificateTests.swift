import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct CertificateTests {
    @Test(arguments: Engine.underTest)
    func `an unchanged file on one day has one certificate, and a changed one another`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let first = try await fixture.certify(kase, at: after(1))
        #expect(try await fixture.certify(kase, at: after(1).adding(seconds: 60)) == first)
        #expect(try await fixture.certificates(of: kase) == 1)
        try await fixture.ask("passport", of: kase, at: after(1).adding(seconds: 120))
        let changed = try await fixture.certify(kase, at: after(1).adding(seconds: 180))
        #expect(changed != first)
        #expect(try await fixture.certify(kase, at: after(2)) != changed)
        #expect(try await fixture.certificates(of: kase) == 3)
        let issued = try await fixture.kinds(of: kase).filter { $0 == "certificate.issued" }
        #expect(issued.count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `two certificates of one day and one state do not enter the store`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        _ = try await fixture.certify(kase, at: after(1))
        await #expect(throws: (any Error).self) {
            try await fixture.database.write { db in
                _ = try db.run(
                    """
                    INSERT INTO certificate (code, kase, issued_at, expires, day, standing)
                    SELECT 'another', kase, issued_at, expires, day, standing FROM certificate
                    """)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a file gets no more certificates than its span allows, and some again later`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        for number in 1...certificatesPerSpanMax {
            _ = try await fixture.certify(kase, at: after(number))
        }
        await #expect(throws: CaseRefusal.tooManyCertificates) {
            _ = try await fixture.certify(kase, at: after(certificatesPerSpanMax + 1))
        }
        // The one of today is given again however many there are.
        _ = try await fixture.certify(kase, at: after(certificatesPerSpanMax))
        #expect(try await fixture.certificates(of: kase) == certificatesPerSpanMax)
        _ = try await fixture.certify(kase, at: after(certificateSpanDays + 2))
    }

    @Test(arguments: Engine.underTest)
    func `whoever acts for the person does not use up her certificates`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let helper = dinis.inPlace(of: kase.applicant)
        for number in 1...certificatesPerSpanMax {
            _ = try await fixture.certify(kase, at: after(number), by: helper)
        }
        let next = after(certificatesPerSpanMax + 1)
        await #expect(throws: CaseRefusal.tooManyCertificates) {
            _ = try await fixture.certify(kase, at: next, by: helper)
        }
        _ = try await fixture.certify(kase, at: next)
        #expect(try await fixture.certificates(of: kase) == certificatesPerSpanMax + 1)
    }

    @Test(arguments: Engine.underTest)
    func `a certificate tells nobody of the steps of its file; what was decided takes it away`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let first = try await fixture.code(fixture.certify(kase, at: after(1)))
        #expect(try await fixture.checked(first)?.isSuperseded == false)
        let second = try await fixture.code(fixture.certify(kase, at: after(2)))
        let before = [try await fixture.checked(first), try await fixture.checked(second)]
        try await fixture.ask("passport", of: kase, at: after(3))
        // Whoever saw a paper once and asks day after day reads the same.
        let later = [try await fixture.checked(first), try await fixture.checked(second)]
        #expect(before == later && later.allSatisfy { $0?.isSuperseded == false })
        let zone = fixture.house.zone
        #expect(later[0]?.isOfItsDay(today: zone.day(of: after(1)), in: zone) == false)
        #expect(later[0]?.isOfItsDay(today: zone.day(of: after(2)), in: zone) == true)
        try await fixture.receiveAll(of: kase, at: after(4))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(5))
        #expect(try await fixture.checked(first)?.isSuperseded == true)
        let receipt = try await fixture.letter(.receipt, of: kase)
        let checked = try await fixture.checked(receipt.code)
        #expect(checked?.kind == .receipt)
        #expect(checked?.madeAt == noon)
        #expect(checked?.isSuperseded == false)
        #expect(checked?.expires == nil)
    }

    @Test(arguments: Engine.underTest)
    func `the request of an invented person is marked for ever, and its papers with it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let real = try await fixture.file(ana)
        let invented = try await fixture.file(olena)
        #expect(!real.isDemo && invented.isDemo)
        for (kase, isDemo) in [(real, false), (invented, true)] {
            let filed = try await fixture.database.read { try kase.history(in: $0).filed }
            #expect(filed.demo == isDemo)
            let receipt = try await fixture.letter(.receipt, of: kase)
            #expect(receipt.isDemo == isDemo)
            #expect(receipt.html.contains("Demonstração") == isDemo)
            #expect(try await fixture.checked(receipt.code)?.isDemo == isDemo)
        }
    }
}

extension Fixture {
    func certify(_ kase: Case, at now: Moment, by person: Principal = ana) async throws -> LetterID
    {
        try await database.write { [house] db in
            try IssueCertificate(reference: kase.reference)
                .perform(by: person, at: now, in: db, house)
        }
    }

    func certificates(of kase: Case) async throws -> Int {
        try await database.read { db in
            try db.count("SELECT COUNT(*) FROM certificate WHERE kase = \(kase.id)")
        }
    }

    func code(_ letter: LetterID) async throws -> VerifyCode {
        try await database.read { db in
            let text: String? = try db.value("SELECT code FROM letter WHERE id = \(letter)")
            return try #require(text.flatMap { VerifyCode($0) })
        }
    }

    func checked(_ code: VerifyCode) async throws -> CheckedCode? {
        try await database.read { db in try CheckedCode.find(code, in: db) }
    }

    /// The newest letter of a kind.
    func letter(_ kind: LetterKind, of kase: Case) async throws -> Letter {
        try await database.read { db in
            let row = try db.first(
                """
                SELECT * FROM letter WHERE kase = \(kase.id) AND kind = \(kind.rawValue)
                ORDER BY id DESC LIMIT 1
                """)
            return try Letter(row: try #require(row), in: db)
        }
    }
}
