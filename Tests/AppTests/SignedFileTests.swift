import Formats
import Foundation
import TestSupport
import Testing

@testable import App

/// `cais hsds bundle` and `cais verify FILE`.
struct SignedFileTests {
    @Test func `the bundle of a house is verified without its store, by its key`() async throws {
        let installed = try await DemoStore.shared.copy()
        let path = try TestFolder.make() + "/places.html"
        let written = try await writeBundle(installed.options, to: path)
        let told = try JSON.parse(Array(written.json.utf8), file: "answer")
        let key = try #require(told["key"]?.stringValue)
        #expect(told["bytes"]?.intValue.map { $0 < 2_000_000 } == true)
        #expect(try verifyFile(installed.options, path, key: nil, against: nil).isGood)

        // Elsewhere: no store and no key files.
        var elsewhere = installed.options
        elsewhere.data = try TestFolder.make() + "/nothing"
        elsewhere.keys = nil
        elsewhere.environment = [:]
        let unknown = try verifyFile(elsewhere, path, key: nil, against: nil)
        #expect(!unknown.isGood && unknown.text.contains("nothing here says whose key"))
        let spaced = key.prefix(32).uppercased() + " " + key.dropFirst(32)
        #expect(try verifyFile(elsewhere, path, key: spaced, against: nil).isGood)
        let wrong = String(repeating: "0", count: 64)
        #expect(try !verifyFile(elsewhere, path, key: wrong, against: nil).isGood)
        #expect(throws: Trouble.self) { try verifyFile(elsewhere, path, key: "abc", against: nil) }

        let kept = try TestFolder.make() + "/kept.json"
        #expect(try await verify(installed.options, against: nil, export: kept).isGood)
        #expect(try verifyFile(elsewhere, path, key: nil, against: kept).isGood)

        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let changed = try verifyFile(installed.options, path, key: nil, against: nil)
        #expect(!changed.isGood && changed.text.contains("changed after it was signed"))
        let missing = path + ".none"
        #expect(throws: Trouble.self) { try verifyFile(elsewhere, missing, key: nil, against: nil) }
    }
}
