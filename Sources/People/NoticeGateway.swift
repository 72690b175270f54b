import Formats
public import Kernel
public import Web

/// Hands text messages and letters to a gateway by signed HTTP requests: docs/notice-webhook.md is the contract.
///
/// What the gateway says of an address is the address's; every other refusal is a fault of ours or of the gateway and
/// is thrown, so that the outbox asks again.
public struct NoticeGateway: Sendable {
    /// Where the gateway is, what signs, and where its reports go.
    public struct Settings: Sendable {
        let url: String
        let secret: SharedSecret
        let kinds: Set<Delivery.Kind>
        let reportTo: String

        /// Nil for an address that is not https (only loopback goes without) or holds a name or password.
        public init?(
            url: String, secret: SharedSecret, kinds: Set<Delivery.Kind>, reportTo: String
        ) {
            guard let address = ServiceAddress(url) else { return nil }
            self.url = address.text
            self.secret = secret
            self.kinds = kinds
            self.reportTo = reportTo
        }
    }

    public typealias Send = @Sendable (OutgoingRequest) async throws -> OutgoingResponse

    private let settings: Settings
    private let send: Send
    private let clock: Clock

    public init(_ settings: Settings, send: @escaping Send, clock: @escaping Clock) {
        self.settings = settings
        self.send = send
        self.clock = clock
    }

    @Sendable public func deliver(_ delivery: Delivery) async throws -> DeliveryResult {
        guard settings.kinds.contains(delivery.kind) else {
            return .unable(reason: "no gateway for this kind of message is configured")
        }
        let body = delivery.request(reportTo: settings.reportTo)
        let answer = try await send(
            OutgoingRequest(
                "POST", settings.url,
                headers: [
                    ("content-type", "application/json"), ("accept", "application/json"),
                    ("idempotency-key", delivery.id),
                ] + settings.secret.headers(GatewayUse.notice, body, at: clock()), body: body))
        return try result(answer)
    }

    private func result(_ answer: OutgoingResponse) throws -> DeliveryResult {
        switch answer.status {
        case 200...202: return .sent(proof: words(answer, "reference"))
        case 422: return .refused(reason: words(answer, "reason"))
        default:
            // Not its words, which may name an address or a person: this goes into the log.
            throw GatewayTrouble(words: "the gateway answered \(answer.status)")
        }
    }

    /// One line of what it said, for the proof of the attempt.
    private func words(_ answer: OutgoingResponse, _ key: String) -> String {
        let said = (try? JSON.parse(answer.body))?[key]?.stringValue
        return noticeLine(said ?? "HTTP \(answer.status)")
    }
}

/// The gateway answered what says nothing of the address.
struct GatewayTrouble: Error {
    let words: String
}

extension Delivery {
    /// What was handed over, for its hash: the papers one behind the other, or the text.
    var content: [UInt8] {
        papers.isEmpty ? Array(text.utf8) : papers.flatMap(\.bytes)
    }

    /// The body of a request to a gateway, and of a file of the spool.
    func request(reportTo: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("version", .int(1))
            json.member("id", .string(id))
            json.member("kind", .string(kind.rawValue))
            json.member("registered", .bool(kind == .letter))
            json.member("to", .string(to))
            if let name { json.member("name", .string(name)) }
            json.member("language", .string(language))
            json.member("subject", .string(subject))
            json.member("text", .string(text))
            json.member("papers", .array(papers.map(\.json)))
            json.member("contentHash", .string(noticeHash(content)))
            json.member("reportTo", .string(reportTo))
        }
        return writer.bytes
    }
}

extension NoticePaper {
    fileprivate var json: JSON {
        .object([
            "language": .string(language), "type": .string(type),
            "base64": .string(base64(bytes)),
        ])
    }
}

/// One line of somebody else's words, bounded: it stands in a proof and in a journal.
func noticeLine(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0.value >= 32 }
    return String(String(String.UnicodeScalarView(plain)).prefix(lineCharactersMax))
}

private let lineCharactersMax = 300
