import Kernel

let schema20 =
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/"
    + "2.0.0/sdmx-json-data-schema.json"

/// A date with time and zone, as the schema asks for it.
func isDateTime(_ text: String) -> Bool {
    guard case .instant = SDMXTime(text), let clock = text.firstIndex(of: "T") else { return false }
    let rest = text[clock...]
    return (rest.contains("Z") || rest.contains("+") || rest.contains("-")) && rest.count >= 10
}

/// When the message was made; a time without zone is taken for UTC.
func jsonPrepared(_ text: String?) -> String {
    guard let text, let time = SDMXTime(text) else { return "1970-01-01T00:00:00Z" }
    if isDateTime(text) { return text }
    if case .instant = time, isDateTime(text + "Z") { return text + "Z" }
    return time.firstDay.description
}

func jsonIdentifier(_ text: String, _ other: String) -> String {
    let kept = text.map { isIdentifier(String($0)) ? $0 : "_" }
    return kept.isEmpty ? other : String(kept)
}

/// The URN of a dataflow that is named in full.
func dataflowURN(_ dataflow: String) -> String? {
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
        && version.allSatisfy {
            $0.allSatisfy(\.isNumber) && !$0.isEmpty && ($0 == "0" || $0.first != "0")
        }
    return isSound ? "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=" + dataflow : nil
}
