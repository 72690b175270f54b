import Formats
import Foundation

/// The input at hand in a file, written before the engine sees it: what crashes can be tried again.
struct Journal {
    let path: String
    private let folder: String
    private let handle: FileHandle

    init(folder: String) throws {
        self.folder = folder
        path = folder + "/at-hand.input"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard files.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw FormatError(file: path, message: "it cannot be written") }
        self.handle = handle
    }

    func write(_ input: Input) throws {
        try handle.truncate(atOffset: 0)
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Journal.data(input))
    }

    /// A copy of what shall be looked at; its path.
    func keep(_ input: Input, _ name: String) throws -> String {
        let path = folder + "/" + name + ".input"
        try Journal.data(input).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// A line with the target and the model, then the bytes.
    private static func data(_ input: Input) -> Data {
        Data("\(input.target.rawValue) \(input.model)\n".utf8) + Data(input.bytes)
    }

    static func read(_ path: String) throws -> Input {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let words = String(decoding: head, as: UTF8.self).split(
            separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let target = words.first.flatMap({ Target(rawValue: String($0)) }) else {
            throw FormatError(file: path, line: 1, message: "the first line names no target")
        }
        return Input(
            target: target, model: words.count > 1 ? String(words[1]) : "",
            bytes: Array(bytes.dropFirst(head.count + 1)))
    }
}
