import Cases
import Foundation
import Kernel
import People
import Web

/// Who carries text messages and letters: the gateway behind CAIS_NOTICE_URL (docs/notice-webhook.md), or for trying out
/// the spool folder where it says `spool`; nobody where it is not set.
///
/// CAIS_NOTICE_KINDS (`sms`, `letter`, `body`, with commas; the first two where it is not said), and the secret in
/// CAIS_NOTICE_SECRET_FILE or CAIS_NOTICE_SECRET: from the environment or a file, never in a database.
enum Gateway {
    struct Settings: Sendable {
        /// Nil for the spool.
        let url: String?
        let secret: SharedSecret?
        let kinds: Set<Delivery.Kind>
    }

    /// Nil where none is named; half a setting is refused, so that no letter silently stays here.
    static func settings(_ environment: [String: String]) throws -> Settings? {
        let names = ["CAIS_NOTICE_KINDS", "CAIS_NOTICE_SECRET", "CAIS_NOTICE_SECRET_FILE"]
        guard let url = environment["CAIS_NOTICE_URL"], !url.isEmpty else {
            if let alone = names.first(where: { environment[$0] != nil }) {
                throw Trouble("\(alone) is set and CAIS_NOTICE_URL is not")
            }
            return nil
        }
        let kinds = try kinds(environment["CAIS_NOTICE_KINDS"] ?? "sms,letter")
        let secret = try secret(environment)
        if url == "spool" { return Settings(url: nil, secret: secret, kinds: kinds) }
        guard let secret else {
            throw Trouble(
                "CAIS_NOTICE_URL needs CAIS_NOTICE_SECRET_FILE or CAIS_NOTICE_SECRET, which sign what is sent"
            )
        }
        let settings = NoticeGateway.Settings(url: url, secret: secret, kinds: kinds, reportTo: "")
        guard settings != nil else {
            throw Trouble(
                "CAIS_NOTICE_URL is https://host/path without a name or password, or the word spool"
            )
        }
        return Settings(url: url, secret: secret, kinds: kinds)
    }

    static func carrier(
        _ options: Options, _ outgoing: Outgoing, _ clock: @escaping Clock
    ) throws -> Deliver? {
        guard let settings = try settings(options.environment) else { return nil }
        let reportTo = House.address(options) + "/notices/reports"
        guard let url = settings.url, let secret = settings.secret,
            let gateway = NoticeGateway.Settings(
                url: url, secret: secret, kinds: settings.kinds, reportTo: reportTo)
        else {
            return NoticeSpool(folder: options.data + "/mail", reportTo: reportTo).deliver
        }
        return NoticeGateway(gateway, send: outgoing.fetch, clock: clock).deliver
    }

    private static func kinds(_ text: String) throws -> Set<Delivery.Kind> {
        let words = text.split(separator: ",").map(String.init)
        let kinds = words.compactMap(Delivery.Kind.init(rawValue:)).filter { $0 != .email }
        guard !kinds.isEmpty, kinds.count == words.count else {
            throw Trouble("CAIS_NOTICE_KINDS is one or more of sms,letter,body")
        }
        return Set(kinds)
    }

    private static func secret(_ environment: [String: String]) throws -> SharedSecret? {
        guard let text = try Files.secret("CAIS_NOTICE_SECRET", environment) else { return nil }
        guard let secret = SharedSecret(text) else {
            throw Trouble("the secret of CAIS_NOTICE_URL has at least 32 characters")
        }
        return secret
    }
}

extension Files {
    /// A secret from the file that NAME_FILE names, or from NAME itself; nil where neither is set.
    static func secret(_ name: String, _ environment: [String: String]) throws -> String? {
        guard let path = environment[name + "_FILE"] else { return environment[name] }
        let text = String(decoding: try bytes(path), as: UTF8.self)
        return text.trimmingCharacters(in: .newlines)
    }

    /// The plan of the policy folder for reaching people; a country without one tries addresses in their person's order.
    static func noticePlan(_ policy: String) throws -> NoticePlan {
        let path = policy + "/" + NoticePlan.path
        guard FileManager.default.fileExists(atPath: path) else { return .asGiven }
        return try NoticePlan(
            yaml: String(decoding: try bytes(path), as: UTF8.self), file: NoticePlan.path)
    }

    /// The same, and whether this installation has somebody who carries letters.
    static func noticePlan(_ options: Options) throws -> NoticePlan {
        var plan = try noticePlan(options.policy)
        let kinds = try Gateway.settings(options.environment)?.kinds ?? []
        plan.carriesLetters = kinds.contains(.letter)
        return plan
    }
}

extension NoticePaper {
    init(_ paper: CasePaper) {
        self.init(language: paper.language, type: "text/html; charset=utf-8", bytes: paper.bytes)
    }
}

extension LetterCourse {
    init(_ course: NoticeCourse) {
        switch course {
        case .dispatched: self = .dispatched
        case .delivered: self = .delivered
        case .returned(let reason): self = .returned(reason: reason)
        }
    }
}
