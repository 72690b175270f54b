import Formats

/// The data set at hand: its dimensions, and what waits until these are known.
struct MLDataSet {
    /// The definition, where one was handed in.
    let structure: DataStructure?
    var header = DataSetHeader(SDMXStructure(dataflow: "", dimensions: []))
    /// Whether the data set was told; nothing of it is told before.
    var isTold = false
    var parts: [MLPart] = []
    private(set) var index: [String: Int] = [:]
    /// The place of the dimension that stands at each observation; nil where that is time, or all.
    private(set) var atObservation: Int?
    private(set) var isFlat = false
    private var bytesWaiting = 0

    /// Groups come before the data that tell which of their values are dimensions.
    private static let bytesWaitingMax = 16 << 20
    static let flat = "AllDimensions"
    static let time = "TIME_PERIOD"

    init(structure: DataStructure?) { self.structure = structure }

    mutating func begin(_ use: MLHead.Use, _ action: SDMXAction) {
        self = MLDataSet(structure: structure)
        header.action = action
        header.dimensionAtObservation = use.dimensionAtObservation ?? MLDataSet.time
        header.structure.dataflow = use.reference
        guard let structure else { return }
        if header.structure.dataflow.isEmpty {
            header.structure.dataflow = structure.reference.text
        }
        fix(structure.dimensions.map(\.id))
        header.structure.attributes = structure.attributes.map(\.id).filter {
            !["OBS_STATUS", "OBS_FLAG", "CONF_STATUS"].contains($0)
        }
    }

    /// Whether the dimensions are known: from a definition, or from the first key.
    var isFixed: Bool { structure != nil || isTold }

    mutating func fix(_ dimensions: [String]) {
        header.structure.dimensions = dimensions
        index = Dictionary(
            zip(dimensions, dimensions.indices), uniquingKeysWith: { first, _ in first })
        atObservation = index[header.dimensionAtObservation]
    }

    /// What the data are counts more than what the header says of them.
    mutating func settle(isFlat: Bool) {
        self.isFlat = isFlat
        guard !isTold else { return }
        if isFlat {
            header.dimensionAtObservation = MLDataSet.flat
        } else if header.dimensionAtObservation == MLDataSet.flat {
            header.dimensionAtObservation = MLDataSet.time
        }
        atObservation = index[header.dimensionAtObservation]
    }

    /// The dimensions of a message without definition: those of its first key, as first met.
    mutating func fix(firstKey ids: [String]) {
        var dimensions = ids.filter { $0 != MLDataSet.time }
        let other = header.dimensionAtObservation
        if other != MLDataSet.time, other != MLDataSet.flat, !dimensions.contains(other) {
            dimensions.append(other)
        }
        fix(dimensions)
    }

    mutating func wait(_ part: MLPart) throws(MLProblem) {
        bytesWaiting += part.bytes
        guard bytesWaiting <= MLDataSet.bytesWaitingMax else {
            throw MLProblem(
                "over \(MLDataSet.bytesWaitingMax) bytes of groups before the first key; "
                    + "read it with its structure definition")
        }
        parts.append(part)
    }
}

/// A group, or attributes of a partial key, as it was written.
struct MLPart {
    var group: String?
    /// Attributes of the whole data set, if it names no dimension and is no group.
    var isGroup = false
    var key: [(name: String, value: String)] = []
    /// Structure-specific messages do not say which are dimensions.
    var mixed: [(name: String, value: String)] = []
    var attributes: [String: String] = [:]

    var bytes: Int {
        let pairs = (key + mixed).reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        return pairs + attributes.reduce(64) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    }

    func resolved(_ set: MLDataSet) -> PartialKeyAttributes {
        var result = PartialKeyAttributes(
            group: group, key: Array(repeating: nil, count: set.header.structure.dimensions.count),
            attributes: attributes)
        for (name, value) in key + mixed {
            if let position = set.index[name] {
                result.key[position] = value
            } else {
                result.attributes[name] = value
            }
        }
        return result
    }
}

extension MLMachine {
    mutating func enterDataSet(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        let use = try head.use(element.text(of: names.structureRef))
        var action = head.action ?? .information
        if let own = element.text(of: names.action) { action = try SDMXAction(ml: own) }
        set.begin(use, action)
        set.header.validFrom = element.text(of: names.validFromDate)
        for position in 0..<element.count where !element.isQualified(position) {
            let name = element.name(position)
            if names.ofDataSet.contains(name) { continue }
            set.header.attributes[name.text] = String(
                decoding: element.value(position), as: UTF8.self)
        }
        seriesColumns.forget()
        observationColumns.forget()
        (lastKey, lastCodes) = (MLPairs(), [])
        return .dataSet
    }

    mutating func leaveDataSet() throws(MLProblem) { try tell() }

    /// Tells the data set and the groups that waited: from here on its dimensions stay.
    mutating func tell() throws(MLProblem) {
        guard !set.isTold else { return }
        set.isTold = true
        var groups: [PartialKeyAttributes] = []
        for part in set.parts {
            let resolved = part.resolved(set)
            if part.isGroup || resolved.key.contains(where: { $0 != nil }) {
                groups.append(resolved)
            } else {
                set.header.attributes.merge(resolved.attributes) { _, last in last }
            }
        }
        set.parts = []
        queue.append(.dataSet(set.header))
        for group in groups { queue.append(.group(group)) }
    }

    /// A group is told at once where the dimensions are known, and the data set with it.
    mutating func take(_ part: MLPart) throws(MLProblem) {
        guard set.isTold else { return try set.wait(part) }
        queue.append(.group(part.resolved(set)))
    }
}
