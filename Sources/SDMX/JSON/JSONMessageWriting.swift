import Formats
<<<<<<< HEAD
import Kernel
=======
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f

/// What stands around the data: header, structures, errors.
extension JSONDataWriter {
    mutating func begin(_ header: MessageHeader) {
        out.raw("{")
        if version == .v21 {
            out.member("$schema", "https://json.sdmx.org/2.1/sdmx-json-data-schema.json")
        }
        if version == .v1 { out.key("header") } else { out.key("meta") }
        out.raw("{")
        if version == .v20 { out.member("schema", schema20) }
<<<<<<< HEAD
        out.member("id", identifier(header.id, "message"))
=======
        out.member("id", jsonIdentifier(header.id, "message"))
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        if header.isTest {
            out.key("test")
            out.raw("true")
        }
<<<<<<< HEAD
        out.member("prepared", prepared(header.prepared))
        out.raw(",\"sender\":{")
        out.member("id", identifier(header.sender ?? "", "unknown"))
=======
        out.member("prepared", jsonPrepared(header.prepared))
        out.raw(",\"sender\":{")
        out.member("id", jsonIdentifier(header.sender ?? "", "unknown"))
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        out.raw("}")
        if !header.receivers.isEmpty, version != .v1 {
            out.key("receivers")
            out.raw("[")
            for (at, receiver) in header.receivers.enumerated() {
                out.raw(at == 0 ? "{" : ",{")
<<<<<<< HEAD
                out.member("id", identifier(receiver, "unknown"))
=======
                out.member("id", jsonIdentifier(receiver, "unknown"))
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
                out.raw("}")
            }
            out.raw("]")
        }
        if let name = header.names.sorted(by: { $0.key < $1.key }).first, version != .v1 {
            out.member("name", name.value)
            out.member("names", header.names)
        }
        out.raw(version == .v1 ? "},\"dataSets\":[" : "},\"data\":{\"dataSets\":[")
    }

    mutating func writeStructures() {
        if version == .v1 {
            guard let only = structures.first else {
                // A message without data still says that it has no structure to speak of.
                out.raw(",\"structure\":{\"dimensions\":{},\"attributes\":{}}")
                return
            }
            out.key("structure")
            write(only)
            return
        }
        out.key("structures")
        out.raw("[")
        for (at, structure) in structures.enumerated() {
            if at > 0 { out.raw(",") }
            write(structure)
        }
        out.raw("]")
    }

    mutating func writeErrors(_ footers: [FooterMessage]) {
        guard !footers.isEmpty else { return }
        out.key("errors")
        out.raw("[")
        for (at, footer) in footers.enumerated() {
            out.raw(at == 0 ? "{" : ",{")
            out.key("code")
            out.raw(String(footer.code))
            out.member("x-severity", footer.severity)
            for (name, names, texts) in zip(footer.texts) {
                out.member(name, texts.sorted { $0.key < $1.key }.first?.value)
                out.member(names, texts)
            }
            out.raw("}")
        }
        out.raw("]")
    }

    private mutating func write(_ one: JSONWrittenStructure) {
        out.raw("{\"links\":[{")
<<<<<<< HEAD
        if let urn = urn(one.structure.dataflow) {
=======
        if let urn = dataflowURN(one.structure.dataflow) {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            out.member("urn", urn)
            out.member("rel", "dataflow")
        } else {
            out.member("href", "#")
            out.member("rel", "dataflow")
            out.member("title", one.structure.dataflow)
        }
        out.raw("}]")
        let name = one.structure.dataflowName ?? one.structure.dataflow
        out.member("name", name.isEmpty ? "data" : name)
        out.raw(",\"dimensions\":{\"dataSet\":[],\"series\":[")
        writeDimensions(one.series, one)
        out.raw("],\"observation\":[")
        writeDimensions(one.observation, one)
        out.raw("]}")
        if version != .v1 { writeMeasures(one) }
        out.raw(",\"attributes\":{\"dataSet\":[")
        write(one.dataSetAttributes, one)
        if version != .v1 {
            out.raw("],\"dimensionGroup\":[")
            write(one.groupAttributes, one)
        }
        out.raw("],\"series\":[")
        write(one.seriesAttributes, one)
        out.raw("],\"observation\":[")
        write(one.observationAttributes, one)
        out.raw("]}")
        if version != .v1 {
            out.raw(",\"dataSets\":[")
            out.raw(one.dataSets.map(String.init).joined(separator: ","))
            out.raw("]")
        }
        out.raw("}")
    }

    private mutating func writeDimensions(_ places: [Int], _ one: JSONWrittenStructure) {
        for (at, place) in places.enumerated() {
            out.raw(at == 0 ? "{" : ",{")
            let id = place < 0 ? "TIME_PERIOD" : one.structure.dimensions[place]
            out.member("id", id)
            out.member("name", one.structure.labels[id] ?? id)
            out.key("keyPosition")
            out.whole(place < 0 ? one.structure.dimensions.count : place)
            if place < 0 {
<<<<<<< HEAD
                out.raw(version == .v1 ? ",\"role\":\"TIME_PERIOD\"" : ",\"roles\":[\"TIME_PERIOD\"]")
=======
                out.raw(
                    version == .v1 ? ",\"role\":\"TIME_PERIOD\"" : ",\"roles\":[\"TIME_PERIOD\"]")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            }
            let values = place < 0 ? one.time.values : one.dimensions[place].values
            if !values.isEmpty {
                out.raw(",\"values\":[")
                for (number, value) in values.enumerated() {
                    out.raw(number == 0 ? "{" : ",{")
                    writeCode(value, one.structure.codeLabels[id]?[value] ?? [:], isDimension: true)
                    if place < 0 { writeSpan(value, one.structure) }
                    out.raw("}")
                }
                out.raw("]")
            }
            out.raw("}")
        }
    }

    private mutating func writeMeasures(_ one: JSONWrittenStructure) {
        let ids = one.structure.measures.isEmpty ? ["OBS_VALUE"] : one.structure.measures
        out.raw(",\"measures\":{\"observation\":[")
        for (at, id) in ids.enumerated() {
            out.raw(at == 0 ? "{" : ",{")
            out.member("id", id)
            out.member("name", one.structure.labels[id] ?? id)
            out.raw("}")
        }
        out.raw("]}")
    }

    private mutating func write(_ list: JSONAttributeList, _ one: JSONWrittenStructure) {
        for (at, entry) in list.entries.enumerated() {
            out.raw(at == 0 ? "{" : ",{")
            out.member("id", entry.name)
            out.member("name", one.structure.labels[entry.name] ?? entry.name)
            if !entry.named.isEmpty {
                let ids = entry.named.map { $0 < 0 ? "TIME_PERIOD" : one.structure.dimensions[$0] }
                out.raw(",\"relationship\":{\"dimensions\":")
                out.raw("[" + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
            }
            out.raw(",\"values\":[")
            for (number, value) in entry.codes.values.enumerated() {
                out.raw(number == 0 ? "{" : ",{")
                writeCode(value, one.structure.codeLabels[entry.name]?[value] ?? [:])
                out.raw("}")
            }
            out.raw("]}")
        }
    }

    /// A code with its name, or a text that is no code.
<<<<<<< HEAD
    private mutating func writeCode(_ text: String, _ labels: LocalTexts, isDimension: Bool = false) {
=======
    private mutating func writeCode(_ text: String, _ labels: LocalTexts, isDimension: Bool = false)
    {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        let label = labels.sorted { $0.key < $1.key }.first?.value
        if isIdentifier(text) || (version == .v1 && isDimension) {
            out.member("id", text)
            out.member("name", label ?? text)
            out.member("names", version == .v1 ? [:] : labels)
        } else if version == .v1 {
            out.member("name", text)
        } else if AttributeText.isRich(text) {
            let value = AttributeText(text)
            if case .several = value { out.key("values") } else { out.key("value") }
            out.raw(value.json.canonical)
        } else {
            out.member("value", text)
        }
    }

    private mutating func writeSpan(_ period: String, _ structure: SDMXStructure) {
        var span = structure.spans[period]
        if span == nil, let time = SDMXTime(period) {
            span = .init(start: "\(time.firstDay)T00:00:00Z", end: "\(time.lastDay)T23:59:59Z")
        }
        if let start = span?.start, isDateTime(start) { out.member("start", start) }
        if let end = span?.end, isDateTime(end) { out.member("end", end) }
    }

    private func zip(_ texts: [LocalTexts]) -> [(StaticString, StaticString, LocalTexts)] {
        let names: [(StaticString, StaticString)] =
            version == .v1
            ? [("message", "messages"), ("title", "titles"), ("detail", "details")]
            : [("title", "titles"), ("detail", "details"), ("x-more", "x-mores")]
        return texts.prefix(3).enumerated().map { (names[$0].0, names[$0].1, $1) }
    }
}
<<<<<<< HEAD

private let schema20 =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/"
    + "2.0.0/sdmx-json-data-schema.json"

/// A date with time and zone, as the schema asks for it.
func isDateTime(_ text: String) -> Bool {
    guard case .instant = SDMXTime(text), let clock = text.firstIndex(of: "T") else { return false }
    let rest = text[clock...]
    return (rest.contains("Z") || rest.contains("+") || rest.contains("-")) && rest.count >= 10
}

/// When the message was made; a time without zone is taken for UTC.
private func prepared(_ text: String?) -> String {
    guard let text, let time = SDMXTime(text) else { return "1970-01-01T00:00:00Z" }
    if isDateTime(text) { return text }
    if case .instant = time, isDateTime(text + "Z") { return text + "Z" }
    return time.firstDay.description
}

private func identifier(_ text: String, _ other: String) -> String {
    let kept = text.map { isIdentifier(String($0)) ? $0 : "_" }
    return kept.isEmpty ? other : String(kept)
}

/// The URN of a dataflow that is named in full.
private func urn(_ dataflow: String) -> String? {
    guard let colon = dataflow.firstIndex(of: ":"), let open = dataflow.firstIndex(of: "("),
        dataflow.last == ")", colon < open
    else { return nil }
    let agency = dataflow[..<colon].split(separator: ".", omittingEmptySubsequences: false)
    let version = dataflow[dataflow.index(after: open)...].dropLast()
        .split(separator: ".", omittingEmptySubsequences: false)
    let isSound =
        agency.allSatisfy { isIdentifier(String($0)) && $0.first?.isLetter == true }
        && isIdentifier(String(dataflow[dataflow.index(after: colon)..<open]))
        && (1...3).contains(version.count)
        && version.allSatisfy { $0.allSatisfy(\.isNumber) && !$0.isEmpty && ($0 == "0" || $0.first != "0") }
    return isSound ? "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=" + dataflow : nil
}
=======
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
