/// The elements of the data, in the form that was chosen.
extension SDMXMLWriter {
    mutating func writeDataSet() {
        let prefix = form.isGeneric ? "" : "ss:"
        text.raw("<message:DataSet")
        text.attribute(prefix + "structureRef", "S")
        if !form.isGeneric {
            text.attribute("xmlns:ns1", namespace(of: dataSet.structure.dataflow))
            text.attribute("xsi:type", "ns1:DataSetType")
        }
        if form == .structureSpecific21 { text.attribute("ss:dataScope", "DataStructure") }
        text.attribute(prefix + "action", form.name(of: dataSet.action))
        if let validFrom = dataSet.validFrom {
            text.attribute(prefix + "validFromDate", validFrom)
        }
        if form == .structureSpecific21 { writeComponents(dataSet.attributes) }
        text.raw(">\n")
        if dataSet.attributes.isEmpty { return }
        if form.isGeneric { writeValues("Attributes", ordered(dataSet.attributes)) }
        if form == .structureSpecific30 { writeSpecific("Atts", [], dataSet.attributes) }
        if form != .structureSpecific21 { text.raw("\n") }
    }

    mutating func writeGroup(_ group: PartialKeyAttributes) {
        let key = zip(dataSet.structure.dimensions, group.key).compactMap { name, code in
            code.map { (name, $0) }
        }
        if form.isGeneric {
            guard !group.attributes.isEmpty else { return }
            text.raw("<generic:Group")
            text.attribute("type", group.group ?? "Group")
            text.raw(">")
            if !key.isEmpty { writeValues("GroupKey", key) }
            writeValues("Attributes", ordered(group.attributes))
            text.raw("</generic:Group>\n")
        } else {
            let name = group.group == nil && form == .structureSpecific30 ? "Atts" : "Group"
            writeSpecific(name, key, group.attributes, type: group.group)
            text.raw("\n")
        }
    }

    /// Opens a series; an empty code is left out.
    mutating func writeSeries(_ key: [String], period: String, _ attributes: [String: String]) {
        var named = codes(key)
        if !period.isEmpty { named.append((MLDataSet.time, period)) }
        if form.isGeneric {
            text.raw("<generic:Series>")
            if !named.isEmpty { writeValues("SeriesKey", named) }
            if !attributes.isEmpty { writeValues("Attributes", ordered(attributes)) }
        } else {
            writeSpecific("Series", named, attributes, isOpen: true)
        }
        text.raw("\n")
    }

    mutating func writeSeriesEnd() {
        text.raw(form.isGeneric ? "</generic:Series>\n" : "</Series>\n")
    }

    mutating func writeObservation(_ one: Observation) {
        var key: [(String, String)] = []
        if layout == .flat {
            key = codes(one.key)
        } else if let atObservation {
            key = [(dataSet.structure.dimensions[atObservation], one.key[atObservation])]
        }
        if atObservation == nil, !one.period.isEmpty { key.append((MLDataSet.time, one.period)) }
        var attributes = one.attributes
        if let status = one.status { attributes["OBS_STATUS"] = status }
        if let confidentiality = one.confidentiality { attributes["CONF_STATUS"] = confidentiality }
        if form.isGeneric {
            writeGenericObservation(key, value(of: one), attributes)
        } else {
            writeSpecific("Obs", key, attributes, value: value(of: one))
        }
        text.raw("\n")
    }

    private func codes(_ key: [String]) -> [(String, String)] {
        zip(dataSet.structure.dimensions, key).filter { !$1.isEmpty }
    }

    private func value(of one: Observation) -> String? {
        if let value = one.value, value.isFinite { return SDMXCSVWriter.text(value) }
        return one.text
    }

    private func ordered(_ attributes: [String: String]) -> [(String, String)] {
        attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: Generic

    private mutating func writeGenericObservation(
        _ key: [(String, String)], _ value: String?, _ attributes: [String: String]
    ) {
        text.raw("<generic:Obs>")
        if layout == .flat {
            if !key.isEmpty { writeValues("ObsKey", key) }
        } else if let (name, code) = key.first {
            text.raw("<generic:ObsDimension")
            if name != MLDataSet.time { text.attribute("id", named(name)) }
            text.attribute("value", code)
            text.raw("/>")
        }
        if let value {
            text.raw("<generic:ObsValue")
            text.attribute("value", value)
            text.raw("/>")
        }
        if !attributes.isEmpty { writeValues("Attributes", ordered(attributes)) }
        text.raw("</generic:Obs>")
    }

    private mutating func writeValues(_ name: String, _ values: [(String, String)]) {
        text.raw("<generic:\(name)>")
        for (id, value) in values {
            text.raw("<generic:Value")
            text.attribute("id", named(id))
            text.attribute("value", value)
            text.raw("/>")
        }
        text.raw("</generic:\(name)>")
    }

    // MARK: Structure-specific

    private mutating func writeSpecific(
        _ name: String, _ key: [(String, String)], _ attributes: [String: String],
        value: String? = nil, type: String? = nil, isOpen: Bool = false
    ) {
        text.raw("<\(name)")
        if let type {
            text.attribute("xsi:type", "ns1:" + named(type))
            text.attribute("ss:type", type)
        }
        for (id, code) in key { text.attribute(named(id), code) }
        if let value, many(value) == nil { text.attribute(measure, value) }
        writeComponents(attributes)
        let repeated = many(value.map { [(measure, $0)] } ?? []) + many(ordered(attributes))
        if repeated.isEmpty, !isOpen { return text.raw("/>") }
        text.raw(">")
        for (id, values) in repeated { writeComponent(id, values) }
        if !isOpen { text.raw("</\(name)>") }
    }

    /// 3.0 lets a structure name its measures as it likes.
    private var measure: String { structure?.measures.first?.id ?? "OBS_VALUE" }

    private mutating func writeComponents(_ attributes: [String: String]) {
        for (id, value) in ordered(attributes) where many(value) == nil {
            text.attribute(named(id), value)
        }
    }

    /// Several values have elements of their own in 3.0; in 2.1 they are a text like others.
    private func many(_ text: String) -> [ComponentValue]? {
        form == .structureSpecific30 ? ManyValues.values(text) : nil
    }

    private func many(_ attributes: [(String, String)]) -> [(String, [ComponentValue])] {
        attributes.compactMap { id, text in many(text).map { (id, $0) } }
    }

    private mutating func writeComponent(_ id: String, _ values: [ComponentValue]) {
        text.raw("<Comp")
        text.attribute("id", named(id))
        text.attribute("xsi:type", "ns1:\(named(id))_ATTRIBUTE")
        text.raw(">")
        for value in values {
            switch value {
            case .plain(let plain): text.element("Value", plain)
            case .texts(let texts):
                text.raw("<Value>")
                for (language, words) in texts.sorted(by: { $0.key < $1.key }) {
                    text.element("common:Text", language: language, words)
                }
                text.raw("</Value>")
            }
        }
        text.raw("</Comp>")
    }

    private func named(_ id: String) -> String {
        id.contains(" ") ? String(id.map { $0 == " " ? "_" : $0 }) : id
    }
}
