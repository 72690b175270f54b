import Formats

/// Groups and attributes of partial keys; and components with several values.
extension MLMachine {
    mutating func takePart(_ element: borrowing XMLStart) {
        part = MLPart()
        part.isGroup = element.name == names.group
        for position in 0..<element.count {
            let text = String(decoding: element.value(position), as: UTF8.self)
            if !element.isQualified(position) {
                part.mixed.append((element.name(position).text, text))
            } else if element.name(position) == names.type {
                // The standard's own attribute names the group as the structure does; a schema type only mostly.
                let isOwn = element.namespace(position)?.hasSuffix("/structurespecific") == true
                if isOwn || part.group == nil { part.group = MLMachine.local(text) }
            }
        }
    }

    mutating func leavePart() throws(MLProblem) {
        if !part.isGroup { part.group = nil }
        if set.structure != nil, part.isGroup, !set.isTold { try tell() }
        try take(part)
    }

    // MARK: Components

    mutating func beginComponent(_ element: borrowing XMLStart) -> MLPlace {
        component = MLComponent(id: element.text(of: names.id) ?? "")
        return .component
    }

    mutating func enterComponent(_ element: borrowing XMLStart) -> MLPlace {
        if place == .component, element.name == names.genericValue {
            beginText(element)
            component.texts = [:]
            return .componentValue
        }
        guard place == .componentValue, element.name == names.text else { return .ignored }
        beginText(element)
        return .componentText
    }

    mutating func leaveComponent(_ left: MLPlace) throws(MLProblem) {
        switch left {
        case .componentText: component.texts[language] = verbatim()
        case .componentValue:
            let plain = verbatim()
            component.values.append(
                component.texts.isEmpty ? .plain(plain) : .texts(component.texts))
        default: takeComponent(component.id, ManyValues.text(component.values))
        }
    }

    /// The component belongs to the element it stood in.
    private mutating func takeComponent(_ id: String, _ text: String) {
        switch place {
        case .observation: setComponent(id, text)
        case .series: series.attributes[id] = text
        case .part: part.attributes[id] = text
        default: set.header.attributes[id] = text
        }
    }

    private mutating func setComponent(_ id: String, _ text: String) {
        switch id {
        case "OBS_STATUS": current.status = text
        case "CONF_STATUS": current.confidentiality = text
        case "OBS_VALUE", set.structure?.measures.first?.id:
            var text = text
            text.withUTF8 { takeValue($0) }
        default: current.attributes[id] = text
        }
    }
}

/// A component that is written as an element, because it has several values or texts in languages.
struct MLComponent {
    var id = ""
    var values: [ComponentValue] = []
    var texts: LocalTexts = [:]
}
