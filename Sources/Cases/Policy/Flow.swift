import Formats
public import Kernel

/// A named contract by which some fields may pass from one compartment to another, and nothing else may.
public struct Flow: Hashable, Sendable {
    /// Whether it is law at work or an example that moves nothing.
    public enum Status: String, Sendable, CaseIterable {
        case inForce = "in-force"
        case designExample = "design-example"
    }

    public let name: String
    public let status: Status
    public let from: Compartment
    public let to: Compartment
    public let purpose: String
    public let legalBasis: String
    public let fields: [String]
    public let retention: String
    public let expires: Day
    public let source: String
    public let verified: Bool

    /// Whether something may pass on a day: an example and an expired contract let nothing through.
    public func isOpen(on day: Day) -> Bool { status == .inForce && day <= expires }

    /// Reads a flow's file; one that would carry help, complaint or protection data towards deciding on
    /// somebody's status does not load.
    public init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: Flow.keys)
        name = try root.string("name")
        status = try root.required("status").word(Status.self)
        from = try root.required("from").compartment()
        to = try root.required("to").compartment()
        purpose = try root.string("purpose")
        legalBasis = try root.string("legalBasis")
        fields = try root.strings("fields")
        retention = try root.string("retention")
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
        guard from != to else {
            throw try root.required("to").error("a flow leads to another compartment")
        }
        if from.isSealed, Flow.forbidden.contains(purpose) {
            throw try root.required("purpose").error(
                "data of '\(from)' may not serve '\(purpose)': help is never used to decide on status or to enforce"
            )
        }
    }

    static let keys = [
        "name", "status", "from", "to", "purpose", "legalBasis", "fields", "retention", "expires",
        "source", "verified",
    ]
    /// What may never be done with what a sealed compartment holds (domain rule: help and enforcement are firewalled).
    static let forbidden: Set<String> = ["status", "consultation", "enforcement"]
    static let purposes = Set(Purpose.allCases.map(\.rawValue)).union(["enforcement"])
}
