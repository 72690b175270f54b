import Foundation
import Kernel
import People
import Web

/// Who carries mail: the body's mail server where one is configured, else the spool folder. What is no mail goes the
/// same way, unless there is a gateway for it (`Gateway`).
///
/// CAIS_SMTP_URL, CAIS_MAIL_FROM, CAIS_SMTP_USER, and the password in CAIS_SMTP_PASSWORD_FILE or
/// CAIS_SMTP_PASSWORD: from the environment or a file, never in a database.
enum Mail {
    static func carrier(
        _ options: Options, _ outgoing: Outgoing, _ clock: @escaping Clock
    ) throws -> Deliver {
        let mail = try mailCarrier(options, outgoing, clock)
        guard let others = try Gateway.carrier(options, outgoing, clock) else { return mail }
        return { delivery in
            try await delivery.kind == .email ? mail(delivery) : others(delivery)
        }
    }

    private static func mailCarrier(
        _ options: Options, _ outgoing: Outgoing, _ clock: @escaping Clock
    ) throws -> Deliver {
        if let settings = try server(options.environment) {
            return MailServer(settings, send: outgoing.mail, clock: clock).deliver
        }
        let sender = options.environment["CAIS_MAIL_FROM"] ?? "cais@localhost"
        return MailSpool(folder: options.data + "/mail", sender: sender, clock: clock).deliver
    }

    /// Nil where none is named; half a setting is refused, so that no mail silently stays in a folder.
    static func server(_ environment: [String: String]) throws -> MailServer.Settings? {
        let names = ["CAIS_SMTP_USER", "CAIS_SMTP_PASSWORD", "CAIS_SMTP_PASSWORD_FILE"]
        guard let url = environment["CAIS_SMTP_URL"] else {
            if let alone = names.first(where: { environment[$0] != nil }) {
                throw Trouble("\(alone) is set and CAIS_SMTP_URL is not")
            }
            return nil
        }
        guard let server = MailServerAddress(url) else {
            throw Trouble(
                "CAIS_SMTP_URL is smtp://host:port or smtps://host:port, without a name or password"
            )
        }
        guard let sender = environment["CAIS_MAIL_FROM"], sender.contains("@") else {
            throw Trouble("CAIS_SMTP_URL needs CAIS_MAIL_FROM, the address from which mails come")
        }
        let (user, password) = (environment["CAIS_SMTP_USER"], try password(environment))
        guard (user == nil) == (password == nil) else {
            throw Trouble(
                "CAIS_SMTP_USER needs CAIS_SMTP_PASSWORD_FILE or CAIS_SMTP_PASSWORD, and they need it"
            )
        }
        return MailServer.Settings(server: server, user: user, password: password, sender: sender)
    }

    private static func password(_ environment: [String: String]) throws -> String? {
        guard let path = environment["CAIS_SMTP_PASSWORD_FILE"] else {
            return environment["CAIS_SMTP_PASSWORD"]
        }
        let text = String(decoding: try Files.bytes(path), as: UTF8.self)
        return text.trimmingCharacters(in: .newlines)
    }
}
