/// What a body outside the house is told of a request: that it was made, where and when. No name goes with it.
public struct BodyNotice: Sendable, Equatable {
    /// The same on a second try, so that nobody is told twice.
    public let id: String
    /// The body, as the gateway knows it: `unhcr`.
    public let to: String
    public let name: String
    public let subject: String
    public let text: String

    public init(id: String, to: String, name: String, subject: String, text: String) {
        self.id = id
        self.to = to
        self.name = name
        self.subject = subject
        self.text = text
    }
}

/// What became of such a notice; a fault that may pass is thrown instead and tried again.
public enum BodyAnswer: Sendable, Equatable {
    /// It was taken, with the other side's word for it.
    case told(proof: String)
    /// It was not, and will not be in this way: somebody of the office tells them.
    case notTold(reason: String)
}

/// Nobody carries notices to bodies here yet: each waits until somebody does, or the office tells them by hand.
public struct NoCarrier: Error {
    public init() {}
}

extension CaseEvent {
    static let bodyToldKind = "body.told"
    static let bodyNotToldKind = "body.not-told"

    /// What became of the notice to a body.
    struct BodyTold: Codable, Sendable, Equatable {
        let body: String
        let words: String
    }
}
