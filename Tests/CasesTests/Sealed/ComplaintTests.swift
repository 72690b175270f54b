import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct ComplaintTests {
    @Test(arguments: Engine.underTest)
    func `a complaint is read by a jurist of its compartment and by nobody else`(
        engine: Engine
    ) async throws {
        let database = try await sealed(engine)
        let action = FileComplaint(complaint: Complaint(text: "Recusaram-me a casa.", contact: nil))
        let id = try await database.write { try action.perform(at: noon, in: $0) }
        let read = ReadComplaint(id: id)
        let (complaint, _) = try await database.write {
            try read.perform(by: fatima, at: after(1), in: $0)
        }
        #expect(complaint.text == "Recusaram-me a casa.")
        for other in everybody where other != fatima {
            await #expect(throws: Refused.notFound) {
                try await database.write { db in
                    _ = try read.perform(by: other, at: after(1), in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await database.read { db in _ = try ComplaintLine.all(for: other, in: db) }
            }
        }
    }

    @Test(arguments: Engine.underTest) func `nothing readable is stored, not even the reference`(
        engine: Engine
    ) async throws {
        let database = try await sealed(engine)
        let action = FileComplaint(
            complaint: Complaint(text: "Recusaram-me a casa.", contact: "x@y.pt"))
        let id = try await database.write { try action.perform(at: noon, in: $0) }
        let row = try await database.read { db -> Row? in
            try db.first("SELECT reference_hash, content FROM sealed_complaint WHERE id = \(id)")
        }
        let bytes: [UInt8] = try #require(row)["content"]
        #expect(!String(decoding: bytes, as: UTF8.self).contains("casa"))
        let actors = try await database.read { try $0.journal(of: "complaint/\(id)").map(\.actor) }
        #expect(actors == [Principal.house.account])
    }

    @Test(arguments: Engine.underTest) func `the person finds it with reference and code together`(
        engine: Engine
    ) async throws {
        let database = try await sealed(engine)
        let action = FileComplaint(complaint: Complaint(text: "a", contact: nil))
        let id = try await database.write { try action.perform(at: noon, in: $0) }
        let (reference, code) = Complaint.keepsakes(id, database.keys)
        let found = try await database.read { try ComplaintLine.find(reference, code, in: $0)?.id }
        #expect(found == id)
        #expect(
            try await database.read { try ComplaintLine.find(reference, .new(), in: $0) } == nil)
        #expect(try await database.read { try ComplaintLine.find(.new("DQ"), code, in: $0) } == nil)
    }

    @Test func `the door does not open on a database that is not sealed`() async throws {
        let general = try await TestDatabase.make(.sqlite)
        #expect(throws: StorageError.self) { try Complaints(database: general, zone: .utc) }
    }

    @Test func `the general schema has no word of complaints`() {
        let text = Cases.schema.flatMap(\.statements).joined().lowercased()
        #expect(!text.contains("complaint"))
    }

    private func sealed(_ engine: Engine) async throws -> Database {
        try await TestDatabase.make(
            engine, compartment: .equality, migrations: storageSchema + Complaints.schema)
    }
}
