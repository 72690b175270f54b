import Formats

/// What each column of an SDMX-CSV file is, from its header, its first row, and the structure where it is known.
struct SDMXCSVColumns {
    enum Role: Equatable {
        case ignored
        case dataflow
        case dataflowName
        case action
        case dimension(Int)
        case period
        case measure(Int)
        case status
        case confidentiality
        case attribute(String)
        /// The label of the code in the column before it.
        case label(of: String)
    }

    private(set) var roles: [Role] = []
    private(set) var dimensions: [String] = []
    private(set) var measures: [String] = []
    private(set) var attributes: [String] = []
    private(set) var labels: [String: String] = [:]
    /// How the values of a column repeat, where they do.
    private(set) var lists: [Int: CSVLists] = [:]
    /// Between repeated values: `STRUCTURE[|]`.
    private(set) var separator: Character = ";"
    let isVersion1: Bool
    private let known: KnownComponents?

    /// Columns that name a row and are neither dimension nor attribute.
    private static let keys: Set<String> = ["STRUCTURE", "SERIES_KEY", "OBS_KEY"]

    init(header: [String], first: [String], known: KnownComponents? = nil, file: String) throws {
        let name = SDMXCSVColumns.identifier(header.first ?? "")
        guard name == "DATAFLOW" || name == "STRUCTURE" else {
            throw FormatError(
                file: file, line: 1, column: 1,
                message: "SDMX-CSV begins with DATAFLOW or STRUCTURE, not '\(name)'")
        }
        isVersion1 = name == "DATAFLOW"
        self.known = known
        if let mark = header[0].split(separator: "[").dropFirst().first?.first, mark != "]" {
            separator = mark
        }
        dimensions = known?.dimensions ?? keyColumns(header, first)
        measures = known?.measures ?? []
        // Eurostat puts a label column beside each code column, and says so by naming the structure.
        let hasPairs = header.contains("STRUCTURE_NAME")
        let names = header.map(SDMXCSVColumns.identifier)
        let hasMeasure = names.contains { measureRole($0) }
        for (at, title) in header.enumerated() {
            add(title, at: at, hasPairs: hasPairs, hasMeasure: hasMeasure)
        }
        guard !isVersion1 || !measures.isEmpty else {
            throw FormatError(
                file: file, line: 1, field: "OBS_VALUE",
                message: "this column is missing; the file has no values")
        }
    }

    /// The measure that is an observation's value.
    var mainMeasure: Int { measures.firstIndex(of: "OBS_VALUE") ?? 0 }

    private mutating func add(_ title: String, at: Int, hasPairs: Bool, hasMeasure: Bool) {
        let name = SDMXCSVColumns.identifier(title)
        if hasPairs, let owner = pairOwner {
            labels[owner] = title
            roles.append(.label(of: owner))
            return
        }
        if let label = SDMXCSVColumns.label(title) { labels[name] = label }
        let role = role(of: name, title, hasMeasure: hasMeasure)
        if case .attribute = role { attributes.append(name) }
        if at > 0, let list = CSVLists(title) { lists[at] = list }
        roles.append(role)
        owners.append(name)
    }

    /// The identifiers of code columns so far, for the label column that follows.
    private var owners: [String] = []

    private var pairOwner: String? {
        switch roles.last {
        case .dimension, .period, .measure, .status, .confidentiality, .attribute: owners.last
        default: nil
        }
    }

    private mutating func role(of name: String, _ title: String, hasMeasure: Bool) -> Role {
        switch name {
        case "DATAFLOW", "STRUCTURE_ID": return .dataflow
        case "STRUCTURE_NAME": return .dataflowName
        case "ACTION": return .action
        case known?.time ?? "TIME_PERIOD": return .period
        case "OBS_STATUS", "OBS_FLAG": return .status
        case "CONF_STATUS": return .confidentiality
        // Eurostat's stamp stands before the dimensions and belongs to none.
        case "LAST UPDATE": return .attribute(name)
        case _ where Self.keys.contains(name): return .ignored
        default: break
        }
        if measureRole(name) { return .measure(position(of: name, in: &measures)) }
        if dimensionRole(name, title, hasMeasure: hasMeasure) {
            return .dimension(position(of: name, in: &dimensions))
        }
        return .attribute(name)
    }

    private func position(of name: String, in names: inout [String]) -> Int {
        if let at = names.firstIndex(of: name) { return at }
        names.append(name)
        return names.count - 1
    }

    /// The standard's own examples name their components `DIM_1`, `MEAS_1`, `ATTR_1`.
    private func measureRole(_ name: String) -> Bool {
        if let known { return known.measures.contains(name) }
        return name.hasPrefix("OBS_VALUE") || name.hasPrefix("MEAS_")
    }

    /// Without a structure: what stands before the value, or before anything where there is none, is a dimension.
    private func dimensionRole(_ name: String, _ title: String, hasMeasure: Bool) -> Bool {
        if let known { return known.dimensions.contains(name) }
        if dimensions.contains(name) || name.hasPrefix("DIM_") { return true }
        if title.contains("[") || name.contains(".") || name.hasPrefix("ATTR_") { return false }
        return hasMeasure ? measures.isEmpty : !roles.contains(.period)
    }

    /// The dimensions in the order of SERIES_KEY or OBS_KEY, where each part is found in a column of its own.
    private func keyColumns(_ header: [String], _ first: [String]) -> [String] {
        let names = header.map(SDMXCSVColumns.identifier)
        let at = names.firstIndex(of: "OBS_KEY") ?? names.firstIndex(of: "SERIES_KEY")
        guard let at, first.indices.contains(at) else { return [] }
        var found: [Int] = []
        for part in first[at].split(separator: ".", omittingEmptySubsequences: false) {
            let column = first.indices.first {
                !found.contains($0) && $0 > at && SDMXCSVColumns.code(first[$0]) == part
            }
            guard let column else { return [] }
            found.append(column)
        }
        return found.map { names[$0] }.filter { $0 != "TIME_PERIOD" }
    }

    /// `DIM_1: Label` → `DIM_1`; `NOTE[en;fr]` → `NOTE`; the part in brackets is how it repeats.
    static func identifier(_ title: String) -> String {
        var (name, isInside) = ("", false)
        for character in code(title) {
            if character == "[" { isInside = true }
            if !isInside { name.append(character) }
            if character == "]" { isInside = false }
        }
        return name
    }

    static func code(_ text: String) -> Substring {
        text.firstRange(of: ": ").map { text[..<$0.lowerBound] } ?? text[...]
    }

    static func label(_ title: String) -> String? {
        title.firstRange(of: ": ").map { String(title[$0.upperBound...]) }
    }
}
