import Crypto
import Foundation
public import Kernel

/// Where closed envelopes wait until the compartment that can open them fetches them. No name, size or date of a file
/// tells who handed it in or when.
public struct LetterFolder: Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Puts an envelope in whole or not at all; the same key again is the same envelope.
    public func put(_ envelope: [UInt8], for key: OnceKey) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let file = path + "/" + LetterFolder.name(key)
        try Data(envelope).write(to: URL(fileURLWithPath: file + letterEnding), options: .atomic)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 0), .posixPermissions: 0o600],
            ofItemAtPath: file + letterEnding)
    }

    /// Tells nothing without the form: its key was drawn at random.
    private static func name(_ key: OnceKey) -> String {
        hex(SHA256.hash(data: Data("\(key.text) \(key.contents)".utf8)))
    }

    /// The names of what waits, so many at once.
    public func waiting(limit: Int) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        return names.filter { $0.hasSuffix(letterEnding) }.sorted().prefix(limit).map {
            String($0.dropLast(letterEnding.count))
        }
    }

    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name + letterEnding)))
    }

    /// Whether it was there or not: afterwards it is not.
    public func remove(_ name: String) throws {
        let file = path + "/" + name + letterEnding
        guard FileManager.default.fileExists(atPath: file) else { return }
        try FileManager.default.removeItem(atPath: file)
    }

    /// Out of the way of the others, and kept.
    public func setAside(_ name: String) throws {
        let file = path + "/" + name
        try FileManager.default.moveItem(
            atPath: file + letterEnding, toPath: file + ".unreadable")
    }
}

private let letterEnding = ".letter"
