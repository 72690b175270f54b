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
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "\(delivery.kind.rawValue)-\(delivery.id).eml"
        try Data(letter(delivery).utf8).write(
            to: URL(filePath: folder + "/" + name), options: .atomic)
        return .sent(proof: "spool/" + name)
    }

    /// RFC 5322; addresses and subject lose line breaks, so that none adds a header.
    func letter(_ delivery: Delivery) -> String {
        let subject = Data(delivery.subject.utf8).base64EncodedString()
        let body = Data(delivery.text.utf8).base64EncodedString()
        let lines = [
            "From: " + oneLine(sender), "To: " + oneLine(delivery.to),
            "Subject: =?UTF-8?B?\(subject)?=",
            "Date: " + clock().description, "Message-ID: <\(delivery.id)@cais>",
            "Content-Language: " + oneLine(delivery.language), "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            body, "",
        ]
        return lines.joined(separator: "\r\n")
    }

    private func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 }))
    }
}
