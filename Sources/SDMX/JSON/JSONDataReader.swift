public import Formats

/// Reads SDMX-JSON 1.0, 2.0 and 2.1 data messages as a stream: once for what stands around the data, wherever it stands,
/// and once for the data.
public struct JSONDataReader: DataMessageReader {
    public var header: MessageHeader { outline.header }
    public var footer: [FooterMessage] { outline.footer }
    public var line: Int? { tokens.lineAtHand }

    private enum Place {
        case outside, dataSets, dataSet, groups, series, oneSeries
        /// Within `observations`, of a series or of the data set.
        case observations(isFlat: Bool)
        case over
    }

    private let outline: JSONOutline
    private var layouts: [Int: JSONLayout] = [:]
    var tokens: JSONTokens
    private var place = Place.outside
    private var dataSetNumber = -1
    var layout: JSONLayout
    private var dataSet: DataSetHeader
    /// The key at hand, without what stands at the observation.
    private var key: [String] = []
    private var period = ""
    var parts: [Int] = []
    private var hasObservations = false
    var values = JSONValues()

    /// The function opens the message anew at each call.
    public init(_ open: () throws -> ByteChunks, file: String) throws {
        outline = try JSONOutline(try open(), file: file)
        tokens = JSONTokens(try open(), file: file)
        layout = JSONLayout(outline.shapes.first ?? JSONShape())
        dataSet = DataSetHeader(layout.structure)
        // The outline was sound, so the message is an object.
        _ = try tokens.next()
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init({ chunks(of: bytes) }, file: file)
    }

    public mutating func next() throws -> DataEvent? {
        while true {
            let event: DataEvent?
            switch place {
            case .outside: event = try outside()
            case .dataSets: event = try beginDataSet()
            case .dataSet: event = try inDataSet()
            case .groups: event = try group()
            case .series: event = try beginSeries()
            case .oneSeries: event = try inSeries()
            case .observations(let isFlat): event = try observation(isFlat: isFlat)
            case .over: return nil
            }
            if let event { return event }
        }
    }

    private mutating func outside() throws -> DataEvent? {
        switch try tokens.next() {
        case .key where tokens.text == "dataSets":
            _ = try tokens.next()
            place = .dataSets
        case .key where tokens.text == "data": _ = try tokens.next()
        case .key: try tokens.skipValue()
        case .end: place = .over
        default: break
        }
        return nil
    }

    private mutating func beginDataSet() throws -> DataEvent? {
        guard try tokens.next() == .beginObject else {
            place = .outside
            return nil
        }
        dataSetNumber += 1
        let head = outline.heads[dataSetNumber]
        guard outline.shapes.indices.contains(head.structure) else {
            throw tokens.error("the message has no structure \(head.structure)", field: "structure")
        }
        layout = layouts[head.structure] ?? JSONLayout(outline.shapes[head.structure])
        layouts[head.structure] = layout
        values = JSONValues(layout, isDeleting: head.action == .delete)
        dataSet = DataSetHeader(
            layout.structure, action: head.action,
            dimensionAtObservation: layout.dimensionAtObservation)
        dataSet.validFrom = head.validFrom
        dataSet.attributes = values.attributes(head.attributes, layout.dataSetAttributes)
        (key, period) = (Array(repeating: "", count: layout.structure.dimensions.count), "")
        for slot in layout.dataSet { try put(0, slot) }
        place = .dataSet
        return .dataSet(dataSet)
    }

    private mutating func inDataSet() throws -> DataEvent? {
        guard try tokens.next() == .key else {
            place = .dataSets
            return nil
        }
        switch tokens.text {
        case "series": try enter(.series)
        case "observations": try enter(.observations(isFlat: true))
        case "dimensionGroupAttributes": try enter(.groups)
        default: try tokens.skipValue()
        }
        return nil
    }

    private mutating func enter(_ next: Place) throws {
        guard try tokens.next() == .beginObject else { throw tokens.error("an object is expected") }
        place = next
    }

    private mutating func group() throws -> DataEvent? {
        guard try tokens.next() == .key else {
            place = .dataSet
            return nil
        }
        let slots = layout.dataSet + layout.series + layout.observation
        let short = layout.series + layout.observation
        try readParts("a group", count: nil)
        guard parts.count == slots.count || parts.count == short.count else {
            throw tokens.error("'\(tokens.text)' does not name each dimension of a group")
        }
        var found = PartialKeyAttributes(
            key: Array(repeating: nil, count: key.count), attributes: [:])
        for (part, slot) in zip(parts, parts.count == slots.count ? slots : short) where part >= 0 {
            let code = try self.code(part, slot)
            if let target = slot.target { found.key[target] = code } else { found.period = code }
        }
        let all = try tokens.value().arrayValue ?? []
        found.attributes = values.attributes(all, layout.groupAttributes)
        return .group(found)
    }

    private mutating func beginSeries() throws -> DataEvent? {
        guard try tokens.next() == .key else {
            place = .dataSet
            return nil
        }
        try readParts("a series", count: layout.series.count)
        for slot in layout.observation {
            if let target = slot.target { key[target] = "" } else { period = "" }
        }
        for (part, slot) in zip(parts, layout.series) { try put(part, slot) }
        try enter(.oneSeries)
        hasObservations = false
        return try seriesAttributes()
    }

    /// Attributes stand before the observations, as everybody writes them; else they are told behind them.
    private mutating func seriesAttributes() throws -> DataEvent? {
        let seriesKey = key.enumerated().map { at, code in
            layout.observation.contains { $0.target == at } ? nil : Optional(code)
        }
        var series = PartialKeyAttributes(key: seriesKey, attributes: [:])
        series.period = period.isEmpty ? nil : period
        var isNamed = false
        while !isNamed, try tokens.isMoreMembers() {
            _ = try tokens.next()
            switch tokens.text {
            case "attributes":
                let all = try tokens.value().arrayValue ?? []
                series.attributes = values.attributes(all, layout.seriesAttributes)
            case "observations":
                try enter(.observations(isFlat: false))
                (isNamed, hasObservations) = (true, true)
            default: try tokens.skipValue()
            }
        }
        if series.attributes.isEmpty {
            series.attributes = values.attributes([], layout.seriesAttributes)
        }
        return .series(series)
    }

    private mutating func inSeries() throws -> DataEvent? {
        guard try tokens.next() == .key else {
            place = .series
            let deletes = dataSet.action == .delete && !hasObservations
            return deletes ? .observation(Observation(key: key, period: period, value: nil)) : nil
        }
        switch tokens.text {
        case "observations":
            try enter(.observations(isFlat: false))
            hasObservations = true
        case "attributes":
            let all = try tokens.value().arrayValue ?? []
            let found = values.attributes(all, layout.seriesAttributes)
            return .group(
                PartialKeyAttributes(key: key.map { $0.isEmpty ? nil : $0 }, attributes: found))
        default: try tokens.skipValue()
        }
        return nil
    }

    private mutating func observation(isFlat: Bool) throws -> DataEvent? {
        guard try tokens.next() == .key else {
            place = isFlat ? .dataSet : .oneSeries
            return nil
        }
        try readParts("an observation", count: layout.observation.count)
        for at in parts.indices { try put(parts[at], layout.observation[at]) }
        return .observation(try values.observation(&tokens, layout, key: key, period: period))
    }

    private mutating func readParts(_ what: String, count: Int?) throws {
        guard tokens.indexes(into: &parts), count == nil || parts.count == count else {
            // A series or observation without dimensions of its own has an empty key or a zero.
            if count == 0, tokens.text.isEmpty || tokens.text == "0" {
                parts.removeAll(keepingCapacity: true)
                return
            }
            let many = count.map { "; it has \($0) dimensions" } ?? ""
            throw tokens.error("'\(tokens.text)' is not the key of \(what)\(many)")
        }
    }

    private mutating func put(_ part: Int, _ slot: JSONLayout.Slot) throws {
        let code = try code(part, slot)
        if let target = slot.target { key[target] = code } else { period = code }
    }

    private func code(_ part: Int, _ slot: JSONLayout.Slot) throws -> String {
        guard slot.component.values.indices.contains(part) else {
            throw tokens.error(
                "value \(part) of dimension \(slot.component.id) is meant, and it has "
                    + "\(slot.component.values.count)", field: slot.component.id)
        }
        return slot.component.values[part]
    }
}

extension JSONTokens {
    /// Whether the object that is open has a member more; its closing brace is left.
    fileprivate mutating func isMoreMembers() throws -> Bool {
        try peekByte() != UInt8(ascii: "}")
    }
}
