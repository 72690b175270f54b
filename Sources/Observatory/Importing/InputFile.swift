import Formats
import Foundation
import Synchronization

/// A file on its way in: opened piece by piece, unpacked, and known by its first bytes.
struct InputFile: Sendable {
    enum Format: Sendable, Equatable {
        case own
        case sdmxCSV
        /// Rows and columns that a mapping must explain.
        case table
        case workbook
        case sdmxML
        case sdmxJSON
        case jsonStat
    }

    let name: String
    let format: Format
    private let path: String
    private let isPacked: Bool
    /// Counts what is read of the file.
    private let meter: ByteMeter?

    /// Looks at the file; refuses what is not there, and what is of no format that is read.
    init(_ path: String, name given: String? = nil, meter: ByteMeter? = nil) throws {
        self.path = path
        self.meter = meter
        name = given ?? fileName(path)
        let first = try InputFile.raw(path, name)() ?? []
        isPacked = first.starts(with: [0x1F, 0x8B])
        let head = try InputFile.head(
            isPacked ? InputFile.unpacked(path, name) : InputFile.raw(path, name))
        format = try InputFile.format(of: head, name)
    }

    /// The bytes from the beginning, unpacked.
    func chunks() throws -> ByteChunks {
        let bytes = try InputFile.raw(path, name, meter)
        return isPacked
            ? try Gzip.decompress(bytes, limit: unpackedBytesMax, file: name) : bytes
    }

    private static func raw(
        _ path: String, _ name: String, _ meter: ByteMeter? = nil
    ) throws -> ByteChunks {
        guard let handle = FileReading(path) else {
            throw FormatError(file: name, message: "there is no such file, or it cannot be read")
        }
        meter?.restart()
        return {
            let bytes = try handle.next()
            meter?.add(bytes?.count ?? 0)
            return bytes
        }
    }

    private static func unpacked(_ path: String, _ name: String) throws -> ByteChunks {
        try Gzip.decompress(try raw(path, name), limit: unpackedBytesMax, file: name)
    }

    private static func head(_ chunks: ByteChunks) throws -> [UInt8] {
        var head: [UInt8] = []
        while head.count < headBytes, let next = try chunks() { head += next }
        return Array(head.prefix(headBytes))
    }

    private static func format(of head: [UInt8], _ name: String) throws -> Format {
        guard !head.isEmpty else { throw FormatError(file: name, message: "the file is empty") }
        if head.starts(with: Array("PK".utf8)) { return .workbook }
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        switch text.first(where: { ![32, 9, 10, 13].contains($0) }) {
        case UInt8(ascii: "<"): return .sdmxML
        case UInt8(ascii: "{"):
            let words = String(decoding: head.prefix(4_096), as: UTF8.self)
            let isStat =
                ["\"class\"", "\"dimension\"", "\"size\""].filter(words.contains).count > 1
            return isStat && !words.contains("\"dataSets\"") ? .jsonStat : .sdmxJSON
        default: break
        }
        let line = String(
            decoding: text.prefix { $0 != 10 && $0 != 13 }.prefix(8_192), as: UTF8.self)
        let names = line.split { ",;\t\"".contains($0) }.map { String($0) }
        if names.contains("TIME_PERIOD") || names.contains(where: { $0.hasPrefix("TIME_PERIOD:") }),
            ["DATAFLOW", "STRUCTURE"].contains(where: { line.dropQuote.hasPrefix($0) })
        {
            return .sdmxCSV
        }
        return names.contains("series") && names.contains("period") ? .own : .table
    }
}

/// How much of a file was read since it was last opened.
final class ByteMeter: Sendable {
    private let count = Mutex(0)

    var bytes: Int { count.withLock { $0 } }

    func restart() { count.withLock { $0 = 0 } }
    func add(_ more: Int) { count.withLock { $0 += more } }
}

/// Reads a file piece by piece.
private final class FileReading {
    private let handle: FileHandle

    init?(_ path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path)
        else { return nil }
        self.handle = handle
    }

    deinit { try? handle.close() }

    func next() throws -> [UInt8]? {
        let data = try handle.read(upToCount: 64 << 10) ?? Data()
        return data.isEmpty ? nil : [UInt8](data)
    }
}

extension String {
    fileprivate var dropQuote: Substring { first == "\"" ? dropFirst() : self[...] }
}

func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

/// Half a gigabyte: six times the largest extract known to us.
let unpackedBytesMax = 512 << 20
/// Headers stand within.
private let headBytes = 64 << 10
