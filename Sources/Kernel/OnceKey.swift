/// Names one sending of a form: the same key with the same contents is the same request.
public struct OnceKey: Sendable, Hashable {
    public let text: String
    /// A digest of what was sent, or what stands for it.
    public let contents: String

    public init(_ text: String, contents: String) {
        self.text = text
        self.contents = contents
    }
}

extension Refused {
    /// A key that came before with something else: the earlier answer would tell of what was not done.
    public static let sentWithOtherContents = Refused(
        .conflict, "This form was sent already with other contents: open it anew.")
}
