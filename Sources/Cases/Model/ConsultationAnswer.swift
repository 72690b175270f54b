/// What a consulted body says, a code of its file.
public struct ConsultationAnswer: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    static let noObjection = ConsultationAnswer(rawValue: "no-objection")
    static let objection = ConsultationAnswer(rawValue: "objection")
}

extension CaseEvent {
    /// What the clock of a consultation listens to: the kind alone on the clock that is named so, else with the body, so
    /// that two bodies that are asked at once have two clocks.
    static func consultationKind(_ kind: String, body: String?, clock: String?) -> String {
        guard let body, let clock, clock != consultationClock else { return kind }
        return "\(kind).\(body)"
    }

    static let consultationClock = "consultation"
}
