import Formats
import SDMX

/// The observations of an SDMX-CSV file, in either of Eurostat's styles of labels.
struct SDMXCSVRows: RowSource {
    private var reader: SDMXCSVReader
    private var line = 1
    private var lastUpdate: String?
    let dimensions: [String]

    init(_ chunks: @escaping ByteChunks, file: String) throws {
        reader = try SDMXCSVReader(chunks, file: file)
        dimensions = reader.structure.dimensions
    }

    mutating func next() throws -> SeriesRow? {
        line += 1
        guard let next = try reader.next() else { return nil }
        lastUpdate = lastUpdate ?? next.attributes["LAST UPDATE"]
        return SeriesRow(next, line: line)
    }

    var facts: SourceFacts {
        var facts = SourceFacts(format: "sdmx-csv")
        facts.dataflow = reader.structure.dataflow
        facts.dataflowName = reader.structure.dataflowName
        facts.lastUpdate = lastUpdate
        facts.titles = reader.structure.labels
        facts.labels = reader.codeLabels.mapValues { $0.mapValues { (nil, $0) } }
        return facts
    }
}

extension SeriesRow {
    init(_ observation: Observation, line: Int) {
        self.init(
            codes: observation.key, period: observation.period, value: observation.value,
            flag: observation.status ?? "",
            confidentiality: observation.confidentiality == "F"
                ? "" : observation.confidentiality ?? "",
            note: observation.attributes["OBS_COMMENT"] ?? observation.attributes["NOTE"] ?? "",
            line: line)
    }
}

/// The observations of a data message of any format, with what its series and groups say put on each.
struct MessageRows: RowSource {
    private var reader: any DataMessageReader
    private let format: String
    private let file: String
    private var count = 0
    private var header: DataSetHeader?
    private var series: [String: String] = [:]
    private(set) var dimensions: [String] = []
    private var pending: Observation?

    init(_ reader: any DataMessageReader, format: String, file: String) throws {
        self.reader = reader
        self.format = format
        self.file = file
        pending = try observation()
    }

    mutating func next() throws -> SeriesRow? {
        guard let next = try pending ?? observation() else { return nil }
        pending = nil
        count += 1
        guard next.key.count == dimensions.count else {
            throw FormatError(
                file: file,
                message:
                    "the data sets of this message differ in dimensions; import them one by one")
        }
        var row = SeriesRow(next, line: reader.line ?? count)
        if row.flag.isEmpty { row.flag = series["OBS_STATUS"] ?? "" }
        if row.confidentiality.isEmpty, let status = series["CONF_STATUS"], status != "F" {
            row.confidentiality = status
        }
        return row
    }

    private mutating func observation() throws -> Observation? {
        while let event = try reader.next() {
            switch event {
            case .dataSet(let next):
                guard next.action != .delete else {
                    throw FormatError(
                        file: file,
                        message:
                            "this message deletes; a message with deletions is not read as data")
                }
                header = next
                series = [:]
                if dimensions.isEmpty { dimensions = next.structure.dimensions }
            case .series(let partial): series = partial.attributes
            case .group: break
            case .observation(let observation): return observation
            }
        }
        if let error = reader.footer.first(where: { $0.severity == "Error" }) {
            let words = error.texts.first?["en"] ?? error.texts.first?.values.sorted().first ?? ""
            throw FormatError(file: file, message: "the sender says error \(error.code): \(words)")
        }
        return nil
    }

    var facts: SourceFacts {
        var facts = SourceFacts(format: format)
        guard let structure = header?.structure else { return facts }
        facts.dataflow = structure.dataflow
        facts.dataflowName = structure.dataflowName
        facts.lastUpdate = header?.validFrom ?? reader.header.prepared
        facts.titles = structure.labels
        facts.labels = structure.codeLabels.mapValues { codes in
            codes.compactMapValues { texts in
                texts["en"].map { (texts["pt"], $0) }
                    ?? texts.values.sorted().first.map { (texts["pt"], $0) }
            }
        }
        return facts
    }
}
