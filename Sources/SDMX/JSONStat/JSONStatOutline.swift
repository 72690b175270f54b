import Formats

/// All of a JSON-stat data set (version 2.0) but its values: what a first reading finds, wherever it stands.
struct JSONStatOutline {
    struct Dimension {
        var label: String?
        var codes: [String] = []
        var labels: [String: String] = [:]
        /// Codes by the code above them.
        var children: [String: [String]] = [:]
    }

    var label: String?
    var source: String?
    var updated: String?
    var ids: [String] = []
    var sizes: [Int] = []
    var time: String?
    var dimensions: [Dimension] = []
    /// What is said of cells, as numbers into `statuses`; empty where nothing is.
    private(set) var cellStatus: [UInt16] = []
    private(set) var statuses: [String] = [""]
    var status: String?
    var dataflow = ""
    /// Attributes of the data set, and of cells by name and cell, as we write them.
    var attributes: [String: String] = [:]
    var cellAttributes: [String: [Int: String]] = [:]
    private let file: String

    init(_ chunks: @escaping ByteChunks, file: String) throws {
        self.file = file
        var tokens = JSONTokens(chunks, file: file)
        guard try tokens.next() == .beginObject else {
            throw tokens.error("a JSON-stat data set is an object")
        }
        var named: [String: Dimension] = [:]
        var version: String?
        while try tokens.next() == .key {
            switch tokens.text {
            case "class":
                let kind = try tokens.value().stringValue ?? ""
                guard kind == "dataset" else {
                    throw tokens.error("a data set is expected, not a '\(kind)'", field: "class")
                }
            case "version": version = try tokens.value().stringValue
            case "label": label = try tokens.value().stringValue
            case "source": source = try tokens.value().stringValue
            case "updated": updated = try tokens.value().stringValue
            case "id": ids = try tokens.value().arrayValue?.compactMap(\.stringValue) ?? []
            case "size": sizes = try tokens.value().arrayValue?.compactMap(\.intValue) ?? []
            case "role": time = try tokens.value()["time"]?[0]?.stringValue
            case "dimension": named = try JSONStatOutline.dimensions(&tokens)
            case "status": try readStatus(&tokens)
            case "extension": readExtension(try tokens.value())
            default: try tokens.skipValue()
            }
        }
        _ = try tokens.next()
        guard version != nil else { throw wrong("version", "JSON-stat 2.0 says its version") }
        try check(named)
    }

    var cells: Int { sizes.reduce(1, *) }

    /// A status for one cell, where there is one.
    func status(of cell: Int) -> String? {
        if let status { return status }
        guard cell < cellStatus.count, cellStatus[cell] > 0 else { return nil }
        return statuses[Int(cellStatus[cell])]
    }

    private mutating func check(_ named: [String: Dimension]) throws {
        guard !ids.isEmpty, ids.count == sizes.count else {
            throw wrong("size", "each dimension of 'id' has its number of categories in 'size'")
        }
        var cells = 1
        for (id, size) in zip(ids, sizes) {
            guard let dimension = named[id] else { throw wrong("dimension", "'\(id)' is missing") }
            guard dimension.codes.count == size else {
                throw wrong(id, "\(dimension.codes.count) categories, and 'size' says \(size)")
            }
            cells = cells.multipliedReportingOverflow(by: size).overflow ? .max : cells * size
            guard cells <= cellsMax else {
                throw wrong("size", "more than \(cellsMax) cells; ask for a part of the cube")
            }
            dimensions.append(dimension)
        }
        time = time ?? ids.first { ["time", "TIME_PERIOD", "year", "Time"].contains($0) }
    }

    private func wrong(_ field: String, _ message: String) -> FormatError {
        FormatError(file: file, field: field, message: message)
    }

    private static func dimensions(_ tokens: inout JSONTokens) throws -> [String: Dimension] {
        guard try tokens.next() == .beginObject else { throw tokens.error("an object is expected") }
        var all: [String: Dimension] = [:]
        while try tokens.next() == .key {
            let id = tokens.text
            let json = try tokens.value()
            var dimension = Dimension()
            dimension.label = json["label"]?.stringValue
            let category = json["category"]
<<<<<<< HEAD
            dimension.labels = category?["label"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
=======
            dimension.labels =
                category?["label"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            dimension.codes = codes(category?["index"], dimension.labels)
            dimension.children =
                category?["child"]?.objectValue?
                .mapValues { $0.arrayValue?.compactMap(\.stringValue) ?? [] } ?? [:]
            all[id] = dimension
        }
        return all
    }

    /// `["M","F"]`, `{"M":0,"F":1}`, or none where there is one category, whose label names it.
    private static func codes(_ index: JSON?, _ labels: [String: String]) -> [String] {
        if let list = index?.arrayValue { return list.compactMap(\.stringValue) }
        if let places = index?.objectValue {
<<<<<<< HEAD
            return places.sorted { ($0.value.intValue ?? 0, $0.key) < ($1.value.intValue ?? 0, $1.key) }
                .map(\.key)
=======
            return places.sorted {
                ($0.value.intValue ?? 0, $0.key) < ($1.value.intValue ?? 0, $1.key)
            }
            .map(\.key)
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        return labels.count == 1 ? Array(labels.keys) : []
    }

    private mutating func readStatus(_ tokens: inout JSONTokens) throws {
        switch try tokens.next() {
        case .string: status = tokens.text
        case .beginArray:
            while try tokens.isMore() { try note(try tokens.value(), at: cellStatus.count, tokens) }
        case .beginObject:
            while try tokens.next() == .key {
                guard let cell = tokens.index, cell < cellsMax else {
<<<<<<< HEAD
                    throw tokens.error("'\(tokens.text)' is not the number of a cell", field: "status")
=======
                    throw tokens.error(
                        "'\(tokens.text)' is not the number of a cell", field: "status")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
                }
                try note(try tokens.value(), at: cell, tokens)
            }
        default: throw tokens.error("a text, an array or an object is expected", field: "status")
        }
    }

    private mutating func note(_ value: JSON, at cell: Int, _ tokens: JSONTokens) throws {
<<<<<<< HEAD
        guard cell < cellsMax else { throw tokens.error("more than \(cellsMax) cells", field: "status") }
=======
        guard cell < cellsMax else {
            throw tokens.error("more than \(cellsMax) cells", field: "status")
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        while cellStatus.count <= cell { cellStatus.append(0) }
        guard let text = AttributeText.value(value)?.stored, !text.isEmpty else { return }
        let at = statuses.firstIndex(of: text) ?? statuses.count
        guard at < statusesMax else { throw tokens.error("more than \(statusesMax) statuses") }
        if at == statuses.count { statuses.append(text) }
        cellStatus[cell] = UInt16(at)
    }

    private mutating func readExtension(_ json: JSON) {
        dataflow = json["dataflow"]?.stringValue ?? ""
        attributes = json["attributes"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
        for (name, cells) in json["cells"]?.objectValue ?? [:] {
            for (cell, text) in cells.objectValue ?? [:] {
                if let cell = Int(cell), let text = text.stringValue {
                    cellAttributes[name, default: [:]][cell] = text
                }
            }
        }
    }
}

/// Larger cubes are asked for in parts: what is said of cells takes two bytes each.
private let cellsMax = 20_000_000
private let statusesMax = 10_000
