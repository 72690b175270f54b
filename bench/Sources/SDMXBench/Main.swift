import Formats
import Foundation
import SDMX

/// Our side of bench/sdmx.py, which makes the files and compares the results:
///
///     sdmx-bench read FILE    observations, sum, seconds and peak memory, as one line of JSON
///
/// Ends with 3 where it has no reader for the file yet.
@main
struct SDMXBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 3, words[1] == "read",
            let handle = FileHandle(forReadingAtPath: words[2])
        else { throw Trouble(description: "see bench/sdmx.py") }
        guard words[2].hasSuffix(".xml") else { exit(3) }
        var told = Told()
        let took = try ContinuousClock().measure { told = try read(handle, words[2]) }.components
        told.seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
        told.megabytes = peakMegabytes()
        print(String(decoding: try JSONEncoder().encode(told), as: UTF8.self))
    }

    static func read(_ handle: FileHandle, _ path: String) throws -> Told {
        var reader = try SDMXMLReader(
            {
                let piece = try handle.read(upToCount: 64 << 10) ?? Data()
                return piece.isEmpty ? nil : [UInt8](piece)
            }, file: path)
        var told = Told()
        while let event = try reader.next() {
            guard case .observation(let one) = event else { continue }
            told.observations += 1
            told.sum += one.value ?? 0
            if one.status != nil { told.flagged += 1 }
        }
        return told
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
