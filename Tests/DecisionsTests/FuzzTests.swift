import Foundation
import TestSupport
import Testing

@testable import DecisionsFuzz

private let environment = ProcessInfo.processInfo.environment
private let secondsGiven = environment["CAIS_FUZZ_SECONDS"].flatMap { Double($0) } ?? 5
private let seedGiven = environment["CAIS_FUZZ_SEED"].flatMap { UInt64($0) } ?? 4

private let policy = projectFolder + "/policy/pt/decisions"

/// The policy's models and, where it stands, the kit's; says loudly where it does not.
private func readCorpus() throws -> Corpus {
    let kit =
        environment["CAIS_DMN_TCK"] ?? projectFolder + "/../shared/data/procedures/dmn-tck"
    let corpus = try Corpus(policy: policy, kit: kit)
    if corpus.kitModels == 0 {
        print("SKIPPED: no model of the DMN kit is spoilt: \(kit) is not there; set CAIS_DMN_TCK")
    }
    return corpus
}

/// Without the kit, which takes its time.
private func smallCorpus() throws -> Corpus { try Corpus(policy: policy, kit: "") }

/// A build for tests is slow and shares its process, so time and memory are watched by
/// `tools/prove/fuzz_decisions.py`; an input without end stops the tests and is named.
private func makeFuzzing(
    _ corpus: Corpus, seed: UInt64 = seedGiven, folder: String, secondsMax: Double? = nil
) throws -> Fuzzing {
    try Fuzzing(
        corpus, seed: seed, folder: folder,
        bounds: Fuzzing.Bounds(
            secondsMax: secondsMax, hangSecondsMax: 120, residentMax: nil))
}

@Test func `spoilt texts, models and data end in a value or in an error of the engine`() throws {
    let report = try makeFuzzing(readCorpus(), folder: TestFolder.make()).run(seconds: secondsGiven)
    #expect(report.findings == [])
    for target in Target.allCases {
        #expect(report.count(target, .taken) > 0, "no \(target) has a value: nothing is shown")
        #expect(report.count(target, .refused) > 0, "no \(target) is refused: nothing is spoilt")
    }
}

@Test func `a seed makes the same inputs each time, another seed makes others`() throws {
    let corpus = try smallCorpus()
    func inputs(_ seed: UInt64) throws -> [Input] {
        let fuzzing = try makeFuzzing(corpus, seed: seed, folder: TestFolder.make())
        return (0..<60).map { fuzzing.next(Target.allCases[$0 % 3]) }
    }
    let first = try inputs(1)
    #expect(try inputs(1) == first)
    #expect(try inputs(2) != first)
}

@Test func `what is neither a value nor an error of the engine is found and kept`() throws {
    let corpus = try smallCorpus()
    let fuzzing = try makeFuzzing(corpus, folder: TestFolder.make())
    try fuzzing.give(Input(target: .json, model: "nowhere.dmn", bytes: Array("{}".utf8)))
    let finding = try #require(try fuzzing.run(seconds: 0).findings.first)
    let path = String(finding.prefix { $0 != ":" })
    #expect(try Journal.read(path).model == "nowhere.dmn")
    #expect(throws: (any Error).self) { try Fuzzing.again(path, corpus) }
}

@Test func `a call that takes too long is found`() throws {
    let fuzzing = try makeFuzzing(smallCorpus(), folder: TestFolder.make(), secondsMax: 0)
    try fuzzing.give(Input(target: .feel, bytes: Array("1 + 1".utf8)))
    #expect(try fuzzing.run(seconds: 0).findings.count == 1)
}

@Test func `the input at hand is in the journal before the engine sees it`() throws {
    let journal = try Journal(folder: TestFolder.make())
    try journal.write(Input(target: .dmn, bytes: Array(repeating: 60, count: 500)))
    let input = Input(target: .json, model: "a b.dmn", bytes: Array("{\n}".utf8))
    try journal.write(input)
    #expect(try Journal.read(journal.path) == input)
}

@Test func `the seeds are understood while they are whole`() throws {
    let trial = try Trial(smallCorpus())
    #expect(try trial.take(Input(target: .dmn, bytes: Array(Seeds.model.utf8))) == .taken)
    for model in Seeds.built {
        let outcome = try trial.take(Input(target: .dmn, bytes: Array(model.text.utf8)))
        #expect(outcome == .taken, "\(model.file)")
    }
    for text in Seeds.feel {
        let outcome = try trial.take(Input(target: .feel, bytes: text))
        #expect(outcome != .refused, "\(String(decoding: text, as: UTF8.self))")
    }
}
