import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What the board of quality asks of the files of an office.
@Suite struct OfficeQualityTests {
    private func decisions(
        _ fixture: Fixture, days: [String: Int], from first: Int = -80, to last: Int = 0
    ) async throws -> [LocationID: OfficeShare] {
        try await fixture.database.read { db in
            try fixture.cases.decisions(
                within: after(first)..<after(last), days: days, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `decisions count by office, day and how long they took`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let days = ["family-reunification": 40]
        for (person, decided) in [(ana, -60), (yusuf, -59), (olena, -90)] {
            let kase = try await fixture.file(person, at: after(-100))
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(decided))
        }
        // Forty days are in time, forty-one are not; the third was decided before the span.
        #expect(
            try await decisions(fixture, days: days) == [
                lisbonCentre: OfficeShare(count: 1, all: 2, isDemo: false)
            ])
        #expect(
            try await decisions(fixture, days: days, from: -59)
                == [lisbonCentre: OfficeShare(count: 0, all: 1, isDemo: false)])
        #expect(try await decisions(fixture, days: days, from: -80, to: -60).isEmpty)
        #expect(try await decisions(fixture, days: ["renewal": 40]).isEmpty)
        // Open files are none.
        _ = try await fixture.file(ana, in: porto, at: after(-70))
        #expect(try await decisions(fixture, days: days).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func
        `a complaint counts for the office of the file that it names, else for the one it calls by name`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.complain(["aboutCase": kase.reference.text])
        try await fixture.complain(["officeNamed": "o balcão do Porto"])
        // About none that could be told.
        try await fixture.complain([:])
        func counted(_ first: Int, _ last: Int) async throws -> [LocationID: OfficeShare] {
            try await fixture.database.read { db in
                try fixture.cases.complaints(within: after(first)..<after(last), in: db)
            }
        }
        let one = OfficeShare(count: 1, all: 1, isDemo: false)
        #expect(try await counted(0, 2) == [lisbonCentre: one, portoCentre: one])
        #expect(try await counted(2, 9).isEmpty)
        // A complaint is no decision, whatever a standard says of its procedure.
        #expect(
            try await decisions(fixture, days: ["service-complaint": 400], to: 500).isEmpty)
    }
}
