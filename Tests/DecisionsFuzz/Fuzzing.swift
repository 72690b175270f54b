import Formats

/// Makes inputs from a seed, one target after the other, and gives them to the engine. The same seed and
/// corpus make the same inputs; only how many there are depends on the machine.
package final class Fuzzing {
    /// What an input may take.
    package struct Bounds: Sendable {
        /// One call of the engine, on the processor; nil where the build is too slow to tell.
        let secondsMax: Double?
        /// By the clock: then the program ends.
        let hangSecondsMax: Double
        /// In bytes; nil where others share the process.
        let residentMax: Int?

        package init(secondsMax: Double?, hangSecondsMax: Double, residentMax: Int?) {
            self.secondsMax = secondsMax
            self.hangSecondsMax = hangSecondsMax
            self.residentMax = residentMax
        }
    }

    private let corpus: Corpus
    private let trial: Trial
    private let journal: Journal
    private let bounds: Bounds
    private let seed: UInt64
    private var noise: Noise
    private let watchdog = Watchdog()
    /// Spoilt inputs that were taken, to be spoilt further.
    private var kept: [Target: [[UInt8]]] = [:]
    private let data: [(model: String, json: JSON)]
    private var report = FuzzReport()

    private static let keptMax = 500
    /// Large ones would be measured as the memory of the engine.
    private static let keptBytesMax = 50_000
    private static let findingsMax = 20

    package init(_ corpus: Corpus, seed: UInt64, folder: String, bounds: Bounds) throws {
        self.corpus = corpus
        self.seed = seed
        self.bounds = bounds
        let trial = try Trial(corpus)
        self.trial = trial
        journal = try Journal(folder: folder)
        noise = Noise(seed)
        data = corpus.models.filter { trial.files.contains($0.file) }.flatMap { model in
            // A model without test cases is asked without data, and gets some by being spoilt.
            (model.data.isEmpty ? [JSON.object([:])] : model.data).map {
                (model: model.file, json: $0)
            }
        }
        if bounds.residentMax != nil, residentBytes("VmRSS") == 0 {
            throw FormatError(file: "/proc/self/status", message: "it does not tell the memory")
        }
    }

    package func run(seconds: Double) throws -> FuzzReport {
        watchdog.start(
            hangSecondsMax: bounds.hangSecondsMax, residentMax: bounds.residentMax,
            journal: journal.path)
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        while ContinuousClock.now < end, report.findings.count < Fuzzing.findingsMax {
            let target = Target.allCases[report.inputs % Target.allCases.count]
            try give(next(target))
        }
        report.peakBytes = residentBytes("VmHWM")
        return report
    }

    /// One input of a journal again; how it was taken, and in what time.
    package static func again(_ path: String, _ corpus: Corpus) throws -> String {
        let trial = try Trial(corpus)
        let outcome = try trial.take(Journal.read(path))
        return "\(outcome.rawValue) in \(trial.seconds) s"
    }

    func next(_ target: Target) -> Input {
        switch target {
        case .feel:
            let text = begin(target, corpus.texts)
            let other = noise.pick(corpus.texts)
            return Input(target: target, bytes: Seeds.spoiler.spoilt(text, other, &noise))
        case .dmn:
            let model = begin(target, corpus.models.map(\.bytes))
            let other = noise.pick(corpus.models).bytes
            let spoiler = XMLSpoiler(texts: Seeds.spoiler)
            return Input(target: target, bytes: spoiler.spoilt(model, other, &noise))
        case .json:
            let whole = noise.pick(data)
            var json = whole.json
            for _ in 0...noise.below(4) { json = JSONSpoiler().spoilt(json, &noise) }
            var bytes = Array(json.canonical.utf8)
            if noise.oneIn(6) { bytes = Seeds.spoiler.spoilt(bytes, [], &noise) }
            return Input(target: target, model: whole.model, bytes: bytes)
        }
    }

    /// Where to begin: mostly with what is whole.
    private func begin(_ target: Target, _ whole: [[UInt8]]) -> [UInt8] {
        let spoilt = kept[target] ?? []
        return spoilt.isEmpty || !noise.oneIn(3) ? noise.pick(whole) : noise.pick(spoilt)
    }

    func give(_ input: Input) throws {
        try journal.write(input)
        watchdog.begin()
        var words: String?
        var outcome = Outcome.refused
        do {
            outcome = try trial.take(input)
        } catch {
            words = "an error that is not the engine's own: \(error)"
        }
        watchdog.end()
        if let most = bounds.secondsMax, trial.seconds > most {
            words = "one call takes \(trial.seconds) s"
        }
        if let words {
            let path = try journal.keep(input, "\(seed)-\(report.inputs)")
            report.findings.append("\(path): \(words)")
        }
        if outcome == .taken, input.target != .json { keep(input) }
        report.note(input.target, outcome, trial.seconds)
    }

    private func keep(_ input: Input) {
        guard input.bytes.count <= Fuzzing.keptBytesMax else { return }
        var spoilt = kept[input.target] ?? []
        if spoilt.count < Fuzzing.keptMax {
            spoilt.append(input.bytes)
        } else {
            spoilt[noise.below(spoilt.count)] = input.bytes
        }
        kept[input.target] = spoilt
    }
}

/// How many inputs there were, how they were taken, and what was found.
package struct FuzzReport: Sendable {
    private var counts: [Target: [Outcome: Int]] = [:]
    private var slowest: [Target: Double] = [:]
    fileprivate(set) var inputs = 0
    fileprivate var peakBytes = 0
    /// With the path of the input.
    package fileprivate(set) var findings: [String] = []

    fileprivate mutating func note(_ target: Target, _ outcome: Outcome, _ seconds: Double) {
        inputs += 1
        counts[target, default: [:]][outcome, default: 0] += 1
        slowest[target] = max(slowest[target] ?? 0, seconds)
    }

    func count(_ target: Target, _ outcome: Outcome) -> Int { counts[target]?[outcome] ?? 0 }

    /// One line of JSON.
    package var line: String {
        var targets: [String: JSON] = [:]
        for target in Target.allCases {
            var facts: [String: JSON] = ["slowest": .number(slowest[target] ?? 0)]
            for outcome in Outcome.allCases {
                facts[outcome.rawValue] = .int(count(target, outcome))
            }
            targets[target.rawValue] = .object(facts)
        }
        let report: JSON = [
            "inputs": .int(inputs), "peak bytes": .int(peakBytes), "targets": .object(targets),
            "findings": .array(findings.map(JSON.string)),
        ]
        return report.canonical
    }
}
