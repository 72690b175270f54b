import Formats

/// Writes SDMX-CSV 1.0 or 2.0, one row an observation; groups are rows at partial keys in 2.0.
public struct CSVDataWriter: DataMessageWriter {
    public enum Version: String, Sendable {
        case v1 = "1.0"
        case v2 = "2.0"
    }

    private let version: Version
    private let shape: MessageShape
    private let delimiter: UInt8
    private let file: String
    private var bytes: [UInt8] = []
    private var header = DataSetHeader(SDMXStructure(dataflow: "", dimensions: []))
    /// The place of each column's dimension in the key of the open data set.
    private var places: [Int?] = []
    private var series: [String: String] = [:]
    private var groups = GroupAttributes()
    private var hasObservations = false
    private let attributes: Set<String>
    private var lists: [String: CSVLists] = [:]

    /// The shape is that of all that will be written: the first line names it.
    public init(
        _ version: Version = .v2, shape: MessageShape, delimiter: UInt8 = UInt8(ascii: ","),
        file: String = "SDMX-CSV"
    ) {
        self.version = version
        self.shape = shape
        self.delimiter = delimiter
        self.file = file
        attributes = Set(shape.attributes)
        if version == .v2 {
<<<<<<< HEAD
            for name in shape.attributes where shape.lists[name] != nil || shape.languages[name] != nil {
=======
            for name in shape.attributes
            where shape.lists[name] != nil || shape.languages[name] != nil {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
                lists[name] = CSVLists(
                    depth: shape.lists[name] ?? 0, hasLanguages: shape.languages[name] != nil)
            }
        }
        writeHeader()
    }

    public mutating func append(_ event: DataEvent) throws {
        switch event {
        case .dataSet(let next): try begin(next)
        case .series(let one):
            series = one.attributes
            try know(series)
        case .group(let group): try write(group)
        case .observation(let one): try write(one)
        }
    }

    /// The format has no place for what a service says beside its data.
    public mutating func append(_ footer: FooterMessage) {}

    public mutating func finish() {}

    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func writeHeader() {
        var names = version == .v1 ? ["DATAFLOW"] : ["STRUCTURE[;]", "STRUCTURE_ID", "ACTION"]
        names += shape.dimensions
        if shape.hasPeriods { names.append("TIME_PERIOD") }
        names += measures
        if shape.hasStatus { names.append("OBS_STATUS") }
        if shape.hasConfidentiality { names.append("CONF_STATUS") }
        names += shape.attributes.map { $0 + brackets($0) }
        for (at, name) in names.enumerated() { field(name, isFirst: at == 0) }
        bytes += [13, 10]
    }

    /// A file of groups alone names no measure: its rows are no observations.
    private var measures: [String] {
        if !shape.hasObservations, version == .v2 { return [] }
        return shape.measures.isEmpty ? ["OBS_VALUE"] : shape.measures
    }

    private func brackets(_ name: String) -> String {
        guard version == .v2 else { return "" }
        let languages = shape.languages[name].map { "[" + $0.sorted().joined(separator: ";") + "]" }
        return String(repeating: "[]", count: shape.lists[name] ?? 0) + (languages ?? "")
    }

    private mutating func begin(_ next: DataSetHeader) throws {
        guard version == .v2 || next.action != .delete else {
            throw error("SDMX-CSV 1.0 cannot delete; write 2.0")
        }
        guard next.structure.dimensions.allSatisfy(shape.dimensions.contains) else {
            throw error("a data set has dimensions that the first line does not name")
        }
        header = next
        (series, groups, hasObservations) = ([:], GroupAttributes(), false)
        places = shape.dimensions.map { next.structure.dimensions.firstIndex(of: $0) }
        try know(next.attributes)
    }

    private func know(_ attributes: [String: String]) throws {
        for name in attributes.keys where !self.attributes.contains(name) {
            if name == "OBS_STATUS" || name == "CONF_STATUS" || measures.contains(name) { continue }
            throw error("the first line does not name the attribute \(name)")
        }
    }

<<<<<<< HEAD
    private mutating func write(_ group: PartialKeyAttributes) throws {
        try know(group.attributes)
        guard version == .v2 else {
=======
    /// A row at a partial key speaks of the whole file: with several data sets, groups are put on their own observations.
    private var groupsAreRows: Bool {
        version == .v2 && (shape.dataSets <= 1 || shape.hasLateGroups || !shape.hasObservations)
    }

    private mutating func write(_ group: PartialKeyAttributes) throws {
        try know(group.attributes)
        guard groupsAreRows else {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            guard !hasObservations else {
                throw error("SDMX-CSV 1.0 has no groups, and one comes behind its data; write 2.0")
            }
            groups.add(group)
            return
        }
        beginRow()
        for place in places { field(place.flatMap { group.key[$0] } ?? "") }
        if shape.hasPeriods { field(group.period ?? "") }
        for _ in measures { field("") }
        if shape.hasStatus { field(group.attributes["OBS_STATUS"] ?? "") }
        if shape.hasConfidentiality { field(group.attributes["CONF_STATUS"] ?? "") }
        writeAttributes(group.attributes)
    }

    private mutating func write(_ one: Observation) throws {
        hasObservations = true
        var all = one.attributes
        if !all.isEmpty { try know(all) }
        if !series.isEmpty { all.merge(series) { own, _ in own } }
<<<<<<< HEAD
        if !groups.isEmpty { all.merge(groups.attributes(of: one.key, one.period)) { own, _ in own } }
=======
        if !groups.isEmpty {
            all.merge(groups.attributes(of: one.key, one.period)) { own, _ in own }
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        if !header.attributes.isEmpty { all.merge(header.attributes) { own, _ in own } }
        beginRow()
        for place in places { field(place.map { one.key[$0] } ?? "") }
        if shape.hasPeriods { field(one.period) }
        for name in measures {
            if name == (header.structure.measures.first ?? "OBS_VALUE") {
                field(value(one))
            } else {
                field(all[name] ?? "")
            }
        }
        if shape.hasStatus { field(one.status ?? all["OBS_STATUS"] ?? "") }
        if shape.hasConfidentiality { field(one.confidentiality ?? all["CONF_STATUS"] ?? "") }
        writeAttributes(all)
    }

    private func value(_ one: Observation) -> String {
        if let value = one.value { return number(CSVDataWriter.text(value)) }
        return one.text ?? ""
    }

    /// Semicolon files have decimal commas.
    private func number(_ text: String) -> String {
        delimiter == UInt8(ascii: ";") ? text.replacing(".", with: ",") : text
    }

    private mutating func beginRow() {
        if version == .v2 {
            field("dataflow", isFirst: true)
            field(header.structure.dataflow)
            field(header.action.rawValue)
        } else {
            field(header.structure.dataflow, isFirst: true)
        }
    }

    private mutating func writeAttributes(_ all: [String: String]) {
        for name in shape.attributes {
            let text = all[name] ?? ""
            field(lists[name]?.field(text, separator: ";") ?? text)
        }
        bytes += [13, 10]
    }

    private mutating func field(_ text: String, isFirst: Bool = false) {
        if !isFirst { bytes.append(delimiter) }
        let quote = UInt8(ascii: "\"")
        let isPlain = text.utf8.allSatisfy {
            $0 != delimiter && $0 != quote && $0 != 10 && $0 != 13
        }
        if isPlain {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    /// Whole numbers without `.0`, as statistical offices write them.
    static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}

/// The name that other rooms of formats know its numbers by.
typealias SDMXCSVWriter = CSVDataWriter
