import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Visits are opened by role, purpose and place together, and never in a file of one's own.
@Suite struct DutyTests {
    private func worker(
        _ role: Role, _ purpose: Purpose, at place: LocationID?, person: PersonID? = nil
    ) -> Principal {
        let duty = Duty(role: role, organisation: agency, location: place, purpose: purpose)
        return Principal(account: AccountID(61), person: person, name: "Nuno", duties: [duty])
    }

    /// An officer of no office; one of Lisbon and a supervisor, each for another purpose.
    private var astray: [Principal] {
        [
            worker(.officer, .status, at: nil), worker(.officer, .plan, at: lisbonCentre),
            worker(.supervisor, .plan, at: nil), worker(.partner, .status, at: lisbonCentre),
        ]
    }

    @Test func `an officer serves one office, a supervisor perhaps all, and both on status alone`()
    {
        for principal in astray {
            #expect(!principal.serves(lisbonCentre))
            #expect(WorkOffices(principal) == .offices([]))
        }
        #expect(worker(.officer, .status, at: lisbonCentre).serves(lisbonCentre))
        #expect(!worker(.officer, .status, at: lisbonCentre).serves(portoCentre))
        #expect(!worker(.supervisor, .status, at: lisbonCentre).serves(portoCentre))
        #expect(worker(.supervisor, .status, at: nil).serves(portoCentre))
    }

    @Test(arguments: Engine.underTest)
    func `a role without its purpose or its place opens no visit, no day, and notes nothing`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[0], time(0))
        for principal in [bruno, worker(.supervisor, .status, at: nil)] {
            #expect(try await sample.visit(id, for: principal).id == id)
            #expect(try await workday(principal, sample) == [id])
            #expect(try await forStaff(id, principal, sample).id == id)
        }
        for principal in astray {
            await #expect(throws: Refused.notFound) {
                try await sample.visit(id, for: principal)
            }
            await #expect(throws: Refused.notFound) { try await workday(principal, sample) }
            await #expect(throws: Refused.notFound) { try await forStaff(id, principal, sample) }
        }
    }

    @Test(arguments: Engine.underTest)
    func `nobody works on the visit of a file of their own, and still sees it as its person`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let own = try await sample.book(Sample.files[0], time(0))
        let other = try await sample.book(Sample.files[1], time(4), by: yusuf)
        let anaAtTheDesk = worker(.officer, .status, at: lisbonCentre, person: ana.person)
        #expect(try await workday(anaAtTheDesk, sample) == [other])
        #expect(try await forStaff(other, anaAtTheDesk, sample).id == other)
        await #expect(throws: Refused.notFound) { try await forStaff(own, anaAtTheDesk, sample) }
        await #expect(throws: Refused.notFound) { try await forStaff(own, ana, sample) }
        #expect(try await sample.visit(own, for: anaAtTheDesk).id == own)
        #expect(try await workday(bruno, sample) == [own, other])
    }

    private func workday(_ principal: Principal, _ sample: Sample) async throws -> [VisitID] {
        try await sample.database.read { db in
            try Workday(day: tomorrow, office: lisbonCentre, zone: .utc).run(
                for: principal, at: noon, Sample.asks, in: db
            ).map(\.id)
        }
    }

    private func forStaff(
        _ id: VisitID, _ principal: Principal, _ sample: Sample
    ) async throws -> Visit {
        try await sample.database.read { db in
            try Visit.findForStaff(id, principal, at: noon, Sample.asks, in: db)
        }
    }
}
