import FoundationEssentials
public import Kernel

/// Writes mails into a folder instead of sending them: for trying out, and where no mail server is set.
public struct MailSpool: Sendable {
    private let folder: String
    private let sender: String
    private let clock: Clock

    public init(folder: String, sender: String, clock: @escaping Clock) {
        self.folder = folder
        self.sender = sender
        self.clock = clock
    }

    /// A second try of the same delivery writes the same file.
    @Sendable public func deliver(_ delivery: Delivery) async throws -> DeliveryResult {
        let name = "\(delivery.kind.rawValue)-\(delivery.id).eml"
        let text = MailText(delivery, from: sender, at: clock()).text
        try SpoolFolder(path: folder).keep(Array(text.utf8), as: name)
        return .spooled(file: "spool/" + name)
    }
}
