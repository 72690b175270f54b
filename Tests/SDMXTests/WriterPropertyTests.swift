import Formats
import SDMX
import TestSupport
import Testing

private let texts = [
    "A", "b", "Normal, special", "\"quoted\"", "line\nbreak", "semi;colon", "é: \u{1F600}", " ",
    "x:y",
    AttributeText.several([.text("a;b"), .text("\"c\"")]).stored,
    AttributeText.languages(["en": "One; two", "pt": "Um"]).stored,
]

/// Messages by chance: series and flat, with and without periods, groups, measures, deletions.
private func message(_ random: inout SeededRandom) -> [DataEvent] {
    var structure = SDMXStructure(
        dataflow: ["A:B(1.0)", "ODD NAME"].randomElement(using: &random) ?? "",
        dimensions: ["freq", "geo"],
        attributes: ["NOTE"])
    if Bool.random(using: &random) { structure.measures = ["OBS_VALUE", "SECOND"] }
    var events: [DataEvent] = []
    let isFlat = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 1...2, using: &random) {
        let action: SDMXAction = Int.random(in: 0..<4, using: &random) == 0 ? .delete : .information
        var head = DataSetHeader(
            structure, action: action,
            dimensionAtObservation: isFlat ? "AllDimensions" : "TIME_PERIOD")
        if Bool.random(using: &random) {
            head.attributes["TITLE"] = texts.randomElement(using: &random)
        }
        events.append(.dataSet(head))
        if Bool.random(using: &random), action != .delete {
            events.append(
                .group(PartialKeyAttributes(key: [nil, "PT"], attributes: ["PLACE": "Lisboa"])))
            events.append(
                .group(
                    PartialKeyAttributes(
                        key: [nil, nil], period: "2001", attributes: ["WHEN": "then"])))
        }
        for (at, geo) in ["PT", "ES", "a b"].enumerated() {
            if !isFlat {
                let attributes = at == 1 ? ["UNIT": texts.randomElement(using: &random) ?? ""] : [:]
                events.append(
                    .series(PartialKeyAttributes(key: ["A", geo], attributes: attributes)))
            }
            for year in 0..<Int.random(in: 0...3, using: &random) {
                events.append(.observation(observation(geo, year, structure, &random)))
            }
        }
    }
    return events
}

private func observation(
    _ geo: String, _ year: Int, _ structure: SDMXStructure, _ random: inout SeededRandom
) -> Observation {
    var one = Observation(key: ["A", geo], period: "\(2000 + year)", value: nil)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: one.value = Double.random(in: -1e9...1e9, using: &random)
    case 1: one.value = Double(Int.random(in: -99...99, using: &random))
    case 2: one.text = "see note"
    default: break
    }
    if Bool.random(using: &random) { one.status = "b" }
    if Bool.random(using: &random) { one.confidentiality = "C" }
    if Bool.random(using: &random) { one.attributes["NOTE"] = texts.randomElement(using: &random) }
    if !structure.measures.isEmpty, Bool.random(using: &random) {
        one.attributes["SECOND"] = ["1.5", "007", "text", "1e5"].randomElement(using: &random)
    }
    return one
}

@Suite struct WriterPropertyTests {
    @Test func `every message is read back equal from every form`() throws {
        var random = SeededRandom(20_261_128)
        var forms = 0
        for number in 0..<150 {
            let events = message(&random)
            var source = Replay(events: events)
            let wanted = try Given(&source)
            for (form, given) in try roundTrips(events) {
                #expect(given.lines == wanted.lines, "message \(number) as \(form)")
                forms += 1
            }
        }
        #expect(forms == 750)
    }

    @Test func `a cube is read back equal from JSON-stat`() throws {
        var random = SeededRandom(7)
        for number in 0..<60 {
            var events = message(&random).filter {
                if case .dataSet(let head) = $0 { head.action != .delete } else { true }
            }
            if case .dataSet = events.first {} else { continue }
            // One data set a file; the second of a message is left out.
            let second = events.dropFirst().firstIndex {
                if case .dataSet = $0 { true } else { false }
            }
            if let second { events.removeSubrange(second...) }
            if hasTwins(events) { continue }
            var source = Replay(events: events)
            var writer = JSONStatWriter()
            for event in events { try writer.append(event) }
            try writer.finish()
            var reader = try JSONStatReader(bytes: writer.drain(), file: "x.json")
            #expect(try Given(&reader).lines == Given(&source).lines, "message \(number)")
        }
    }

    private func hasTwins(_ events: [DataEvent]) -> Bool {
        var seen = Set<String>()
        return events.contains {
            if case .observation(let one) = $0 {
                !seen.insert(one.seriesKey + one.period).inserted
            } else {
                false
            }
        }
    }

    @Test func `series that come twice, or many, are told in further data sets`() throws {
        let head = DataSetHeader(SDMXStructure(dataflow: "A:B(1.0)", dimensions: ["geo"]))
        var events: [DataEvent] = [.dataSet(head)]
        for (geo, year) in [("PT", "2020"), ("ES", "2020"), ("PT", "2021")] {
            events.append(.series(PartialKeyAttributes(key: [geo], attributes: [:])))
            events.append(.observation(Observation(key: [geo], period: year, value: 1)))
        }
        for (form, given) in try roundTrips(events) {
            #expect(given.observations.count == 3, "\(form)")
            #expect(given.heads.count == (form.hasPrefix("json") ? 2 : 1), "\(form)")
        }
    }
}

/// Gives events that are already there.
struct Replay: DataMessageReader {
    var header = MessageHeader()
    var footer: [FooterMessage] = []
    var events: [DataEvent]
    private var at = 0

    init(events: [DataEvent]) { self.events = events }

    mutating func next() throws -> DataEvent? {
        guard at < events.count else { return nil }
        at += 1
        return events[at - 1]
    }
}
