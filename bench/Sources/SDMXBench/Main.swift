import Formats
import Foundation
import SDMX

/// Our side of bench/sdmx.py, which makes the files and compares the results:
///
///     sdmx-bench read FILE    observations, sum, seconds and peak memory, as one line of JSON
///
/// What a file is, its name tells: `.xml`, `.csv` or `.json`.
@main
struct SDMXBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 3, words[1] == "read" else {
            throw Trouble(description: "see bench/sdmx.py")
        }
        var told = Told()
        let took = try ContinuousClock().measure { told = try read(words[2]) }.components
        told.seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
        told.megabytes = peakMegabytes()
        print(String(decoding: try JSONEncoder().encode(told), as: UTF8.self))
    }

    static func read(_ path: String) throws -> Told {
        if path.hasSuffix(".xml") { return try count(SDMXMLReader(pieces(path), file: path)) }
        if path.hasSuffix(".csv") { return try count(CSVDataReader(pieces(path), file: path)) }
        // JSON is opened twice: its structure may stand behind its data.
        return try count(JSONDataReader({ try pieces(path) }, file: path))
    }

    private static func count(_ given: some DataMessageReader) throws -> Told {
        var reader = given
        var told = Told()
        while let event = try reader.next() {
            guard case .observation(let one) = event else { continue }
            told.observations += 1
            told.sum += one.value ?? 0
            if one.status != nil { told.flagged += 1 }
        }
        return told
    }

    private static func pieces(_ path: String) throws -> ByteChunks {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Trouble(description: "\(path) cannot be read")
        }
        return {
            let piece = try handle.read(upToCount: 64 << 10) ?? Data()
            return piece.isEmpty ? nil : [UInt8](piece)
        }
    }

    /// The most memory that this process ever had.
    static func peakMegabytes() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1_024
    }
}

struct Told: Encodable {
    var observations = 0
    var sum = 0.0
    var flagged = 0
    var seconds = 0.0
    var megabytes = 0.0
}

struct Trouble: Error, CustomStringConvertible {
    let description: String
}
