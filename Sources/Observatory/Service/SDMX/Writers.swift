import Formats
import Kernel
import SDMX

extension Agreed<DataFormat> {
    /// The writer of the format; what it needs to know ahead of its data is known from the flow.
    func writer(of plan: DataPlan, _ structure: SDMXStructure) throws -> any DataMessageWriter {
        let header = MessageHeader.of(plan)
        switch format {
        case .generic21:
            return SDMXMLWriter(header, form: .generic21, structure: plan.flow.structure)
        case .specific21:
            return SDMXMLWriter(header, form: .structureSpecific21, structure: plan.flow.structure)
        case .ml30:
            return SDMXMLWriter(header, form: .structureSpecific30, structure: plan.flow.structure)
        case .json10: return JSONDataWriter(.v1, header: header)
        case .json20: return JSONDataWriter(.v20, header: header)
        case .json21: return JSONDataWriter(.v21, header: header)
        case .csv10, .csv20:
            let labels = csv.hasLabels ? CSVLabels(structure) : nil
            let version: CSVDataWriter.Version = format == .csv10 ? .v1 : .v2
            return LabelledCSV(
                CSVDataWriter(version, shape: plan.shape(labels?.structure ?? structure)),
                labels: labels)
        }
    }
}

extension DataPlan {
    /// All columns that can be needed: the first line of SDMX-CSV names them before any row is read.
    fileprivate func shape(_ structure: SDMXStructure) -> MessageShape {
        var shape = MessageShape()
        shape.dimensions = structure.dimensions
        shape.measures = [valueID]
        shape.attributes = structure.attributes
        shape.hasPeriods = true
        shape.hasObservations = true
        shape.hasStatus = question.detail.has("OBS_STATUS", of: .observation)
        shape.hasConfidentiality = question.detail.has("CONF_STATUS", of: .observation)
        return shape
    }
}

/// Cells with their labels, as SDMX-CSV wants them: `GEO: Geopolitical entity` above, `PT: Portugal` below.
struct CSVLabels: Sendable {
    private let plain: SDMXStructure

    init(_ structure: SDMXStructure) { plain = structure }

    var structure: SDMXStructure {
        var labelled = plain
        labelled.dimensions = plain.dimensions.map { joined($0, plain.labels[$0]) }
        return labelled
    }

    func labelled(_ one: Observation) -> Observation {
        var one = one
        one.key = zip(plain.dimensions, one.key).map { label($1, of: $0) }
        one.status = one.status.map { label($0, of: "OBS_STATUS") }
        one.confidentiality = one.confidentiality.map { label($0, of: "CONF_STATUS") }
        return one
    }

    private func label(_ code: String, of component: String) -> String {
        joined(code, plain.codeLabels[component]?[code]?["en"])
    }

    private func joined(_ id: String, _ label: String?) -> String {
        label.map { id.isEmpty ? id : id + ": " + $0 } ?? id
    }
}

/// SDMX-CSV, with labels where they are wished for.
struct LabelledCSV: DataMessageWriter {
    private var writer: CSVDataWriter
    private let labels: CSVLabels?

    init(_ writer: CSVDataWriter, labels: CSVLabels?) {
        (self.writer, self.labels) = (writer, labels)
    }

    mutating func append(_ event: DataEvent) throws {
        guard let labels else { return try writer.append(event) }
        switch event {
        case .dataSet(var header):
            header.structure = labels.structure
            try writer.append(.dataSet(header))
        case .observation(let one): try writer.append(.observation(labels.labelled(one)))
        default: try writer.append(event)
        }
    }

    mutating func append(_ footer: FooterMessage) throws { writer.append(footer) }
    mutating func finish() throws { writer.finish() }
    mutating func drain() -> [UInt8] { writer.drain() }
}

extension StructureFormat {
    /// The artefacts as one message, in the order that the format wants.
    func message(_ artefacts: [StructureArtefact], header: MessageHeader) throws -> [UInt8] {
        let order = version.order
        let sorted = artefacts.enumerated().sorted { left, right in
            let places = [left, right].map { order.firstIndex(of: $0.element.kind) ?? order.count }
            return (places[0], left.offset) < (places[1], right.offset)
        }.map(\.element)
        var writer: any StructureMessageWriter =
            syntax == .xml
            ? StructureMLWriter(version, header: header) : StructureJSONWriter(header: header)
        for artefact in sorted { try writer.append(artefact) }
        try writer.finish()
        return writer.drain()
    }

    private var version: StructureVersion { self == .ml21 ? .v21 : .v30 }

    var constraintKind: ArtefactKind { self == .ml21 ? .contentConstraint : .dataConstraint }

    /// 2.1 of SDMX-JSON, which is 3.1 of the model, has a kind of its own for what is there.
    var availabilityKind: ArtefactKind {
        self == .json21 ? .availabilityConstraint : constraintKind
    }
}

/// What a topic of the room is called.
func topicNames(_ topic: String) -> LocalTexts { ["en": topic] }
