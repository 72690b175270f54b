import Kernel

extension People {
    /// A mail in the language of the State to an address that is nobody's account, such as that of an office.
    public func mail(to address: String, subject: String, text: String, id: String) async throws {
        let delivery = Delivery(
            kind: .email, to: address, subject: subject, text: text, language: language, id: id)
        // Refused or not carried: the directory goes on saying that nobody confirmed it.
        _ = try await deliver(delivery)
    }
}
