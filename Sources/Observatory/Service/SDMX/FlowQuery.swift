/// Which flows a query means: `CAIS,FLOW,1.0` in one (2.1), or agency, identifier and version each for itself (3.0).
struct FlowQuery: Equatable, Sendable {
    /// Empty where any will do.
    var agencies: Set<String> = []
    var ids: Set<String> = []
    var versions: [VersionQuery] = [.newest]

    init() {}

    /// `FLOW`, `AGENCY,FLOW` or `AGENCY,FLOW,VERSION`.
    init(joined text: String) throws(ServiceError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: try self.init(agency: "*", id: parts[0], version: "latest")
        case 2: try self.init(agency: parts[0], id: parts[1], version: "latest")
        case 3: try self.init(agency: parts[0], id: parts[1], version: parts[2])
        default: throw .syntax("Write the flow as AGENCY,FLOW,VERSION.")
        }
    }

    init(agency: String, id: String, version: String) throws(ServiceError) {
        agencies = try FlowQuery.names(agency)
        ids = try FlowQuery.names(id)
        versions = []
        for part in version.split(separator: ",", omittingEmptySubsequences: false) {
            // A plus that came as a blank is one.
            let text = String(part.map { $0 == " " ? "+" : $0 })
            guard let version = VersionQuery(text) else { throw .syntax("\(part) is no version.") }
            versions.append(version)
        }
        if versions.isEmpty { versions = [.newest] }
    }

    private static func names(_ text: String) throws(ServiceError) -> Set<String> {
        if ["", "*", "all", "ALL"].contains(text) { return [] }
        let names = text.split(whereSeparator: { $0 == "," || $0 == "+" || $0 == " " }).map(
            String.init)
        let isGood =
            names.count <= namesMax
            && names.allSatisfy { name in
                isIdentifier(name.filter { $0 != "." })
            }
        guard isGood, !names.isEmpty else { throw .syntax("\(text) is no identifier.") }
        return Set(names)
    }

    func matches(agency: String, id: String, version: String) -> Bool {
        (agencies.isEmpty || agencies.contains(agency)) && (ids.isEmpty || ids.contains(id))
            && versions.contains { $0.matches(version) }
    }
}

private let namesMax = 200
