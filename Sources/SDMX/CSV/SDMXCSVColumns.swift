import Formats

/// What each column of an SDMX-CSV file is, from its header alone.
struct SDMXCSVColumns {
    enum Role: Equatable {
        case ignored
        case dataflow
        case dataflowName
        case action
        case dimension(Int)
        case period
        case value
        case status
        case confidentiality
        case attribute(String)
        /// The label of the code in the column before it.
        case label(of: String)
    }

    private(set) var roles: [Role] = []
    private(set) var dimensions: [String] = []
    private(set) var attributes: [String] = []
    private(set) var labels: [String: String] = [:]
    private var hasValue = false

    /// Columns that name a row and are neither dimension nor attribute.
    private static let keys: Set<String> = ["STRUCTURE", "SERIES_KEY", "OBS_KEY"]

    init(header: [String], file: String) throws {
        let first = SDMXCSVColumns.identifier(header.first ?? "")
        guard first == "DATAFLOW" || first == "STRUCTURE" else {
            throw FormatError(
                file: file, line: 1, column: 1,
                message: "SDMX-CSV begins with DATAFLOW or STRUCTURE, not '\(first)'")
        }
        // Eurostat puts a label column beside each code column, and says so by naming the structure.
        let hasPairs = header.contains("STRUCTURE_NAME")
        for name in header { add(name, hasPairs: hasPairs) }
        guard hasValue else {
            throw FormatError(
                file: file, line: 1, field: "OBS_VALUE",
                message: "this column is missing; the file has no values")
        }
    }

    private mutating func add(_ title: String, hasPairs: Bool) {
        let name = SDMXCSVColumns.identifier(title)
        if hasPairs, let owner = pairOwner {
            labels[owner] = title
            roles.append(.label(of: owner))
            return
        }
        if let label = SDMXCSVColumns.label(title) { labels[name] = label }
        let role = role(of: name)
        if case .attribute = role { attributes.append(name) }
        if case .dimension = role { dimensions.append(name) }
        if role == .value { hasValue = true }
        roles.append(role)
        owners.append(name)
    }

    /// The identifiers of code columns so far, for the label column that follows.
    private var owners: [String] = []

    private var pairOwner: String? {
        switch roles.last {
        case .dimension, .period, .value, .status, .confidentiality, .attribute: owners.last
        default: nil
        }
    }

    private func role(of name: String) -> Role {
        switch name {
        case "DATAFLOW", "STRUCTURE_ID": .dataflow
        case "STRUCTURE_NAME": .dataflowName
        case "ACTION": .action
        case "TIME_PERIOD": .period
        case "OBS_VALUE": .value
        case "OBS_STATUS", "OBS_FLAG": .status
        case "CONF_STATUS": .confidentiality
        // Eurostat's stamp stands before the dimensions and belongs to none.
        case "LAST UPDATE": .attribute(name)
        case _ where Self.keys.contains(name): .ignored
        default: hasValue ? .attribute(name) : .dimension(dimensions.count)
        }
    }

    /// `DIM_1: Label` → `DIM_1`; `NOTE[en;fr]` → `NOTE`; the part in brackets is how it repeats.
    static func identifier(_ title: String) -> String {
        let name = title.firstRange(of: ": ").map { title[..<$0.lowerBound] } ?? title[...]
        return String(name.prefix { $0 != "[" })
    }

    static func label(_ title: String) -> String? {
        title.firstRange(of: ": ").map { String(title[$0.upperBound...]) }
    }
}
