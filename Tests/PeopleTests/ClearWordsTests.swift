import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// What a reader of the disk finds of people: nothing.
struct ClearWordsTests {
    @Test(arguments: Engine.underTest)
    func `what a carrier said is kept sealed and read by the person as it was said`(
        engine: Engine
    ) async throws {
        let (house, person, _) = try await checkedHouse(engine)
        let (people, now) = (house.people, house.clock.now)
        let message = try await house.database.write { db -> ID<Message> in
            try people.notify(
                Notice(
                    person: person, subject: "case/1", title: "A letter", body: "Words",
                    link: "/x", legalEffect: false, key: "one"), db, now)
            return try db.value("SELECT id FROM message WHERE key = 'one'") ?? ID(0)
        }
        try await house.emptyOutbox()
        let (stored, told) = try await house.database.read { db in
            (
                try db.all("SELECT proof FROM contact_attempt WHERE message = \(message)").map {
                    row -> String in try row[0]
                },
                try Attempt.all(of: message, in: db).map(\.proof)
            )
        }
        #expect(!stored.isEmpty && stored.allSatisfy { $0.hasPrefix("sealed:") })
        #expect(told.contains { $0.hasPrefix("250 ") })
        let before = try CarrierWords.opened("from before", of: message, house.database.keys)
        #expect(before == "from before")
    }

    @Test func `a spooled code is read by nobody but whoever runs the house`() async throws {
        let folder = try TestFolder.make() + "/mail"
        let spool = MailSpool(folder: folder, sender: "cais@localhost", clock: { noon })
        let delivery = Delivery(
            kind: .email, to: "ana@example.org", subject: "Your code", text: "RC-AAAA",
            language: "en", id: "1.2")
        _ = try await spool.deliver(delivery)
        for (path, mode) in [(folder, 0o700), (folder + "/email-1.2.eml", 0o600)] {
            let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect("\(found ?? "")" == "\(mode)", "\(path)")
        }
    }
}
