public import Formats

/// Reads a data set of JSON-stat 2.0 as a stream of observations: once for what stands around the values, and once for
/// the values.
public struct JSONStatReader: DataMessageReader {
    public private(set) var header = MessageHeader()
    public let footer: [FooterMessage] = []
    /// Codes by the code above them, by dimension.
    public let children: [String: [String: [String]]]

    private enum Place {
        case start, outside, array, object, over
    }

    private let outline: JSONStatOutline
    private var tokens: JSONTokens
    private var place = Place.start
    private let dataSet: DataSetHeader
    private let timeAt: Int?
    private let strides: [Int]
    private var cell = 0

    /// The function opens the file anew at each call.
    public init(_ open: () throws -> ByteChunks, file: String) throws {
        let outline = try JSONStatOutline(try open(), file: file)
        tokens = JSONTokens(try open(), file: file)
        _ = try tokens.next()
        timeAt = outline.time.flatMap { outline.ids.firstIndex(of: $0) }
        var strides = Array(repeating: 1, count: outline.sizes.count)
        for at in outline.sizes.indices.dropLast().reversed() {
            strides[at] = strides[at + 1] * outline.sizes[at + 1]
        }
        self.strides = strides
        children = Dictionary(
            zip(outline.ids, outline.dimensions.map(\.children)).filter { !$1.isEmpty },
            uniquingKeysWith: { first, _ in first })
        header.prepared = outline.updated
        if let source = outline.source { header.source = ["und": source] }
        dataSet = JSONStatReader.dataSet(outline)
        self.outline = outline
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init({ chunks(of: bytes) }, file: file)
    }

    public mutating func next() throws -> DataEvent? {
        while true {
            switch place {
            case .start:
                place = .outside
                return .dataSet(dataSet)
            case .outside: try goToValues()
            case .array:
                guard try tokens.isMore() else {
                    place = .outside
                    continue
                }
                let token = try tokens.next()
                defer { cell += 1 }
                return try observation(token)
            case .object:
                guard try tokens.next() == .key else {
                    place = .outside
                    continue
                }
                guard let index = tokens.index else {
<<<<<<< HEAD
                    throw tokens.error("'\(tokens.text)' is not the number of a cell", field: "value")
=======
                    throw tokens.error(
                        "'\(tokens.text)' is not the number of a cell", field: "value")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
                }
                cell = index
                let token = try tokens.next()
                return try observation(token)
            case .over: return nil
            }
        }
    }

    private mutating func goToValues() throws {
        switch try tokens.next() {
        case .key where tokens.text == "value":
            switch try tokens.next() {
            case .beginArray: place = .array
            case .beginObject: place = .object
            default: throw tokens.error("an array or an object is expected", field: "value")
            }
        case .key: try tokens.skipValue()
        case .end: place = .over
        default: break
        }
    }

    private func observation(_ token: JSONTokens.Token) throws -> DataEvent {
        guard cell < outline.cells else {
<<<<<<< HEAD
            throw tokens.error("cell \(cell) is beyond the \(outline.cells) of the cube", field: "value")
=======
            throw tokens.error(
                "cell \(cell) is beyond the \(outline.cells) of the cube", field: "value")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        var one = Observation(key: [], period: "", value: nil)
        one.key.reserveCapacity(strides.count)
        for at in strides.indices {
            let code = outline.dimensions[at].codes[cell / strides[at] % outline.sizes[at]]
            if at == timeAt { one.period = code } else { one.key.append(code) }
        }
        switch token {
        case .number:
            one.value = tokens.double
            if one.value == nil { one.text = tokens.text }
        case .string: one.text = tokens.text
        case .null: break
        default: throw tokens.error("a value is a number, a text or null", field: "value")
        }
        one.status = outline.status(of: cell)
        for (name, cells) in outline.cellAttributes {
            guard let text = cells[cell] else { continue }
<<<<<<< HEAD
            if name == "CONF_STATUS" { one.confidentiality = text } else { one.attributes[name] = text }
=======
            if name == "CONF_STATUS" {
                one.confidentiality = text
            } else {
                one.attributes[name] = text
            }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        return .observation(one)
    }

    private static func dataSet(_ outline: JSONStatOutline) -> DataSetHeader {
        let names = outline.ids.filter { $0 != outline.time }
        var structure = SDMXStructure(dataflow: outline.dataflow, dimensions: names)
        structure.dataflowName = outline.label
        structure.attributes =
<<<<<<< HEAD
            (outline.attributes.keys + outline.cellAttributes.keys.filter { $0 != "CONF_STATUS" }).sorted()
=======
            (outline.attributes.keys + outline.cellAttributes.keys.filter { $0 != "CONF_STATUS" })
            .sorted()
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        for (id, dimension) in zip(outline.ids, outline.dimensions) {
            if let label = dimension.label { structure.labels[id] = label }
            structure.codeLabels[id] = dimension.labels.mapValues { ["und": $0] }
        }
        var header = DataSetHeader(structure, dimensionAtObservation: "AllDimensions")
        header.attributes = outline.attributes
        return header
    }
}
