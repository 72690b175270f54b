import Formats
import TestSupport
import Testing

@testable import SDMX

/// All events of a message.
func mlEvents(_ bytes: [UInt8], structure: DataStructure? = nil) throws -> [DataEvent] {
    var reader = try mlReader(bytes, structure: structure)
    var events: [DataEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
}

func mlWritten(
    _ events: [DataEvent], _ form: SDMXMLForm, _ layout: SDMXMLLayout = .asGiven,
    header: MessageHeader = MessageHeader(), footer: [FooterMessage] = [],
    structure: DataStructure? = nil
) throws -> [UInt8] {
    var writer = SDMXMLWriter(header, form: form, layout: layout, structure: structure)
    var bytes: [UInt8] = []
    for event in events {
        try writer.append(event)
        bytes += writer.drain()
    }
    for message in footer { try writer.append(message) }
    try writer.finish()
    return bytes + writer.drain()
}

func mlResolved(_ events: [DataEvent]) -> [ResolvedObservation: Int] {
    var resolver = MessageResolver()
    for event in events { resolver.take(event) }
    return resolver.finish()
}

func mlDimensions(_ events: [DataEvent]) -> [String] {
    for case .dataSet(let header) in events { return header.structure.dimensions }
    return []
}

@Suite struct MLWritingTests {
    static let forms = SDMXMLForm.allCases

    @Test(arguments: MLSpecimens.data, forms)
    func `a specimen is read back equal from every layout`(
        _ name: String, _ form: SDMXMLForm
    ) throws {
        guard let bytes = MLSpecimens.bytes(name) else { return }
        let structure = MLSpecimens.structure(of: name)
        let events = try mlEvents(bytes, structure: structure)
        let dimensions = mlDimensions(events)
        let wanted = mlResolved(events)
        var layouts: [SDMXMLLayout] = [.asGiven, .series, .flat]
        layouts += dimensions.prefix(2).map { .crossSection($0) }
        for layout in layouts {
            let back = try mlEvents(
                try mlWritten(events, form, layout), structure: MLSpecimens.structure(dimensions))
            #expect(mlResolved(back) == wanted, "\(name) \(form) \(layout)")
        }
        // In its own layout it also has the same series, groups and attributes.
        let same = try mlEvents(
            try mlWritten(events, form), structure: MLSpecimens.structure(dimensions))
        #expect(same.count == events.count, "\(name) \(form)")
    }

    @Test(arguments: forms)
    func `header and footer are read back equal`(_ form: SDMXMLForm) throws {
        var header = MessageHeader()
        header.id = "M1 & <more>"
        header.isTest = true
        header.prepared = "2026-11-28T02:00:00Z"
        header.sender = "CAIS"
        header.receivers = ["INE", "ESTAT"]
        header.names = ["pt": "População", "en": "Population"]
        header.source = ["pt": "Observatório"]
        let footer = [
            FooterMessage(
                code: 413, severity: "Information",
                texts: [["en": "Later", "pt": "Mais tarde"], ["en": "Look\nagain"]]),
            FooterMessage(code: 510, texts: [["en": "Too large"]]),
        ]
        let bytes = try mlWritten([], form, header: header, footer: footer)
        var reader = try mlReader(bytes, piece: 7)
        #expect(reader.header == header)
        #expect(try reader.next() == nil)
        #expect(reader.footer == footer)
    }

    @Test(arguments: forms)
    func `what deletes is told as such and keeps its wildcards`(_ form: SDMXMLForm) throws {
        let structure = MLSpecimens.structure(["FREQ", "GEO"])
        let events: [DataEvent] = [
            .dataSet(
                DataSetHeader(
                    SDMXStructure(dataflow: "X:Y(1.0)", dimensions: ["FREQ", "GEO"]),
                    action: .delete)),
            .series(PartialKeyAttributes(key: [nil, "PT"], attributes: ["NOTE": "all of it"])),
            .series(PartialKeyAttributes(key: ["A", "ES"], attributes: [:])),
            .observation(Observation(key: ["A", "ES"], period: "2020", value: nil)),
        ]
        let back = try mlEvents(try mlWritten(events, form), structure: structure)
        #expect(back == events)
        let flat = try mlEvents(try mlWritten(events, form, .flat), structure: structure)
        #expect(flat.count == 3)
        guard case .dataSet(let header) = flat[0], case .observation(let first) = flat[1] else {
            Issue.record("another order")
            return
        }
        #expect(header.action == .delete && first.key == ["", "PT"] && first.period.isEmpty)
    }

    @Test func `a second structure is refused in one message`() throws {
        var writer = SDMXMLWriter(MessageHeader(), form: .generic21)
        try writer.append(
            .dataSet(DataSetHeader(SDMXStructure(dataflow: "A:B(1.0)", dimensions: []))))
        #expect(throws: FormatError.self) {
            try writer.append(
                .dataSet(DataSetHeader(SDMXStructure(dataflow: "A:C(1.0)", dimensions: []))))
        }
    }

    @Test(arguments: forms)
    func `any data set is read back equal from any layout`(_ form: SDMXMLForm) throws {
        for seed in 0..<150 {
            var maker = MLMaker(seed: UInt64(seed))
            let events = maker.message(merges: form == .structureSpecific30)
            let structure = MLSpecimens.structure(maker.dimensions)
            for layout in maker.layouts {
                let bytes = try mlWritten(events, form, layout)
                let back = try mlEvents(bytes, structure: structure)
                #expect(mlResolved(back) == mlResolved(events), "seed \(seed) \(form) \(layout)")
            }
        }
    }
}

/// Invents messages.
struct MLMaker {
    private var random: SeededRandom
    let dimensions: [String]
    private var header: DataSetHeader

    init(seed: UInt64) {
        random = SeededRandom(seed)
        dimensions = Array(
            ["FREQ", "GEO", "SEX", "AGE"].prefix(Int.random(in: 1...4, using: &random)))
        header = DataSetHeader(SDMXStructure(dataflow: "X:Y(1.0)", dimensions: dimensions))
    }

    var layouts: [SDMXMLLayout] {
        [.asGiven, .series, .flat] + dimensions.map { .crossSection($0) }
    }

    mutating func message(merges: Bool) -> [DataEvent] {
        (0..<Int.random(in: 1...3, using: &random)).flatMap { _ in dataSet(merges) }
    }

    private mutating func dataSet(_ merges: Bool) -> [DataEvent] {
        let actions: [SDMXAction] =
            [.information, .append, .replace, .delete] + (merges ? [.merge] : [])
        header.action = actions.randomElement(using: &random) ?? .append
        header.attributes = attributes(["COVERAGE", "UNIT"])
        header.dimensionAtObservation =
            (["TIME_PERIOD", "AllDimensions"] + dimensions).randomElement(using: &random) ?? ""
        var events: [DataEvent] = [.dataSet(header)]
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let key = (0..<dimensions.count).map { Bool.random(using: &random) ? code($0) : nil }
            events.append(
                .group(
                    PartialKeyAttributes(
                        group: "Sibling", key: key, attributes: attributes(["TITLE"]))))
        }
        let at = dimensions.firstIndex(of: header.dimensionAtObservation)
        for _ in 0..<Int.random(in: 0...4, using: &random) { events += series(at) }
        return events
    }

    private mutating func series(_ at: Int?) -> [DataEvent] {
        var key = (0..<dimensions.count).map { code($0) }
        let period = self.period()
        var events: [DataEvent] = []
        if header.dimensionAtObservation != "AllDimensions" {
            let partial = key.enumerated().map { $0 == at ? nil : $1 }
            events.append(
                .series(
                    PartialKeyAttributes(
                        key: partial, attributes: attributes(["UNIT", "DECIMALS"]))))
        }
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            if let at { key[at] = code(at) }
            events.append(.observation(observation(key, at == nil ? self.period() : period)))
        }
        return events
    }

    private mutating func observation(_ key: [String], _ period: String) -> Observation {
        var one = Observation(
            key: key, period: period, value: nil, attributes: attributes(["NOTE"]))
        switch Int.random(in: 0...4, using: &random) {
        case 0: break
        case 1: one.text = words()
        case 2: one.value = Double(Int.random(in: -9_000...9_000, using: &random))
        case 3: one.value = Double.random(in: -1e-3...1e-3, using: &random)
        default: one.value = Double.random(in: -1e12...1e12, using: &random)
        }
        if Bool.random(using: &random) {
            one.status = ["A", "b", "[\"A\",\"F\"]"].randomElement(using: &random)
        }
        if Bool.random(using: &random) { one.confidentiality = "F" }
        return one
    }

    private mutating func attributes(_ names: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for name in names where Bool.random(using: &random) { found[name] = words() }
        return found
    }

    private mutating func period() -> String {
        ["2019", "2020-Q1", "2020-02", "2020-W05"].randomElement(using: &random) ?? ""
    }

    private mutating func code(_ dimension: Int) -> String {
        "\(dimension)" + (["PT", "ES", "_T", "a&b"].randomElement(using: &random) ?? "")
    }

    private mutating func words() -> String {
        [
            "plain", " spaces  around ", "<b>\"'&amp;", "tab\tnew\nline\r", "São Tomé", "[1]",
            "[\"A\",\"F\"]", "[{\"en\":\" A <b>\",\"pt\":\"É\"},\"x\"]", "[]", "𝄞",
        ].randomElement(using: &random) ?? ""
    }
}
