import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A file about a family comes with it, and numbers find the same person in two predecessors' files.
struct TakenFamilyTests {
    @Test(arguments: Engine.underTest)
    func
        `the family of a row stands in its file, and a row of the time before says the same as then`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let row = Backlog.row([
            "procedure": "family-reunification", "documents": "", "filed": "2024-09-02",
            "family": "Lia Ninguém=2020-03-09=child=abroad | Rui Ninguém=1988-01-30=spouse=here",
        ])
        #expect(try await fixture.take(Backlog.text([row])).report.accepted == 1)
        let kase = try await fixture.onlyCase()
        let members = try await fixture.members(of: kase).map(\.person)
        #expect(members.map(\.name) == ["Joana Ninguém", "Lia Ninguém", "Rui Ninguém"])
        #expect(members.map(\.relation) == [.holder, .child, .spouse])
        #expect(members.map(\.isInPortugal) == [true, false, true])
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.take(Backlog.text([row])).report.known == 1)
    }

    @Test(arguments: Engine.underTest)
    func `one number in the files of two predecessors names a pair, however the names are written`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(
            Backlog.text([
                Backlog.row(["source": "SEF", "number": "1", "nif": "299 999 998"]),
                Backlog.row([
                    "source": "ACM", "number": "9", "name": "J. Ninguem", "birth": "1990-02-11",
                    "nif": "299999998", "email": "", "phone": "",
                ]),
            ]))
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).count == 1)
        let clear = try await fixture.database.read { db in
            try db.all("SELECT sealed FROM person_key WHERE kind = 'nif'").map {
                String(decoding: try $0[0] as [UInt8], as: UTF8.self)
            }
        }
        #expect(clear.count == 2 && clear.allSatisfy { !$0.contains("299") })
    }
}
