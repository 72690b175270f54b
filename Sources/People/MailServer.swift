public import Kernel
public import Web

/// Hands mails to the body's own mail server (SMTP).
///
/// A server that does not answer or says "later" is asked again by the outbox; a refused address is not.
public struct MailServer: Sendable {
    /// Where the server is and as whom we speak to it.
    public struct Settings: Sendable {
        public let server: MailServerAddress
        public let user: String?
        public let password: String?
        public let sender: String

        public init(server: MailServerAddress, user: String?, password: String?, sender: String) {
            self.server = server
            self.user = user
            self.password = password
            self.sender = sender
        }
    }

    public typealias Send = @Sendable (OutgoingMail) async throws -> MailAnswer

    private let settings: Settings
    private let send: Send
    private let clock: Clock

    public init(_ settings: Settings, send: @escaping Send, clock: @escaping Clock) {
        self.settings = settings
        self.send = send
        self.clock = clock
    }

    @Sendable public func deliver(_ delivery: Delivery) async throws -> DeliveryResult {
        guard delivery.kind == .email else {
            return .unable(reason: "no gateway for text messages is configured")
        }
        let text = MailText(delivery, from: settings.sender, at: clock()).text
        let mail = OutgoingMail(
            server: settings.server, user: settings.user, password: settings.password,
            from: settings.sender, to: delivery.to, text: Array(text.utf8))
        switch try await send(mail) {
        case .taken(let words): return .sent(proof: words)
        case .refused(let words): return .refused(reason: words)
        }
    }
}
