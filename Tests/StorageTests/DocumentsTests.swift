import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

/// Files are stored once, sealed, and never read when they were changed.
struct DocumentsTests {
    private func documents() throws -> Documents {
        Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
    }

    @Test func `the same bytes are stored once and come back`() throws {
        let documents = try documents()
        let bytes = Array("certidão".utf8)
        let digest = try documents.store(bytes)
        #expect(try documents.store(bytes) == digest)
        #expect(try documents.store([]) != digest)
        #expect(try documents.load(digest) == bytes)
        #expect(documents.all().count == 2)
        #expect(documents.all().contains(digest))
    }

    @Test func `what lies on the disk does not show the document`() throws {
        let documents = try documents()
        let digest = try documents.store(Array("certidão".utf8))
        let stored = try #require(FileManager.default.contents(atPath: documents.path(of: digest)))
        #expect(stored.range(of: Data("certid".utf8)) == nil)
    }

    @Test(arguments: ["changed", "truncated", "emptied", "removed", "swapped"])
    func `a document that was touched is refused, and stored anew when it comes again`(
        how: String
    ) throws {
        let documents = try documents()
        let bytes = Array("certidão".utf8)
        let digest = try documents.store(bytes)
        let path = documents.path(of: digest)
        var stored = try #require(FileManager.default.contents(atPath: path))
        switch how {
        case "changed": stored[20] ^= 1
        case "truncated": stored.removeLast()
        case "emptied": stored = Data()
        case "swapped":
            let other = try documents.store([1, 2, 3])
            stored = try #require(FileManager.default.contents(atPath: documents.path(of: other)))
        default: break
        }
        if how == "removed" {
            try FileManager.default.removeItem(atPath: path)
        } else {
            try stored.write(to: URL(fileURLWithPath: path))
        }
        #expect(throws: StorageError.self) { try documents.load(digest) }
        #expect(try documents.store(bytes) == digest)
        #expect(try documents.load(digest) == bytes)
    }

    @Test func `a file goes when nobody stored it since a moment, and stays when somebody did`()
        async throws
    {
        let documents = try documents()
        let (old, again) = (try documents.store([1]), try documents.store([2]))
        for digest in [old, again] { try age(digest, days: 3, in: documents) }
        let new = try documents.store([3])
        let yesterday = moment(daysAgo: 1)
        let found = try await documents.untouched(since: yesterday)
        #expect(Set(found) == [old, again])
        // A request brings the same bytes before they are taken away: its row comes next.
        #expect(try documents.store([2]) == again)
        #expect(try documents.remove(again, untouchedSince: yesterday) == false)
        #expect(try documents.remove(new, untouchedSince: yesterday) == false)
        #expect(try documents.remove(old, untouchedSince: yesterday))
        #expect(try documents.remove(old, untouchedSince: yesterday) == false)
        #expect(documents.all() == [again, new].sorted())
        #expect(try documents.load(again) == [2])
        #expect(try await documents.untouched(since: yesterday).isEmpty)
    }

    private func age(_ digest: String, days: Double, in documents: Documents) throws {
        let date = Date(timeIntervalSinceNow: -days * 86_400)
        try FileManager.default.setAttributes(
            [.modificationDate: date], ofItemAtPath: documents.path(of: digest))
    }

    private func moment(daysAgo days: Int64) -> Moment {
        Moment(secondsSince1970: Int64(Date().timeIntervalSince1970) - days * 86_400)
    }

    @Test func `another compartment cannot read a document`() throws {
        let documents = try documents()
        let digest = try documents.store([1, 2, 3])
        let stranger = Documents(folder: documents.folder, keys: try .fixed(.help))
        #expect(throws: StorageError.self) { try stranger.load(digest) }
    }

    @Test(arguments: [
        "../../../etc/passwd", "", "..", String(repeating: "A", count: 64),
        String(repeating: "/", count: 64),
    ])
    func `a digest that is a path is refused`(digest: String) throws {
        let documents = try documents()
        _ = try documents.store([1])
        #expect(throws: StorageError.self) { try documents.load(digest) }
    }
}
