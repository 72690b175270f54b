import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Of an erased file no notice is left, and nothing of it leaves the house any more.
@Suite struct EraseNoticeTests {
    @Test(arguments: Engine.underTest)
    func `the notices of a file go with what waits to be sent; those of another stay`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        try await house.database.write { db in
            try AddChannel(
                person: person, kind: .email, address: "ana@example.org", language: "en"
            ).perform(by: .house, at: now, in: db)
            for (number, key) in [(1, "one"), (2, "two")] {
                try house.people.notify(
                    Notice(
                        person: person, subject: "case/\(number)", title: "A paper is missing",
                        body: "Bring it.", link: "/cases", legalEffect: true, office: lisbonCentre,
                        key: key), db, now)
            }
        }
        let before = try await house.rows()
        #expect(before.messages == 2 && before.waiting >= 2)
        try await house.database.write { db in
            try house.people.eraseNotices(about: "case/1", in: db)
        }
        let after = try await house.rows()
        #expect(after.messages == 1 && after.waiting * 2 == before.waiting)
        let left = try await house.database.read { db in
            try db.all("SELECT subject FROM message").map { try $0[0] as String }
        }
        #expect(left == ["case/2"])
        try await house.database.write { db in
            try house.people.eraseNotices(about: "case/1", in: db)
        }
        #expect(try await house.rows() == after)
    }
}

extension House {
    fileprivate struct Rows: Equatable {
        let messages: Int
        let waiting: Int
    }

    fileprivate func rows() async throws -> Rows {
        try await database.read { db in
            Rows(
                messages: try db.count("SELECT COUNT(*) FROM message"),
                waiting: try db.count("SELECT COUNT(*) FROM outbox WHERE key LIKE 'people/%'"))
        }
    }
}
