import Formats
public import Kernel

/// A named contract by which some fields may pass from one compartment to another, or out of a room to a body, and nothing
/// else may.
public struct Flow: Hashable, Sendable {
    /// Whether it is law at work or an example that moves nothing.
    public enum Status: String, Sendable, CaseIterable {
        case inForce = "in-force"
        case designExample = "design-example"
    }

    public let name: String
    /// Counted up by whoever changes the contract; what passed names the one it passed under.
    public let version: Int
    public let status: Status
    public let from: Compartment
    public let to: Compartment
    /// The body whose people alone read what passes, in the compartment where it stands; nil where counts are moved.
    public let body: LocalText?
    /// The number under which that body's people work here; nil where each hand-over names it.
    public let organisation: OrganisationID?
    public let purpose: String
    public let legalBasis: String
    public let fields: [String]
    /// What fields are called that no form of a sealed room asks for.
    public let titles: [String: LocalText]
    /// How long what passed is kept on the receiving side.
    public let retentionMonths: Int
    public let expires: Day
    public let source: String
    public let verified: Bool

    /// Why nothing may pass on a day, or nil: an example and an expired contract let nothing through, and no
    /// contract carries a field that the compartment does not offer.
    public func refusal(on day: Day, offered: [String]) -> FlowRefusal? {
        if status == .designExample { return .example }
        if day > expires { return .expired(expires) }
        if let field = fields.first(where: { !offered.contains($0) }) {
            return .unknownField(field)
        }
        return nil
    }

    /// The last day on which what passes on a day is kept.
    public func keptUntil(from day: Day) -> Day { day.adding(months: retentionMonths) }

    /// Reads a flow's file; one that would carry help, complaint or protection data towards deciding on
    /// somebody's status does not load.
    public init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: Flow.keys)
        name = try root.string("name")
        version = try root.int("version")
        status = try root.required("status").word(Status.self)
        from = try root.required("from").compartment()
        to = try root.required("to").compartment()
        body = try root["body"].map { try LocalText($0) }
        organisation = try root.optionalInt("organisation").map { OrganisationID(Int64($0)) }
        purpose = try root.string("purpose")
        legalBasis = try root.string("legalBasis")
        let fields = try root.strings("fields")
        self.fields = fields
        var titles: [String: LocalText] = [:]
        for entry in try root.optionalMap("titles")?.entries ?? [] {
            guard fields.contains(entry.key) else {
                throw entry.value.error("the contract has no field '\(entry.key)'")
            }
            titles[entry.key] = try LocalText(entry.value)
        }
        self.titles = titles
        retentionMonths = try root.required("retention").months()
        expires = try root.required("expires").day()
        source = try root.string("source")
        verified = try root.bool("verified")
        try refuse(root)
    }

    private func refuse(_ root: YAML) throws {
        guard Flow.purposes.contains(purpose) else {
            throw try root.required("purpose").error(
                "'\(purpose)' is no purpose; use one of: \(Flow.purposes.sorted().joined(separator: ", "))"
            )
        }
        guard !fields.isEmpty else {
            throw try root.required("fields").error("a flow names its fields")
        }
        guard (from == to) == (body != nil) else {
            throw try root.required("to").error(
                "a flow leads to another compartment, or to a 'body' that reads it where it stands")
        }
        if from.isSealed, Flow.forbidden.contains(purpose) {
            throw try root.required("purpose").error(
                "data of '\(from)' may not serve '\(purpose)': help is never used to decide on status or to enforce"
            )
        }
    }

    static let keys = [
        "name", "version", "status", "from", "to", "body", "organisation", "purpose", "legalBasis",
        "fields", "titles", "retention",
        "expires",
        "source", "verified",
    ]
    /// What may never be done with what a sealed compartment holds (domain rule: help and enforcement are firewalled).
    static let forbidden: Set<String> = ["status", "consultation", "enforcement"]
    static let purposes = Set(Purpose.allCases.map(\.rawValue)).union(["enforcement"])
}

/// Why a flow carries nothing.
public enum FlowRefusal: Hashable, Sendable {
    case example
    case expired(Day)
    case unknownField(String)
}

extension YAML {
    /// A time to keep something: `10 years` or `18 months`.
    fileprivate func months() throws -> Int {
        let text = try string()
        let parts = text.split(separator: " ")
        let count = parts.count == 2 ? Int(parts[0]) : nil
        let unit = ["month": 1, "months": 1, "year": 12, "years": 12][parts.last ?? ""]
        guard let count, let unit, (1...100).contains(count) else {
            throw error("'\(text)' is no time to keep something; write '10 years' or '18 months'")
        }
        return count * unit
    }
}
