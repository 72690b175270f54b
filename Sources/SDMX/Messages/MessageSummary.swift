/// What a message holds, counted in one reading.
public struct MessageSummary: Sendable {
    public let kind: MessageKind
    public internal(set) var header = MessageHeader()
    public internal(set) var footer: [FooterMessage] = []
    public internal(set) var datasets = 0
    public internal(set) var series = 0
    public internal(set) var groups = 0
    /// Without those of data sets that delete.
    public internal(set) var observations = 0
    public internal(set) var numericValues = 0
    public internal(set) var deletions = 0
    /// The identity of each structure or dataflow that data follow, with their dimensions.
    public internal(set) var flows: [String: [String]] = [:]
    public internal(set) var artefacts: [ArtefactKind: Int] = [:]
    /// Codes of all code lists and value lists, and items of all other lists.
    public internal(set) var codes = 0
    public internal(set) var items: [ArtefactKind: Int] = [:]
    public internal(set) var metadataSets = 0
    public internal(set) var reportedAttributes = 0
    public internal(set) var asked: [String: Int] = [:]
    private var adder = ExactSum()

    /// The sum of all numeric values; rounding errors are carried along, so that the order does not matter.
    public var sum: Double { adder.value }

    /// Reads the message to its end. `progress` is told how many observations or artefacts were read.
    public init(
        _ envelope: Envelope, file: String, catalogue: StructureCatalogue? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws {
        kind = envelope.kind
        switch try OpenMessage(envelope, file: file, catalogue: catalogue) {
        case .data(var reader): try take(&reader, progress)
        case .structure(var reader): try take(&reader, progress)
        case .metadata(let counts):
            header = counts.header
            metadataSets = counts.sets
            reportedAttributes = counts.attributes
        case .other(let message):
            (header, footer, asked) = (message.header, message.footer, message.asked)
        }
    }

    private mutating func take(
        _ reader: inout any DataMessageReader, _ progress: (Int) -> Void
    ) throws {
        var isDelete = false
        while let event = try reader.next() {
            switch event {
            case .dataSet(let next):
                datasets += 1
                isDelete = next.action == .delete
                flows[next.structure.dataflow] = next.structure.dimensions
            case .series: if !isDelete { series += 1 }
            case .group: groups += 1
            case .observation(let one):
                if isDelete {
                    deletions += 1
                } else {
                    take(one)
                }
                if (observations + deletions).isMultiple(of: 10_000) { progress(observations) }
            }
        }
        header = reader.header
        footer = reader.footer
    }

    private mutating func take(_ one: Observation) {
        observations += 1
        guard let value = one.value else { return }
        numericValues += 1
        adder.add(value)
    }

    private mutating func take(
        _ reader: inout any StructureMessageReader, _ progress: (Int) -> Void
    ) throws {
        var count = 0
        while let artefact = try reader.next() {
            count += 1
            progress(count)
            artefacts[artefact.kind, default: 0] += 1
            if case .items(let list) = artefact {
                items[artefact.kind, default: 0] += list.items.count
                if artefact.kind.isCodes { codes += list.items.count }
            }
            if case .hierarchy(let it) = artefact {
                items[artefact.kind, default: 0] += it.hierarchies.map(\.count).reduce(0, +)
            }
        }
        header = reader.header
        footer = reader.footer
    }
}

/// Neumaier's sum: what each addition rounds away is added apart.
struct ExactSum: Sendable {
    private var sum = 0.0
    private var rest = 0.0

    mutating func add(_ value: Double) {
        let next = sum + value
        rest += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }

    var value: Double { sum + rest }
}
