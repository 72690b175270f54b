public import Formats

/// Reads SDMX-CSV 1.0 and 2.0 as a stream of events, in Eurostat's flavours too.
public struct CSVDataReader: DataMessageReader {
    /// The format has none.
    public let header = MessageHeader()
    public let footer: [FooterMessage] = []
    public var line: Int? { fields.line }
    /// Labels by dimension or attribute and code, as far as rows have been read.
    public private(set) var codeLabels: [String: [String: String]] = [:]

    private var fields: CSVFields
    let columns: SDMXCSVColumns
    private let hasInlineLabels: Bool
    private let decimal: UInt8
    private var isFirst: Bool
    /// What comes after the data set that has begun.
    private var held: DataEvent?
    private var dataSet: DataSetHeader
    private var hasDataSet = false
    /// Whether the row before was read to its end, so that what it gave may be given again.
    private var isSettled = false
    private var key: [String] = []
    private var attributes: [String: String] = [:]
    private var places = CSVPlaces()

    /// Code lists are finite; a column with more different labels than this is a text.
    public static let labelsMax = 20_000

    public init(
        _ chunks: @escaping ByteChunks, file: String, known: KnownComponents? = nil,
        limits: CSVLimits = .streamed
    ) throws {
        var fields = try CSVFields(chunks, file: file, limits: limits)
        isFirst = try fields.next()
        let first = isFirst ? (0..<fields.count).map { fields.text($0) } : []
        let columns = try SDMXCSVColumns(
            header: fields.header, first: first, known: known, file: file)
        (self.fields, self.columns) = (fields, columns)
        // SDMX-CSV writes decimals as the delimiter's country does: semicolon files have decimal commas.
        decimal = fields.delimiter == UInt8(ascii: ";") ? UInt8(ascii: ",") : UInt8(ascii: ".")
        hasInlineLabels = fields.header.contains { SDMXCSVColumns.label($0) != nil }
        var structure = SDMXStructure(
            dataflow: "", dimensions: columns.dimensions, attributes: columns.attributes)
        structure.labels = columns.labels
        if columns.measures != ["OBS_VALUE"] { structure.measures = columns.measuresMainFirst }
        dataSet = DataSetHeader(structure, dimensionAtObservation: "AllDimensions")
        places = CSVPlaces(columns)
    }

    public init(bytes: [UInt8], file: String, known: KnownComponents? = nil) throws {
        try self.init(chunks(of: bytes), file: file, known: known)
    }

    /// What the file says of its shape; the dataflow is that of the first row.
    var structure: SDMXStructure {
        mutating get throws {
            if isFirst, !hasDataSet { try begin(mayRepeat: false) }
            return dataSet.structure
        }
    }

    public mutating func next() throws -> DataEvent? {
        if let event = held {
            held = nil
            return event
        }
        if !isFirst {
            guard try fields.next() else { return nil }
        }
        isFirst = false
        let mayRepeat = isSettled
        isSettled = false
        let begins = try begin(mayRepeat: mayRepeat)
        let event = row(mayRepeat: mayRepeat)
        guard begins || !isBegun else { return event }
        (held, isBegun) = (event, true)
        return .dataSet(dataSet)
    }

    private var isBegun = false

    /// An error at the value of the row at hand.
    func valueError(_ message: String) -> FormatError {
        fields.error(message, column: places.mainMeasure)
    }

    func rowError(_ message: String) -> FormatError {
        fields.error(message, column: places.action)
    }

    /// Whether this row belongs to another data set than the one before.
    @discardableResult
    private mutating func begin(mayRepeat: Bool) throws -> Bool {
        let isSame = hasDataSet && places.dataSet.allSatisfy { fields.isSame($0) }
        if isSame, mayRepeat { return false }
        var next = dataSet
        if let at = places.dataflow {
            let text = fields.text(at)
            next.structure.dataflow = String(SDMXCSVColumns.code(text))
            next.structure.dataflowName = SDMXCSVColumns.label(text)
        }
        if let at = places.dataflowName, !fields.isEmpty(at) {
            next.structure.dataflowName = fields.text(at)
        }
        if let at = places.action {
            let text = fields.text(at)
            guard let action = SDMXAction(rawValue: text) else {
                throw fields.error("'\(text)' is no action; use I, A, M, R or D", column: at)
            }
            next.action = action
        }
        let isOther = hasDataSet && next != dataSet
        (dataSet, hasDataSet) = (next, true)
        return isOther
    }

    private mutating func row(mayRepeat: Bool) -> DataEvent {
        if !mayRepeat || !places.dimensions.allSatisfy({ fields.isSame($0.column) }) {
            readKey()
        }
        if !mayRepeat || !places.attributes.allSatisfy({ fields.isSame($0.column) }) {
            readAttributes()
        }
        for (column, owner) in places.labels {
            note(owner, fields.text(column - 1), fields.text(column))
        }
        let period = places.period.map { code($0, "TIME_PERIOD") } ?? ""
        isSettled = true
        if isPartial(period) { return .group(partial(period)) }
        var result = Observation(key: key, period: period, value: nil, attributes: attributes)
        if let at = places.mainMeasure { readValue(at, into: &result) }
        if let at = places.status { result.status = present(code(at, "OBS_STATUS")) }
        if let at = places.confidentiality {
            result.confidentiality = present(code(at, "CONF_STATUS"))
        }
        return .observation(result)
    }

    private mutating func readKey() {
        key = Array(repeating: "", count: columns.dimensions.count)
        for (column, index, name) in places.dimensions { key[index] = code(column, name) }
    }

    private mutating func readAttributes() {
        attributes = [:]
        for (column, name) in places.attributes where !fields.isEmpty(column) {
            guard let list = columns.lists[column] else {
                attributes[name] = present(code(column, name))
                continue
            }
            let stored = list.stored(fields.text(column), separator: columns.separator)
            attributes[name] = present(stored)
        }
    }

    /// A number; none where the field is empty, `NaN`, or Eurostat's colon for "not available"; else its text.
    private mutating func readValue(_ column: Int, into result: inout Observation) {
        if fields.isEmpty(column) { return }
        result.value = fields.number(column, decimal: decimal)
        if result.value == nil, decimal != UInt8(ascii: ".") {
            result.value = fields.number(column)
        }
        if result.value != nil { return }
        let text = fields.text(column)
        if text != "NaN", text != ":" { result.text = text }
    }

    /// Rows that hold attributes of many observations name no value and not all dimensions; what deletes is no such row.
    private func isPartial(_ period: String) -> Bool {
        if dataSet.action == .delete { return false }
        if !places.measures.allSatisfy({ fields.isEmpty($0) }) { return false }
        if places.measures.isEmpty { return true }
        return key.contains("") || (places.period != nil && period.isEmpty)
    }

    private mutating func partial(_ period: String) -> PartialKeyAttributes {
        var all = attributes
        if let at = places.status { all["OBS_STATUS"] = present(code(at, "OBS_STATUS")) }
        if let at = places.confidentiality { all["CONF_STATUS"] = present(code(at, "CONF_STATUS")) }
        return PartialKeyAttributes(
            key: key.map(present), period: present(period), attributes: all)
    }

    private mutating func code(_ column: Int, _ owner: String) -> String {
        let text = fields.text(column)
        guard hasInlineLabels, let mark = text.firstRange(of: ": ") else { return text }
        let code = String(text[..<mark.lowerBound])
        note(owner, code, String(text[mark.upperBound...]))
        return code
    }

    private mutating func note(_ owner: String, _ code: String, _ label: String) {
        guard !code.isEmpty, !label.isEmpty, codeLabels[owner]?[code] == nil else { return }
        guard (codeLabels[owner]?.count ?? 0) < CSVDataReader.labelsMax else { return }
        codeLabels[owner, default: [:]][code] = label
    }

    private func present(_ text: String) -> String? { text.isEmpty ? nil : text }
}

extension CSVLimits {
    /// For readers that keep nothing: a file may have any length, a row may not.
    public static var streamed: CSVLimits {
        var limits = CSVLimits()
        (limits.bytes, limits.rows) = (.max, .max)
        return limits
    }
}
