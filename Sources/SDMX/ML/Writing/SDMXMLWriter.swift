import Formats

/// Writes data messages of SDMX-ML 2.1 and 3.0 as a stream, each observation where its layout wants it.
///
/// A message has one structure, that of its first data set. Attributes of series stay with the series where the layout has the same
/// series, and go to each observation where not. A blank in a name becomes `_`, since no name of SDMX-ML has one.
public struct SDMXMLWriter: DataMessageWriter {
    let header: MessageHeader
    let form: SDMXMLForm
    let structure: DataStructure?
    private let wanted: SDMXMLLayout

    var text = MLText()
    var layout = SDMXMLLayout.series
    var dataSet = DataSetHeader(SDMXStructure(dataflow: "", dimensions: []))
    /// The dimension at each observation, of a cross-section.
    var atObservation: Int?
    private var dataflow: String?
    private var hasRoot = false
    private var isInDataSet = false
    private var isInFooter = false
    /// The series that was given last, and whether an observation came since.
    private var given: PartialKeyAttributes?
    private var isFresh = false
    /// The key and period of the series that is open.
    private var open: (key: [String], period: String)?

    public init(
        _ header: MessageHeader, form: SDMXMLForm, layout: SDMXMLLayout = .asGiven,
        structure: DataStructure? = nil
    ) {
        self.header = header
        self.form = form
        self.structure = structure
        wanted = layout
    }

    public mutating func append(_ event: DataEvent) throws {
        switch event {
        case .dataSet(let next): try begin(next)
        case .series(let one):
            settleSeries()
            (given, isFresh) = (one, true)
        case .group(let one):
            settleSeries()
            closeSeries()
            writeGroup(one)
        case .observation(let one):
            guard isInDataSet else { throw error("an observation before its data set") }
            take(one)
        }
    }

    public mutating func append(_ footer: FooterMessage) throws {
        closeDataSet()
        if !hasRoot { writeRoot() }
        hasRoot = true
        if !isInFooter { text.raw("<footer:Footer>\n") }
        isInFooter = true
        writeFooter(footer)
    }

    public mutating func finish() throws {
        closeDataSet()
        if !hasRoot { writeRoot() }
        hasRoot = true
        if isInFooter { text.raw("</footer:Footer>\n") }
        writeEnd()
    }

    public mutating func drain() -> [UInt8] { text.drain() }

    // MARK: Data sets and series

    private mutating func begin(_ next: DataSetHeader) throws {
        closeDataSet()
        if let dataflow, dataflow != next.structure.dataflow {
            throw error(
                "a data set of \(next.structure.dataflow) in a message of \(dataflow); "
                    + "write it as a message of its own")
        }
        dataSet = next
        if !hasRoot {
            dataflow = next.structure.dataflow
            layout = wanted.settled(next)
            writeRoot(of: next)
            hasRoot = true
        }
        atObservation = nil
        if case .crossSection(let dimension) = layout {
            atObservation = next.structure.dimensions.firstIndex(of: dimension)
            guard atObservation != nil else {
                throw error("no dimension \(dimension) to put at each observation")
            }
        }
        writeDataSet()
        isInDataSet = true
    }

    private mutating func closeDataSet() {
        settleSeries()
        closeSeries()
        if isInDataSet { text.raw("</message:DataSet>\n") }
        (isInDataSet, given) = (false, nil)
    }

    private mutating func closeSeries() {
        if open != nil { writeSeriesEnd() }
        open = nil
    }

    /// Whether the series that are given are those of the layout.
    private var isNative: Bool {
        layout != .flat && dataSet.dimensionAtObservation == layout.dimensionAtObservation
    }

    /// A series without observations is written too: it may say or delete something.
    private mutating func settleSeries() {
        guard isFresh, let one = given else { return }
        isFresh = false
        let key = one.key.map { $0 ?? "" }
        if isNative {
            closeSeries()
            writeSeries(key, period: "", one.attributes)
            open = (key, "")
        } else if dataSet.action == .delete {
            given = nil
            take(Observation(key: key, period: "", value: nil, attributes: one.attributes))
        } else if !one.attributes.isEmpty {
            closeSeries()
            writeGroup(one)
        }
    }

    private mutating func take(_ one: Observation) {
        let isFirst = isFresh
        isFresh = false
        if isNative, let given {
            if isFirst || !isOpen(one) { beginSeries(one, given.attributes) }
            return writeObservation(one)
        }
        if layout != .flat, !isOpen(one) { beginSeries(one, [:]) }
        var one = one
        if let given { one.attributes.merge(given.attributes) { own, _ in own } }
        writeObservation(one)
    }

    private mutating func beginSeries(_ one: Observation, _ attributes: [String: String]) {
        closeSeries()
        let (key, period) = series(of: one)
        writeSeries(key, period: period, attributes)
        open = (key, period)
    }

    private func isOpen(_ one: Observation) -> Bool {
        guard let open else { return false }
        let (key, period) = series(of: one)
        return open.key == key && open.period == period
    }

    private func series(of one: Observation) -> (key: [String], period: String) {
        guard let atObservation else { return (one.key, "") }
        var key = one.key
        key[atObservation] = ""
        return (key, one.period)
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: "SDMX-ML", message: message)
    }
}
