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

    mutating func open(hasTime: Bool) throws -> Int {
        guard let header = dataSet else { throw error("an event comes before its data set") }
        if let current { return current }
        let known = structures.firstIndex { $0.fits(header, hasTime: hasTime) }
        if known == nil {
            guard version != .v1 || structures.isEmpty else {
                throw error("SDMX-JSON 1.0 holds one structure; write 2.1, or one file each")
            }
            structures.append(
                JSONWrittenStructure(
                    header.structure, atObservation: header.dimensionAtObservation, hasTime: hasTime
                ))
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

    mutating func closeDataSet() throws {
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
    mutating func closeBody() {
        if isBodyOpen { out.raw("}") }
        if !areGroupsWritten { writeGroups() }
        out.raw("}")
        (isBodyOpen, isFirstInBody) = (false, true)
    }

    mutating func openBody(_ at: Int) {
        if isBodyOpen { return }
        if !groupsLast {
            writeGroups()
            areGroupsWritten = !groupBytes.bytes.isEmpty
        }
        if structures[at].isFlat { out.key("observations") } else { out.key("series") }
        out.raw("{")
        (isBodyOpen, isFirstInBody) = (true, true)
    }

    mutating func reopen(hasTime: Bool) throws -> Int {
        closeSeries()
        closeBody()
        current = nil
        areGroupsWritten = false
        seen.removeAll()
        return try open(hasTime: hasTime)
    }

    func error(_ message: String) -> FormatError {
        FormatError(file: file, message: message)
    }
}
