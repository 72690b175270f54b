import Formats

/// Writes one data set as JSON-stat 2.0. A cell's number needs the size of every dimension, so what is written is kept,
/// as numbers, until the end.
public struct JSONStatWriter: DataMessageWriter {
    private struct Cell {
        let places: [Int32]
        let value: Double?
        let text: String?
    }

    private let file: String
    private let updated: String?
    private let source: String?
    private var header: DataSetHeader?
    private var codes: [JSONCodes] = []
    private var cells: [Cell] = []
    private var said: [String: [Int: String]] = [:]
    private var hasPeriods = false
    private var series: [String: String] = [:]
    private var groups = GroupAttributes()
    private var out: [UInt8] = []

    public init(header: MessageHeader = MessageHeader(), file: String = "JSON-stat") {
        self.file = file
        updated = header.prepared
        source = header.source.sorted { $0.key < $1.key }.first?.value
    }

    public mutating func append(_ event: DataEvent) throws {
        switch event {
        case .dataSet(let next): try begin(next)
        case .series(let one): series = one.attributes
        case .group(let group):
            guard cells.isEmpty else {
<<<<<<< HEAD
                throw error("JSON-stat has no groups, and one comes behind its data; write SDMX-JSON")
=======
                throw error(
                    "JSON-stat has no groups, and one comes behind its data; write SDMX-JSON")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            }
            groups.add(group)
        case .observation(let one): try take(one)
        }
    }

    /// The format has no place for what a service says beside its data.
    public mutating func append(_ footer: FooterMessage) {}

    public mutating func drain() -> [UInt8] {
        defer { out.removeAll() }
        return out
    }

    private mutating func begin(_ next: DataSetHeader) throws {
        guard next.action != .delete else { throw error("JSON-stat cannot delete; write SDMX") }
        if let header {
            guard header.structure.dataflow == next.structure.dataflow,
                header.structure.dimensions == next.structure.dimensions,
                header.attributes == next.attributes
            else { throw error("JSON-stat holds one data set; write one file each") }
            return
        }
        header = next
        codes = Array(repeating: JSONCodes(), count: next.structure.dimensions.count + 1)
    }

    private mutating func take(_ one: Observation) throws {
        guard cells.count < cellsMax else {
            throw error("more than \(cellsMax) values; write SDMX-JSON")
        }
        var places = one.key.indices.map { Int32(codes[$0].index(of: one.key[$0])) }
        places.append(Int32(codes[codes.count - 1].index(of: one.period)))
        if !one.period.isEmpty { hasPeriods = true }
        var all = one.attributes
        all.merge(series) { own, _ in own }
        all.merge(groups.attributes(of: one.key, one.period)) { own, _ in own }
        all["OBS_STATUS"] = one.status ?? all["OBS_STATUS"]
        all["CONF_STATUS"] = one.confidentiality ?? all["CONF_STATUS"]
        for (name, text) in all { said[name, default: [:]][cells.count] = text }
        cells.append(Cell(places: places, value: one.value, text: one.text))
    }

    public mutating func finish() throws {
        guard let header else { throw error("there is no data set to write") }
        var numbers: [Int] = []
        var known = Set<Int>()
        let sizes = self.sizes
        for cell in cells {
            let number = zip(cell.places, sizes).reduce(0) { $0 * $1.1 + Int($1.0) }
            guard known.insert(number).inserted else {
                throw error("one key has two values; JSON-stat has one place for each")
            }
            numbers.append(number)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("version", "2.0")
            writer.member("class", "dataset")
            if let name = header.structure.dataflowName { writer.member("label", .string(name)) }
            if let source { writer.member("source", .string(source)) }
            if let updated { writer.member("updated", .string(updated)) }
            write(header, into: &writer)
            write(numbers, header, into: &writer)
        }
        out = writer.bytes
        (cells, said) = ([], [:])
    }

<<<<<<< HEAD
    private var sizes: [Int] { codes.map { max($0.values.count, 1) } }
=======
    private var sizes: [Int] { codes.map(\.values.count) }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f

    private var timeAt: Int { codes.count - 1 }

    private func write(_ header: DataSetHeader, into writer: inout JSONWriter) {
        var ids = header.structure.dimensions
        if hasPeriods { ids.append("TIME_PERIOD") }
        writer.member("id", .array(ids.map { .string($0) }))
        writer.member("size", .array(sizes.prefix(ids.count).map { .int($0) }))
        if hasPeriods { writer.member("role", ["time": ["TIME_PERIOD"]]) }
        writer.key("dimension")
        writer.object { writer in
            for (at, id) in ids.enumerated() {
                writer.key(id)
                writer.object { write(id, codes[at].values, header.structure, into: &$0) }
            }
        }
    }

    private func write(
        _ id: String, _ values: [String], _ structure: SDMXStructure, into writer: inout JSONWriter
    ) {
        writer.member("label", .string(structure.labels[id] ?? id))
        writer.key("category")
        writer.object { writer in
            writer.member("index", .array(values.map { .string($0) }))
            let labels = values.compactMap { code in
                structure.codeLabels[id]?[code]?.sorted { $0.key < $1.key }.first
                    .map { (code, JSON.string($0.value)) }
            }
            if !labels.isEmpty {
                writer.member("label", .object(Dictionary(labels) { first, _ in first }))
            }
        }
    }

    private func write(_ numbers: [Int], _ header: DataSetHeader, into writer: inout JSONWriter) {
        writer.key("value")
        writer.object { writer in
            for (number, cell) in zip(numbers, cells) {
                writer.key(String(number))
                if let value = cell.value {
                    Int(exactly: value).map { writer.value($0) } ?? writer.value(value)
                } else if let text = cell.text {
                    writer.value(text)
                } else {
                    writer.null()
                }
            }
        }
        func byCell(_ texts: [Int: String]) -> JSON {
<<<<<<< HEAD
            .object(Dictionary(texts.map { (String(numbers[$0]), .string($1)) }) { first, _ in first })
=======
            .object(
                Dictionary(texts.map { (String(numbers[$0]), .string($1)) }) { first, _ in first })
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        if let status = said["OBS_STATUS"] { writer.member("status", byCell(status)) }
        writer.key("extension")
        writer.object { writer in
            writer.member("dataflow", .string(header.structure.dataflow))
            writer.member("attributes", .object(header.attributes.mapValues { .string($0) }))
            let others = said.filter { $0.key != "OBS_STATUS" }
            writer.member("cells", .object(others.mapValues(byCell)))
        }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}

/// A cube that a browser reads is smaller by far.
private let cellsMax = 2_000_000
