import Formats
import Foundation
import SDMX
import TestSupport
import Testing

/// Where the specimens stand: beside the project, or where CAIS_SDMX says.
let specimens =
    ProcessInfo.processInfo.environment["CAIS_SDMX"]
    ?? projectFolder + "/../shared/data/sdmx/specimens"

func specimen(_ name: String) throws -> [UInt8]? {
    let path = specimens + "/" + name
    guard let data = FileManager.default.contents(atPath: path) else {
        print("SKIPPED 1 specimen: \(path) is not there")
        return nil
    }
    return [UInt8](data)
}

/// All that a message gives, as text that says what differs.
struct Given: Equatable {
    var heads: [DataSetHeader] = []
    var lines: [String: Int] = [:]
    var observations: [Observation] = []
    var groups: [PartialKeyAttributes] = []
    var series = 0
    var sum: Double { observations.compactMap(\.value).reduce(0, +) }

    init() {}

    init(_ reader: inout some DataMessageReader) throws {
        var (own, pending) = ([String: String](), [(Observation, [String: String])]())
        var start = 0
        func close(_ given: inout Given) {
            guard let head = given.heads.last else { return }
            for (one, series) in pending {
                given.note(one, series, head, Array(given.groups[start...]))
            }
            (pending, own, start) = ([], [:], given.groups.count)
        }
        while let event = try reader.next() {
            switch event {
            case .dataSet(let head):
                close(&self)
                heads.append(head)
            case .series(let one): (own, series) = (one.attributes, series + 1)
            case .group(let one): groups.append(one)
            case .observation(let one):
                observations.append(one)
                pending.append((one, own))
            }
        }
        close(&self)
    }

    private mutating func note(
        _ one: Observation, _ series: [String: String], _ head: DataSetHeader,
        _ groups: [PartialKeyAttributes]
    ) {
        var all = head.attributes
        for group in groups.sorted(by: { $0.key.count { $0 != nil } < $1.key.count { $0 != nil } })
        {
            let fits = zip(group.key, one.key).allSatisfy { $0 == nil || $0 == $1 }
            if fits, group.period == nil || group.period == one.period {
                all.merge(group.attributes) { $1 }
            }
        }
        all.merge(series) { $1 }
        all.merge(one.attributes) { $1 }
        all["OBS_STATUS"] = one.status ?? all["OBS_STATUS"]
        all["CONF_STATUS"] = one.confidentiality ?? all["CONF_STATUS"]
        let key = zip(head.structure.dimensions, one.key).filter { !$1.isEmpty }
            .map { "\($0)=\($1)" }.sorted()
        let value = one.value.map { "\($0)" } ?? one.text ?? "-"
        let said = all.filter { !$0.value.isEmpty }.map { "\($0)=\($1)" }.sorted()
        let line =
            "\(head.structure.dataflow) \(head.action.rawValue) \(key) \(one.period) \(value) \(said)"
        lines[line, default: 0] += 1
    }
}

/// The events of a message, written in every form that holds them, and read back.
func roundTrips(_ events: [DataEvent], isSingle: Bool = true) throws -> [String: Given] {
    var shape = MessageShape()
    for event in events { shape.take(event) }
    var result: [String: Given] = [:]
    func write(_ name: String, _ writer: inout some DataMessageWriter) throws -> [UInt8] {
        for event in events { try writer.append(event) }
        try writer.finish()
        return writer.drain()
    }
    for version in [JSONDataWriter.Version.v1, .v20, .v21] {
        if version == .v1, shape.hasLateGroups || !isSingle { continue }
        var writer = JSONDataWriter(version, shape: shape)
        let bytes = try write(version.rawValue, &writer)
        var reader = try JSONDataReader(bytes: bytes, file: "back.json")
        result["json " + version.rawValue] = try Given(&reader)
    }
    // A form must be told what no header can say: which columns of odd names are what.
    let known = KnownComponents(
        dimensions: shape.dimensions, measures: shape.measures, attributes: shape.attributes)
    for delimiter in [",", ";"] {
        var writer = CSVDataWriter(.v2, shape: shape, delimiter: Array(delimiter.utf8)[0])
        let bytes = try write("csv", &writer)
        var reader = try CSVDataReader(bytes: bytes, file: "back.csv", known: known)
        result["csv 2.0 " + delimiter] = try Given(&reader)
    }
    return result
}

func events(_ reader: inout some DataMessageReader) throws -> [DataEvent] {
    var all: [DataEvent] = []
    while let event = try reader.next() { all.append(event) }
    return all
}

@Suite struct JSONSpecimenTests {
    @Test(arguments: [
        ("ECB_EXR/flat.json", 0, 4, 83.8282), ("ECB_EXR/xs.json", 2, 4, 83.8282),
        ("v3/json/data/exr-flat.json", 0, 4, 83.8282),
        ("v3/json/data/exr-cross-section.json", 2, 4, 83.8282),
        ("v3/json/data/agri.json", 0, 12, 24_599.946),
    ])
    func `a specimen has the observations and the sum that others find`(
        _ name: String, _ series: Int, _ count: Int, _ sum: Double
    ) throws {
        guard let bytes = try specimen(name) else { return }
        var reader = try JSONDataReader(bytes: bytes, file: name)
        let given = try Given(&reader)
        #expect(given.series == series && given.observations.count == count)
        #expect(abs(given.sum - sum) < 1e-6)
        #expect(given.heads.count == 1)
    }

    @Test func `the layouts of one exchange rate say the same`() throws {
        let names = ["ECB_EXR/flat.json", "ECB_EXR/xs.json"]
        let lines = try names.compactMap { try specimen($0) }.map { bytes in
            var reader = try JSONDataReader(bytes: bytes, file: "x")
            return try Given(&reader).lines
        }
        guard lines.count == 2 else { return }
        #expect(lines[0] == lines[1])
        #expect(
            lines[0].keys.contains(
                """
                ECB:EXR(1.0) I ["CURRENCY=NZD", "CURRENCY_DENOM=EUR", "EXR_SUFFIX=A", \
                "EXR_TYPE=SP00", "FREQ=D"] 2013-01-18 1.5931 \
                ["OBS_STATUS=A", "TITLE=New Zealand dollar (NZD)"]
                """))
    }

    @Test func `groups of agri hang on a period, or on area and frequency`() throws {
        guard let bytes = try specimen("v3/json/data/agri.json") else { return }
        var reader = try JSONDataReader(bytes: bytes, file: "agri.json")
        let given = try Given(&reader)
        #expect(given.heads[0].structure.dimensions == ["REF_AREA", "FREQ"])
        #expect(given.heads[0].structure.dataflow == "MA_545:MILLED_RICE(1.0)")
        #expect(given.heads[0].attributes["CONTACT_EMAIL"] == "contact@organisation.org")
        #expect(given.heads[0].attributes["UNIT_MULT"] == "3")
        #expect(given.groups.count == 7 && given.groups[1].period == "2015")
        #expect(
            given.groups[1].attributes["SOURCE"].map(AttributeText.init)
                == .several([.text("MAFF_Agricultural Statistics_2015"), .text("Other sources")]))
        #expect(given.groups[4].key == ["ASIKHM001", "A"] && given.groups[4].period == nil)
        let comment = try #require(given.groups[4].attributes["SERIES_COMMENT"])
        guard case .languages(let texts) = AttributeText(comment) else {
            Issue.record("no languages: \(comment)")
            return
        }
        #expect(texts["en"] == "Comment for Annual data for Banteay Meanchey" && texts.count == 2)
        // What is not said is what the structure says for that case.
        #expect(given.observations.allSatisfy { $0.status == "A" })
        #expect(given.observations[0].attributes == ["EMBARGO_TIME": "2018-03-18T11:00:00"])
        #expect(given.heads[0].structure.spans["2014"]?.start == "2014-01-01T00:00:00Z")
        #expect(given.heads[0].structure.codeLabels["REF_AREA"]?["ASIKHM"] == ["en": "Cambodia"])
    }

    @Test func `a data set that deletes is told apart and has no values`() throws {
        guard let bytes = try specimen("v3/json/data/exr-action-delete.json") else { return }
        var reader = try JSONDataReader(bytes: bytes, file: "delete.json")
        let given = try Given(&reader)
        #expect(given.heads.map(\.action) == [.replace, .delete])
        #expect(given.heads[0].validFrom == "2012-03-20T15:00:16.000+01:00")
        // The default of the structure holds for what is replaced, and for nothing that is deleted.
        #expect(given.heads.map(\.attributes) == [["TIME_FORMAT": "P1D"], [:]])
        #expect(given.observations.map(\.value) == [40.3426, 40.3, nil])
        #expect(given.observations[2].period == "2013-01-18")
        // The file writes attributes in another order than it names them: number 1 of a status that has one value.
        #expect(given.observations[0].status == "1")
        #expect(given.observations[0].attributes["TITLE"] == "New Zealand dollar (NZD)")
        #expect(given.observations[2].key == ["D", "NZD", "EUR", "SP00", "A"])
    }

    @Test func `a generated message is refused where it points beyond its lists`() throws {
        // The file is made of the schema by chance: 2 values, and the key of its first series names number 72.
        guard let bytes = try specimen("v3/json/data/generated-sample.json") else { return }
        var reader = try JSONDataReader(bytes: bytes, file: "generated.json")
        #expect(reader.header.id == "S" && reader.header.receivers == ["o", "91"])
        #expect(reader.footer.map(\.code) == [90_483_458, -46_883_339])
        guard case .dataSet(let head) = try reader.next() else {
            Issue.record("no data set")
            return
        }
        #expect(head.action == .delete && head.structure.measures == ["kt", "l3"])
        #expect(head.structure.dimensions == ["o", "oE", "M", "B", "wp", "Y7"])
        let error = #expect(throws: FormatError.self) { try reader.next() }
        #expect(error?.line == 115 && error?.field == "o")
        #expect(error?.message.contains("value 72 of dimension o") == true)
    }

    @Test func `metadata messages are read with attributes within attributes`() throws {
        guard let bytes = try specimen("v3/json/metadata/constructed-sample.json") else { return }
        var reader = try JSONMetadataReader(chunks(of: bytes), file: "metadata.json")
        var sets: [MetadataSet] = []
        while let next = try reader.next() { sets.append(next) }
        #expect(reader.header.id == "GEN" && reader.header.sender == "ESTAT")
        #expect(sets.map(\.reference.id) == ["METADATASET1", "META_UPDATE", "STAT_PRES"])
        #expect(sets.map(\.count) == [9, 4, 1])
        #expect(sets[0].attributes[0].attributes[2].attributes[2].value == "2721")
        guard let bytes = try specimen("v3/json/metadata/generated-sample.json") else { return }
        var other = try JSONMetadataReader(chunks(of: bytes), file: "generated.json")
        var count = 0
        while try other.next() != nil { count += 1 }
        #expect(count > 0)
        #expect(throws: FormatError.self) { _ = try JSONDataReader(bytes: bytes, file: "m.json") }
    }

    @Test(arguments: [
        "ECB_EXR/flat.json", "ECB_EXR/xs.json", "v3/json/data/agri.json",
        "v3/json/data/exr-action-delete.json", "v3/json/data/exr-cross-section.json",
        "v3/json/data/exr-flat.json",
    ])
    func `what is written of a specimen is read back equal`(_ name: String) throws {
        guard let bytes = try specimen(name) else { return }
        var reader = try JSONDataReader(bytes: bytes, file: name)
        let all = try events(&reader)
        var again = try JSONDataReader(bytes: bytes, file: name)
        let wanted = try Given(&again)
        let back = try roundTrips(all)
        #expect(back.count == 5)
        for (form, given) in back { #expect(given.lines == wanted.lines, "\(form)") }
    }
}
