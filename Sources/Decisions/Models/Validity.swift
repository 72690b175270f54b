import Formats

/// When a model's rules were last held against their sources, and between which days it may be asked.
public struct ModelValidity: Equatable, Sendable {
    public let lastVerified: CivilDate?
    public let validFrom: CivilDate?
    public let validTo: CivilDate?

    public var isBounded: Bool { validFrom != nil || validTo != nil }

    /// Whether the model may be asked on a day; the first and the last one belong to it.
    public func holds(on day: CivilDate) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, day > validTo { return false }
        return true
    }
}

extension ModelValidity {
    /// Of the attributes that <definitions> carries beside those of the standard.
    private static let namespace = "https://cais.example/dmn"

    init(_ root: XMLElement) throws {
        func day(_ name: String) throws -> CivilDate? {
            let found = root.attributes.first {
                $0.name == name && $0.namespace == ModelValidity.namespace
            }
            guard let text = found?.value else { return nil }
            guard let day = TemporalReader.date(text) else {
                throw root.error("'\(text)' under \(name) is no day; write it as 2026-11-23")
            }
            return day
        }
        lastVerified = try day("lastVerified")
        validFrom = try day("validFrom")
        validTo = try day("validTo")
        if let validFrom, let validTo, validTo < validFrom {
            throw root.error("validTo comes before validFrom")
        }
    }
}

extension DecisionModel {
    /// Whether the model and those that it imports may be asked on a day.
    public func isInForce(on day: CivilDate) -> Bool {
        validities.allSatisfy { $0.holds(on: day) }
    }

    /// When its rules were last held against their sources; nil where the file does not say.
    public var lastVerified: CivilDate? { validity.lastVerified }
}
