import Formats

/// What the header says: of the message, and of the structures that its data sets use.
struct MLHead {
    var header = MessageHeader()
    var action: SDMXAction?
    var uses: [String: Use] = [:]
    var current = Use()

    /// How a data set uses a structure.
    struct Use {
        var id = ""
        var reference = ""
        /// As written; the data say it where this is missing.
        var dimensionAtObservation: String?
    }

    /// What the data set of this reference uses; one that names none uses the only one there is.
    func use(_ id: String?) throws(MLProblem) -> Use {
        if let id, let found = uses[id] { return found }
        if let id, !uses.isEmpty {
            throw MLProblem(
                "the header has no structure '\(id)'; name one of its structureIDs",
                field: "structureRef")
        }
        return uses.count == 1 ? uses.first?.value ?? Use() : Use()
    }
}

extension SDMXAction {
    /// As SDMX-ML names actions.
    init(ml text: String) throws(MLProblem) {
        switch text {
        case "Information", "Informational": self = .information
        // 1.0 called it so.
        case "Append", "Update": self = .append
        case "Merge": self = .merge
        case "Replace": self = .replace
        case "Delete": self = .delete
        default:
            throw MLProblem(
                "'\(text)' is no action; use Information, Append, Merge, Replace or Delete",
                field: "action")
        }
    }
}

extension MLMachine {
    /// The element of the whole message: its name says what it holds.
    mutating func enterMessage(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        let (name, namespace) = (element.name.text, element.namespace ?? "")
        guard namespace.hasPrefix("http://www.sdmx.org/resources/sdmxml/schemas/v") else {
            throw MLProblem("<\(name)> is no SDMX-ML message of version 2.1 or 3.0")
        }
        switch name {
        case "GenericData", "GenericTimeSeriesData": isGeneric = true
        case "StructureSpecificData", "StructureSpecificTimeSeriesData", "Error": break
        case "Structure":
            throw MLProblem("the message holds structures and no data; read it as structures")
        default: throw MLProblem("a message <\(name)> holds no data")
        }
        return .message
    }

    mutating func enterPart(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        if element.name == names.header { return .header }
        isHeaderDone = true
        if element.name == names.dataSet { return try enterDataSet(element) }
        if element.name == names.footer { return .footer }
        if element.name == names.errorMessage { return beginMessage(element, severity: "Error") }
        return .ignored
    }

    mutating func enterHead(_ element: borrowing XMLStart) throws(MLProblem) -> MLPlace {
        let name = element.name
        switch place {
        case .structure where isReference(name):
            text.removeAll(keepingCapacity: true)
            return .reference
        case .reference where name == names.ref:
            takeReference(element)
            return .ignored
        case .reference where name == names.urn: return .urn
        case .header: return enterHeader(element)
        default: return .ignored
        }
    }

    private mutating func enterHeader(_ element: borrowing XMLStart) -> MLPlace {
        switch element.name {
        case names.headerID, names.test, names.prepared, names.name, names.source,
            names.dataSetAction:
            beginText(element)
            return .headerText
        case names.sender: head.header.sender = element.text(of: names.id)
        case names.receiver: head.header.receivers.append(element.text(of: names.id) ?? "")
        case names.structure:
            head.current = MLHead.Use(
                id: element.text(of: names.structureID) ?? "",
                dimensionAtObservation: element.text(of: names.dimensionAtObservation))
            return .structure
        default: break
        }
        return .ignored
    }

    mutating func leaveHead(_ left: MLPlace) throws(MLProblem) {
        switch left {
        case .headerText: try takeHeaderText(collected())
        case .urn: takeURN(collected())
        // 3.0 writes the URN right here, 2.1 an element within.
        case .reference: takeURN(collected())
        case .structure: head.uses[head.current.id] = head.current
        default: isHeaderDone = true
        }
    }

    private mutating func takeHeaderText(_ text: String) throws(MLProblem) {
        switch field {
        case names.headerID: head.header.id = text
        case names.test: head.header.isTest = text == "true" || text == "1"
        case names.prepared: head.header.prepared = text
        case names.name: head.header.names[language] = text
        case names.source: head.header.source[language] = text
        default: head.action = try SDMXAction(ml: text)
        }
    }

    private func isReference(_ name: XMLName) -> Bool {
        name == names.structure || name == names.structureUsage
            || name == names.provisionAgreement || name == names.provisionAgrement
    }

    private mutating func takeReference(_ element: borrowing XMLStart) {
        let id = element.text(of: names.id) ?? ""
        guard let agency = element.text(of: names.agencyID) else {
            head.current.reference = id
            return
        }
        head.current.reference =
            ArtefactReference(agency: agency, id: id, version: element.text(of: names.version)).text
    }

    private mutating func takeURN(_ text: String) {
        guard !text.isEmpty else { return }
        head.current.reference = ArtefactReference(text)?.text ?? text
    }
}
