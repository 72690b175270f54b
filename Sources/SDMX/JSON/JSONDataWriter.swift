import Formats

/// Writes SDMX-JSON 1.0, 2.0 or 2.1 as a stream: data first, and behind them the structure, whose values are known then.
public struct JSONDataWriter: DataMessageWriter {
    public enum Version: String, Sendable {
        case v1 = "1.0"
        case v20 = "2.0"
        case v21 = "2.1"
    }

    let version: Version
    var out = JSONOut()
    var structures: [JSONWrittenStructure] = []
<<<<<<< HEAD
    private let file: String
    private let groupsLast: Bool
    private var footers: [FooterMessage] = []
    private var dataSet: DataSetHeader?
    private var dataSetCount = 0
    /// Which structure the open data set has; nil before its first content.
    private var current: Int?
    private var isBodyOpen = false
    private var isFirstInBody = true
    private var isSeriesOpen = false
    private var isFirstInSeries = true
    private var seriesKey: [String] = []
    private var seriesPeriod = ""
    private var announced: PartialKeyAttributes?
    private var flatSeries: [String: String] = [:]
    private var seen = Set<Int>()
    private var groupBytes = JSONOut()
    private var areGroupsWritten = false
    private var groups = GroupAttributes()
=======
    let file: String
    let groupsLast: Bool
    var footers: [FooterMessage] = []
    var dataSet: DataSetHeader?
    var dataSetCount = 0
    /// Which structure the open data set has; nil before its first content.
    var current: Int?
    var isBodyOpen = false
    var isFirstInBody = true
    var isSeriesOpen = false
    var isFirstInSeries = true
    var seriesKey: [String] = []
    var seriesPeriod = ""
    var announced: PartialKeyAttributes?
    var flatSeries: [String: String] = [:]
    var seen = Set<Int>()
    var groupBytes = JSONOut()
    var areGroupsWritten = false
    var groups = GroupAttributes()
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f

    /// The header should say when the message was prepared, as the schema wants it. Where groups stand behind their
    /// observations, `shape` must know it beforehand.
    public init(
        _ version: Version = .v21, header: MessageHeader = MessageHeader(),
        shape: MessageShape? = nil, file: String = "SDMX-JSON"
    ) {
        self.version = version
        self.file = file
        groupsLast = shape?.hasLateGroups ?? false
        begin(header)
    }

    public mutating func append(_ event: DataEvent) throws {
        switch event {
        case .dataSet(let header):
            try closeDataSet()
            dataSet = header
        case .series(let series): try take(series)
        case .group(let group): try write(group)
        case .observation(let observation): try write(observation)
        }
    }

    public mutating func append(_ footer: FooterMessage) { footers.append(footer) }

    public mutating func finish() throws {
        try closeDataSet()
        out.raw("]")
        writeStructures()
        if version != .v1 { out.raw("}") }
        writeErrors(footers)
        out.raw("}")
    }

    public mutating func drain() -> [UInt8] {
        defer { out.bytes.removeAll(keepingCapacity: true) }
        return out.bytes
    }

    var mayWriteOut: Bool { version != .v1 }

    // MARK: data sets

<<<<<<< HEAD
    private mutating func open(hasTime: Bool) throws -> Int {
=======
    mutating func open(hasTime: Bool) throws -> Int {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        guard let header = dataSet else { throw error("an event comes before its data set") }
        if let current { return current }
        let known = structures.firstIndex { $0.fits(header, hasTime: hasTime) }
        if known == nil {
            guard version != .v1 || structures.isEmpty else {
                throw error("SDMX-JSON 1.0 holds one structure; write 2.1, or one file each")
            }
            structures.append(
                JSONWrittenStructure(
<<<<<<< HEAD
                    header.structure, atObservation: header.dimensionAtObservation, hasTime: hasTime))
=======
                    header.structure, atObservation: header.dimensionAtObservation, hasTime: hasTime
                ))
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        let at = known ?? structures.count - 1
        structures[at].dataSets.append(dataSetCount)
        if dataSetCount > 0 { out.raw(",") }
        dataSetCount += 1
        out.raw("{")
        if version != .v1 {
            out.key("structure")
            out.whole(at)
        }
        out.member("action", JSONWords.word(header.action))
        if let from = header.validFrom, isDateTime(from) { out.member("validFrom", from) }
        if !header.attributes.isEmpty {
            out.key("attributes")
            out.raw("[")
            var isFirst = true
            structures[at].dataSetAttributes.write(
                header.attributes, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
            out.raw("]")
        }
        current = at
        return at
    }

<<<<<<< HEAD
    private mutating func closeDataSet() throws {
=======
    mutating func closeDataSet() throws {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        guard dataSet != nil else { return }
        try closeSeries(writeAnnounced: true)
        _ = try open(hasTime: true)
        closeBody()
        groupBytes = JSONOut()
        groups = GroupAttributes()
        (dataSet, current) = (nil, nil)
        (areGroupsWritten, flatSeries) = (false, [:])
        seen.removeAll()
    }

    /// Ends the JSON object of the data set; more of the same may follow in another.
<<<<<<< HEAD
    private mutating func closeBody() {
=======
    mutating func closeBody() {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        if isBodyOpen { out.raw("}") }
        if !areGroupsWritten { writeGroups() }
        out.raw("}")
        (isBodyOpen, isFirstInBody) = (false, true)
    }

<<<<<<< HEAD
    private mutating func openBody(_ at: Int) {
=======
    mutating func openBody(_ at: Int) {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        if isBodyOpen { return }
        if !groupsLast {
            writeGroups()
            areGroupsWritten = !groupBytes.bytes.isEmpty
        }
        if structures[at].isFlat { out.key("observations") } else { out.key("series") }
        out.raw("{")
        (isBodyOpen, isFirstInBody) = (true, true)
    }

<<<<<<< HEAD
    private mutating func reopen(hasTime: Bool) throws -> Int {
=======
    mutating func reopen(hasTime: Bool) throws -> Int {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        closeSeries()
        closeBody()
        current = nil
        areGroupsWritten = false
        seen.removeAll()
        return try open(hasTime: hasTime)
    }

<<<<<<< HEAD
    // MARK: groups

    private mutating func write(_ group: PartialKeyAttributes) throws {
        guard version != .v1 else {
            guard !isBodyOpen else {
                throw error("SDMX-JSON 1.0 has no groups, and one comes behind its data; write 2.1")
            }
            groups.add(group)
            return
        }
        guard !isBodyOpen || !areGroupsWritten else {
            throw error("groups stand before and behind the data; tell the writer the shape")
        }
        let at = try open(hasTime: true)
        var isFirst = groupBytes.bytes.isEmpty
        groupBytes.comma(&isFirst)
        groupBytes.raw("\"")
        let places = structures[at].series + structures[at].observation
        var named: [Int] = []
        for (position, place) in places.enumerated() {
            if position > 0 { groupBytes.raw(":") }
            let code = place < 0 ? group.period : place < group.key.count ? group.key[place] : nil
            guard let code else { continue }
            named.append(place)
            let index =
                place < 0
                ? structures[at].time.index(of: code) : structures[at].dimensions[place].index(of: code)
            groupBytes.whole(index)
        }
        groupBytes.raw("\":[")
        isFirst = true
        structures[at].groupAttributes.write(
            group.attributes, named: named, into: &groupBytes, isFirst: &isFirst,
            mayWriteOut: mayWriteOut)
        groupBytes.raw("]")
    }

    private mutating func writeGroups() {
        guard !groupBytes.bytes.isEmpty else { return }
        out.key("dimensionGroupAttributes")
        out.raw("{")
        out.bytes += groupBytes.bytes
        out.raw("}")
    }

    // MARK: series and observations

    private mutating func take(_ series: PartialKeyAttributes) throws {
        try closeSeries(writeAnnounced: true)
        if dataSet?.dimensionAtObservation == "AllDimensions" {
            flatSeries = series.attributes
        } else {
            announced = series
        }
    }

    /// A series that has attributes and no observations is written as well.
    private mutating func closeSeries(writeAnnounced: Bool) throws {
        closeSeries()
        guard let series = announced, writeAnnounced else { return }
        announced = nil
        if series.attributes.isEmpty { return }
        let at = try open(hasTime: true)
        try openSeries(at, series.key.map { $0 ?? "" }, series.period ?? "", series.attributes)
        closeSeries()
    }

    private mutating func closeSeries() {
        guard isSeriesOpen else { return }
        out.raw("}}")
        isSeriesOpen = false
    }

    private mutating func openSeries(
        _ at: Int, _ key: [String], _ period: String, _ own: [String: String]
    ) throws {
        var at = at
        let places = structures[at].series
        let mark = places.map { $0 < 0 ? period : $0 < key.count ? key[$0] : "" }.hashValue
        // One name twice in an object is lost on most readers.
        if !seen.insert(mark).inserted || seen.count > seriesMax {
            at = try reopen(hasTime: structures[at].hasTime)
            seen.insert(mark)
        }
        openBody(at)
        out.comma(&isFirstInBody)
        structures[at].writeKey(places, key, period, into: &out)
        out.raw("{")
        if !own.isEmpty {
            out.key("attributes")
            out.raw("[")
            var isFirst = true
            structures[at].seriesAttributes.write(
                own, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
            out.raw("]")
        }
        out.key("observations")
        out.raw("{")
        (seriesKey, seriesPeriod) = (key, period)
        (isSeriesOpen, isFirstInSeries) = (true, true)
    }

    private mutating func write(_ one: Observation) throws {
        let isTimed = dataSet?.dimensionAtObservation == "TIME_PERIOD" || !one.period.isEmpty
        var at = try open(hasTime: isTimed)
        if !structures[at].hasTime, !one.period.isEmpty { at = try reopen(hasTime: true) }
        var attributes = one.attributes
        if version == .v1, !groups.isEmpty {
            attributes.merge(groups.attributes(of: one.key, one.period)) { own, _ in own }
        }
        if structures[at].isFlat {
            attributes.merge(flatSeries) { own, _ in own }
            openBody(at)
            out.comma(&isFirstInBody)
        } else {
            try goToSeries(of: one, at)
            at = current ?? at
            out.comma(&isFirstInSeries)
        }
        structures[at].writeKey(structures[at].observation, one.key, one.period, into: &out)
        writeValues(one, attributes, at)
    }

    private mutating func goToSeries(of one: Observation, _ at: Int) throws {
        let isSame = isSeriesOpen && announced == nil && structures[at].series.allSatisfy {
            $0 < 0 ? seriesPeriod == one.period : seriesKey[$0] == one.key[$0]
        }
        if isSame { return }
        let series = announced
        announced = nil
        closeSeries()
        let fits = series.map { zip($0.key, one.key).allSatisfy { $0 == nil || $0 == $1 } } ?? false
        try openSeries(at, one.key, one.period, fits ? series?.attributes ?? [:] : [:])
    }

    private mutating func writeValues(
        _ one: Observation, _ attributes: [String: String], _ at: Int
    ) {
        out.raw("[")
        var attributes = attributes
        // 1.0 knows one measure; the others are attributes there.
        let others = version == .v1 ? [] : structures[at].structure.measures.dropFirst()
        let isEmpty =
            one.value == nil && one.text == nil && attributes.isEmpty && one.status == nil
            && one.confidentiality == nil
        if !isEmpty { writeValue(one) }
        for name in others {
            let text = attributes.removeValue(forKey: name)
            out.raw(",")
            writeMeasure(text)
        }
        if let status = one.status { attributes["OBS_STATUS"] = status }
        if let confidentiality = one.confidentiality { attributes["CONF_STATUS"] = confidentiality }
        var isFirst = false
        structures[at].observationAttributes.write(
            attributes, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
        out.raw("]")
    }

    private mutating func writeValue(_ one: Observation) {
        if let value = one.value {
            out.number(value)
        } else if let text = one.text {
            writeRich(text)
        } else {
            out.raw("null")
        }
    }

    /// A measure beside the first: a number where it is written as JSON writes one.
    private mutating func writeMeasure(_ text: String?) {
        guard let text else { return out.raw("null") }
        if let value = decimalNumber(text), CSVDataWriter.text(value) == text {
            out.raw(text)
        } else {
            writeRich(text)
        }
    }

    private mutating func writeRich(_ text: String) {
        if AttributeText.isRich(text), version != .v1 {
            out.raw(AttributeText(text).json.canonical)
        } else {
            out.string(text)
        }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}

/// So many series stand in one data set; more of the same follow in the next.
private let seriesMax = 200_000
=======
    func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
