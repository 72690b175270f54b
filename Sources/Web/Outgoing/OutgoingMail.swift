/// One mail and the server that takes it.
public struct OutgoingMail: Sendable {
    public let server: MailServerAddress
    public let user: String?
    public let password: String?
    public let from: String
    public let to: String
    public let text: [UInt8]

    public init(
        server: MailServerAddress, user: String?, password: String?, from: String, to: String,
        text: [UInt8]
    ) {
        self.server = server
        self.user = user
        self.password = password
        self.from = from
        self.to = to
        self.text = text
    }
}

/// What a mail server said of one mail; what may go better later is thrown instead.
public enum MailAnswer: Sendable, Equatable {
    /// It took the mail, with its own words.
    case taken(String)
    /// It will never take this mail for this address: a 5xx answer to the address or to the mail itself.
    case refused(String)
}

/// `smtp://host:port` (STARTTLS, which only loopback goes without) or `smtps://host:port` (TLS at once).
public struct MailServerAddress: Sendable, Equatable {
    public let url: String
    /// Whether TLS must stand before anything of the mail is said.
    public let requiresTLS: Bool

    /// Nil for anything else; a name and password in it would end in logs, so they are refused too.
    public init?(_ text: String) {
        let shape = #/(smtps?):\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?\/?/#
        guard let parts = text.wholeMatch(of: shape)?.output else { return nil }
        url = text
        let host = String(parts.2)
        requiresTLS = parts.1 == "smtps" || !MailServerAddress.loopback.contains(host)
    }

    private static let loopback: Set = ["127.0.0.1", "[::1]", "localhost"]
}
