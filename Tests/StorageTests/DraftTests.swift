import Crypto
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

/// Documents arrive and are read piece by piece; whatever is not the document as it came is refused.
struct DraftTests {
    private let documents: Documents

    init() throws {
        documents = Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
    }

    private var spooled: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: documents.spool)) ?? []
    }

    private func kept(_ bytes: [UInt8], cut: () -> Int = { 100_000 }) throws -> String {
        let draft = try documents.draft()
        var at = 0
        while at < bytes.count {
            let next = min(bytes.count, at + cut())
            try draft.append(Array(bytes[at..<next]))
            at = next
        }
        return try draft.keep()
    }

    private func read(_ pieces: DocumentPieces) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        while let piece = try pieces.next() { all.append(piece) }
        return all
    }

    private func bytes(_ count: Int, _ random: inout SeededRandom) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    @Test func `any size comes back, however it was cut, in pieces of a bounded size`() throws {
        var random = SeededRandom(20_261_126)
        let piece = documentPieceBytes
        let sizes =
            [0, 1, 2 * piece - 1, 2 * piece, 2 * piece + 1, piece - 1, piece, piece + 1]
            + (0..<8).map { _ in Int.random(in: 0...3 * piece, using: &random) }
        for size in sizes {
            let content = bytes(size, &random)
            let digest = try kept(content) { Int.random(in: 1...2 * piece, using: &random) }
            #expect(try documents.store(content) == digest, "\(size): the cut is no part of it")
            let pieces = try documents.open(digest)
            #expect(pieces.size == size)
            let all = try read(pieces)
            #expect(Array(all.joined()) == content, "\(size)")
            #expect(all.allSatisfy { $0.count <= piece })
            #expect(try documents.load(digest) == content)
        }
        #expect(spooled.isEmpty)
    }

    @Test func `a draft is read before it is kept, and takes nothing after that`() throws {
        let content = [UInt8](repeating: 7, count: documentPieceBytes + 5)
        let draft = try documents.draft()
        try draft.append(content)
        #expect(try Array(read(draft.pieces()).joined()) == content)
        #expect(try Array(read(draft.pieces()).joined()) == content)
        #expect(throws: StorageError.self) { try draft.append([1]) }
        #expect(documents.all().isEmpty && spooled.count == 1)
        let digest = try draft.keep()
        #expect(try draft.keep() == digest)
        #expect(documents.all() == [digest] && spooled.isEmpty)
    }

    @Test func `what nobody keeps goes with its last holder, also halfway`() throws {
        var draft: DocumentDraft? = try documents.draft()
        try draft?.append([UInt8](repeating: 1, count: 200_000))
        #expect(spooled.count == 1)
        draft = nil
        #expect(spooled.isEmpty && documents.all().isEmpty)
    }

    @Test func `what a killed program left in the spool goes a day later`() throws {
        let draft = try documents.draft()
        try draft.append([1])
        let hour = Moment(secondsSince1970: Int64(Date().timeIntervalSince1970) - 3_600)
        documents.emptySpool(untouchedSince: hour)
        #expect(spooled.count == 1)
        documents.emptySpool(untouchedSince: hour.adding(seconds: 7_200))
        #expect(spooled.isEmpty)
        #expect(throws: StorageError.self) { try draft.keep() }
    }

    @Test(arguments: [
        "reordered", "repeated", "cut inside", "cut at a border", "lengthened", "from another",
        "another's whole", "a bit of the head", "a bit of the size", "a bit of a piece",
        "a bit of the end",
    ])
    func `a document that is not as it came is refused`(how: String) throws {
        let sealed = documentPieceBytes + 16
        let head = 76
        var random = SeededRandom(7)
        let digest = try kept(bytes(3 * documentPieceBytes, &random))
        let other = try kept(bytes(3 * documentPieceBytes, &random))
        let path = documents.path(of: digest)
        var file = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        let another = [UInt8](
            try #require(FileManager.default.contents(atPath: documents.path(of: other))))
        #expect(file.count == head + 3 * sealed)
        let second = head + sealed..<head + 2 * sealed
        switch how {
        case "reordered":
            let first = Array(file[head..<head + sealed])
            file.replaceSubrange(head..<head + sealed, with: file[second])
            file.replaceSubrange(second, with: first)
        case "repeated": file.replaceSubrange(second, with: file[head..<head + sealed])
        case "cut inside": file.removeLast(10)
        case "cut at a border": file.removeLast(sealed)
        case "lengthened": file += file[second]
        case "from another": file.replaceSubrange(second, with: another[second])
        case "another's whole": file = another
        case "a bit of the head": file[30] ^= 1
        case "a bit of the size": file[15] ^= 1
        case "a bit of a piece": file[second.lowerBound + 100] ^= 1
        default: file[file.count - 1] ^= 1
        }
        try Data(file).write(to: URL(fileURLWithPath: path))
        #expect(throws: StorageError.self) { _ = try read(documents.open(digest)) }
        #expect(throws: StorageError.self) { try documents.load(digest) }
    }

    @Test func `a document that lost its end and says so is refused: the last piece is marked`()
        throws
    {
        // Whoever had the key of the head could shorten both; the mark of the last piece still tells.
        let key = SymmetricKey(size: .bits256)
        let path = try TestFolder.make() + "/sealed"
        let file = try #require(SealedFile(path, isNew: true))
        let plain = [UInt8](repeating: 1, count: 2 * documentPieceBytes)
        try file.seal(plain[..<documentPieceBytes], 0, isLast: false, with: key)
        let short = try DocumentPieces(file, key: key, size: documentPieceBytes)
        #expect(throws: StorageError.self) { try short.next() }
        try file.seal(plain[documentPieceBytes...], 1, isLast: true, with: key)
        let whole = try DocumentPieces(file, key: key, size: plain.count)
        #expect(try Array(read(whole).joined()) == plain)
    }

    @Test func `a document of the older form is read`() throws {
        var random = SeededRandom(3)
        for size in [0, 5, 2 * documentPieceBytes + 1] {
            let content = bytes(size, &random)
            var code = documents.code()
            code.update(data: content)
            let digest = hex(code.finalize())
            let sealed = try documents.keys.seal(content, use: "document", context: digest)
            let path = documents.path(of: digest)
            try documents.makeFolder(String(path.dropLast(65)))
            try Data(sealed).write(to: URL(fileURLWithPath: path))
            #expect(try documents.load(digest) == content)
            #expect(try Array(read(documents.open(digest)).joined()) == content)
            #expect(try documents.store(content) == digest, "and stays as it is")
            #expect(FileManager.default.contents(atPath: path) == Data(sealed))
        }
    }
}
