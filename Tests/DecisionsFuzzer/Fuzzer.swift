import DecisionsFuzz
import Foundation

/// Feeds spoilt inputs to the engine of decisions; `tools/prove/fuzz_decisions.py` starts it and names what it finds:
///
///     decisions-fuzz --policy DIR [--kit DIR] --folder DIR --seed N --seconds N
///     decisions-fuzz --policy DIR [--kit DIR] --again FILE
///
/// Prints one line of JSON. Exit 1: something was found; 3: too much memory; 4: an input went on for ever.
@main
struct DecisionsFuzzer {
    /// One call, on the processor: the engine's own limits must have ended it by then.
    private static let secondsMax = 2.0
    private static let hangSecondsMax = 20.0
    /// A gigabyte: what a small installation can spare.
    private static let residentMax = 1 << 30

    static func main() throws {
        guard let policy = option("--policy") else { return misused() }
        let corpus = try Corpus(policy: policy, kit: option("--kit") ?? "")
        if let file = option("--again") {
            print(try Fuzzing.again(file, corpus))
            return
        }
        guard let folder = option("--folder"), let seed = option("--seed").flatMap({ UInt64($0) }),
            let seconds = option("--seconds").flatMap({ Double($0) })
        else { return misused() }
        // Other bounds only to see that they are kept.
        let bounds = Fuzzing.Bounds(
            secondsMax: option("--seconds-max").flatMap { Double($0) } ?? secondsMax,
            hangSecondsMax: option("--hang-seconds-max").flatMap { Double($0) } ?? hangSecondsMax,
            residentMax: option("--resident-max").flatMap { Int($0) } ?? residentMax)
        let fuzzing = try Fuzzing(corpus, seed: seed, folder: folder, bounds: bounds)
        let report = try fuzzing.run(seconds: seconds)
        print(report.line)
        if !report.findings.isEmpty { exit(1) }
    }

    private static func option(_ name: String) -> String? {
        let words = CommandLine.arguments
        guard let place = words.firstIndex(of: name), words.indices.contains(place + 1) else {
            return nil
        }
        return words[place + 1]
    }

    private static func misused() {
        FileHandle.standardError.write(Data("see tools/prove/fuzz_decisions.py\n".utf8))
        exit(2)
    }
}
