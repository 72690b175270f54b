import Testing

@testable import Statistics

/// The perturbation table of the τ-ARGUS example for counts.
private func table() throws -> PerturbationTable? {
    guard let bytes = sharedBytes("disclosure/tau-argus/cellkey-magnitude/ptab_freq.txt") else {
        return nil
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .dropFirst()
    return try PerturbationTable(
        lines.map { line in
            let fields = line.split(separator: ";")
            return PerturbationTable.Step(
                size: try #require(Int(fields[0])), change: try #require(Int(fields[3])),
                upTo: try #require(Double(fields[4])))
        })
}

@Test func `a count changes by the step its key falls into`() throws {
    guard let table = try table() else { return }
    func key(_ text: String) throws -> RecordKey { try #require(RecordKey(text)) }
    #expect(table.published(0, key: try key("0.99999999")) == 0)
    // A bound belongs to the next step: 0.73446954 is where 1 becomes 3 and no longer 0.
    #expect(table.published(1, key: try key("0.73446953")) == 0)
    #expect(table.published(1, key: try key("0.73446954")) == 3)
    #expect(table.published(4, key: try key("0.5")) == 4)
    #expect(RecordKey("1.0") == nil && RecordKey("0.123456789") == nil && RecordKey("0,5") == nil)
}

@Test func `the same people have the same number in every table, in whatever order`() throws {
    guard let table = try table(),
        let bytes = sharedBytes("disclosure/tau-argus/cellkey-magnitude/microdata.csv")
    else { return }
    var bySex: [Substring: [RecordKey]] = [:]
    var byBoth: [[Substring]: [RecordKey]] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
        let fields = line.split(separator: ";")
        let key = try #require(RecordKey(fields[5]))
        bySex[fields[0], default: []].append(key)
        byBoth[[fields[0], fields[1]], default: []].append(key)
    }
    #expect(bySex.values.reduce(0) { $0 + $1.count } == 4580)
    for (sex, keys) in bySex {
        let parts = byBoth.filter { $0.key[0] == sex }.flatMap(\.value)
        #expect(RecordKey.cell(keys) == RecordKey.cell(parts.reversed()))
        #expect(
            table.published(keys.count, key: .cell(keys))
                == table.published(parts.count, key: .cell(parts)))
    }
}

@Test func `a damaged perturbation table is refused`() {
    typealias Step = PerturbationTable.Step
    let none = Step(size: 0, change: 0, upTo: 1)
    #expect(throws: PerturbationTable.Fault.missingSize(1)) {
        try PerturbationTable([none, Step(size: 2, change: 0, upTo: 1)])
    }
    #expect(throws: PerturbationTable.Fault.badBounds(size: 1)) {
        try PerturbationTable([none, Step(size: 1, change: 0, upTo: 0.9)])
    }
    #expect(throws: PerturbationTable.Fault.negative(size: 1)) {
        try PerturbationTable([none, Step(size: 1, change: -2, upTo: 1)])
    }
}
