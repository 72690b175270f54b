import Formats

/// Turns the elements of an SDMX-ML data message into events; knows nothing of files and lines.
struct MLMachine {
    let names: MLNames
    var head = MLHead()
    var set: MLDataSet
    let queue = MLQueue()
    var footer: [FooterMessage] = []
    /// True once no more can come to the header.
    var isHeaderDone = false

    var place = MLPlace.document
    var parents: [MLPlace] = []
    var isGeneric = false
    /// What is collected of the text at hand, and its language.
    var text: [UInt8] = []
    var language = ""
    var field: XMLName?

    // The series at hand; its event waits until all of its attributes are known.
    var series = PartialKeyAttributes(key: [], attributes: [:])
    var owesSeries = false
    var seriesKey: [String] = []
    var seriesPeriod = ""
    var seriesColumns = MLColumns()

    // The observation at hand, and what it may repeat of the one before.
    var current = Observation(key: [], period: "", value: nil)
    var observationColumns = MLColumns()
    var key = MLPairs()
    var lastKey = MLPairs()
    var lastCodes: [String] = []
    var extras = MLPairs()
    var lastExtras = MLPairs()
    var lastAttributes: [String: String] = [:]

    var part = MLPart()
    var component = MLComponent()

    /// A text is a sentence or a page, never a file.
    private static let textBytesMax = 1 << 20

    init(_ names: MLNames, structure: DataStructure?) {
        self.names = names
        set = MLDataSet(structure: structure)
    }

    mutating func start(_ element: borrowing XMLStart) throws(MLProblem) {
        let next = try enter(element)
        parents.append(place)
        place = next
    }

    mutating func end() throws(MLProblem) {
        let left = place
        place = parents.popLast() ?? .document
        try leave(left)
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(MLProblem) {
        guard place.collectsText else { return }
        guard text.count + bytes.count <= MLMachine.textBytesMax else {
            throw MLProblem("a text of over \(MLMachine.textBytesMax) bytes; shorten it")
        }
        text.append(contentsOf: bytes)
    }

    /// The text that was collected, as it stands.
    mutating func verbatim() -> String {
        defer { text.removeAll(keepingCapacity: true) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text that was collected, with space around taken away.
    mutating func collected() -> String {
        defer { text.removeAll(keepingCapacity: true) }
        let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        guard let first = text.firstIndex(where: { !isSpace($0) }),
            let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: text[first...last], as: UTF8.self)
    }

    /// A text begins: nothing of it was collected, and it has this language or the standard's own.
    mutating func beginText(_ element: borrowing XMLStart) {
        text.removeAll(keepingCapacity: true)
        field = element.name
        language = element.text(of: names.lang) ?? "en"
    }

    private mutating func enter(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        switch place {
        case .series, .observation, .part: try enterSpecific(element)
        case .genericSeries, .genericObservation, .genericGroup, .genericKey, .genericAttributes:
            try enterGeneric(element)
        case .dataSet: isGeneric ? try enterGeneric(element) : try enterSpecific(element)
        case .message: try enterPart(element)
        case .header, .structure, .reference: try enterHead(element)
        case .component, .componentValue: enterComponent(element)
        case .footer, .footerMessage: enterFooter(element)
        case .document: try enterMessage(element)
        case .headerText, .urn, .componentText, .footerText, .ignored: .ignored
        }
    }

    private mutating func leave(_ left: MLPlace) throws(MLProblem) {
        switch left {
        case .observation: try leaveObservation()
        case .series: leaveSeries()
        case .part: try leavePart()
        case .genericSeries, .genericObservation, .genericGroup, .genericKey, .genericAttributes:
            try leaveGeneric(left)
        case .dataSet: try leaveDataSet()
        case .header, .headerText, .structure, .reference, .urn: try leaveHead(left)
        case .component, .componentValue, .componentText: try leaveComponent(left)
        case .footerText: leaveFooterText()
        case .message: isHeaderDone = true
        case .footer, .footerMessage, .document, .ignored: break
        }
    }
}
