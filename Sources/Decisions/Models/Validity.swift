import Formats

/// When a model's rules were last held against their sources, and between which days it may be asked.
public struct ModelValidity: Equatable, Sendable {
    public let lastVerified: CivilDate?
    public let validFrom: CivilDate?
    /// The file says that no source tells since when its rules hold: it has no first day, and pages say why.
    public let isFromUnknown: Bool
    public let validTo: CivilDate?

    /// Whether the file says since when its rules hold, or that nobody knows.
    public var saysFrom: Bool { validFrom != nil || isFromUnknown }

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
    /// What `validFrom` says where no source tells the day.
    private static let notKnown = "unknown"

    init(_ root: XMLElement) throws {
        func attribute(_ name: String) -> String? {
            root.attributes.first {
                $0.name == name && $0.namespace == ModelValidity.namespace
            }?.value
        }
        func day(_ name: String) throws -> CivilDate? {
            guard let text = attribute(name) else { return nil }
            guard let day = TemporalReader.date(text) else {
                throw root.error("'\(text)' under \(name) is no day; write it as 2026-11-23")
            }
            return day
        }
        lastVerified = try day("lastVerified")
        isFromUnknown = attribute("validFrom") == ModelValidity.notKnown
        validFrom = isFromUnknown ? nil : try day("validFrom")
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
