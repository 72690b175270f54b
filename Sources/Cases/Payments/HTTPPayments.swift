import Formats
public import Kernel
public import Web

extension PaymentProvider {
    public typealias Fetch = @Sendable (OutgoingRequest) async throws -> OutgoingResponse

    /// A service that keeps the contract of `docs/payment-contract.md` below an address without a slash at its end.
    /// Nil where the address is no https (http to this machine alone).
    public static func http(
        _ address: String, secret: SharedSecret, fetch: @escaping Fetch, clock: @escaping Clock
    ) -> PaymentProvider? {
        let service = PaymentService(address, secret: secret, fetch: fetch, clock: clock)
        guard let service else { return nil }
        return PaymentProvider(
            issue: { order, _ in try await service.issue(order) },
            state: { demand, _ in try await service.state(demand) }, secret: secret)
    }
}

/// Our side of the contract: requests, and what their answers mean.
private struct PaymentService: Sendable {
    let host: String
    /// What stands behind the host, before `/demands`.
    let folder: String
    let secret: SharedSecret
    let fetch: PaymentProvider.Fetch
    let clock: Clock

    init?(
        _ address: String, secret: SharedSecret, fetch: @escaping PaymentProvider.Fetch,
        clock: @escaping Clock
    ) {
        // What is asked for stands behind the folder, and its path is signed.
        guard let address = ServiceAddress(address),
            address.path.wholeMatch(of: #/(?:\/[A-Za-z0-9._-]+)*/#) != nil
        else { return nil }
        (host, folder) = (address.host, address.path)
        (self.secret, self.fetch, self.clock) = (secret, fetch, clock)
    }

    func issue(_ order: PaymentOrder) async throws -> PaymentAnswer {
        let lines = order.lines.map { line -> JSON in
            ["title": .string(line.title), "amount": .int(Int(line.cents))]
        }
        let body: JSON = [
            "demand": .string(order.demand), "amount": .int(Int(order.total.cents)),
            "currency": .string(order.total.currency), "lines": .array(lines),
        ]
        let answer = try await ask("POST", "/demands", Array(body.canonical.utf8))
        let json = try? JSON.parse(answer.body, file: "payment service")
        switch answer.status {
        case 200, 201:
            guard let json, let reference = text(json["reference"]),
                let expires = json["expires"]?.intValue, expires > 0
            else { throw OutgoingTrouble(words: "no reference and expires in the answer") }
            let moment = Moment(secondsSince1970: Int64(expires))
            guard moment > clock() else {
                throw OutgoingTrouble(words: "a document that has expired already")
            }
            return .issued(reference: reference, expires: moment)
        case 422: return .refused(json.flatMap { text($0["reason"]) } ?? "422")
        default: throw OutgoingTrouble(words: "the payment service answered \(answer.status)")
        }
    }

    func state(_ demand: String) async throws -> PaymentState {
        let answer = try await ask("GET", "/demands/\(demand)", [])
        guard answer.status == 200,
            let json = try? JSON.parse(answer.body, file: "payment service")
        else { throw OutgoingTrouble(words: "the payment service answered \(answer.status)") }
        switch json["state"]?.stringValue {
        case "open": return .open
        case "expired": return .expired
        case "paid":
            guard let payment = PaymentNote.money(json), let receipt = text(json["receipt"]) else {
                throw OutgoingTrouble(words: "paid, without amount, currency and receipt")
            }
            return .paid(receipt: receipt, total: payment)
        default: throw OutgoingTrouble(words: "no state in the answer")
        }
    }

    private func ask(
        _ method: String, _ path: String, _ body: [UInt8]
    ) async throws
        -> OutgoingResponse
    {
        let headers =
            [("content-type", "application/json"), ("accept", "application/json")]
            + secret.headers("\(method) \(folder)\(path)", body, at: clock())
        return try await fetch(
            OutgoingRequest(method, host + folder + path, headers: headers, body: body))
    }

    /// A text that fits on a page.
    private func text(_ json: JSON?) -> String? { PaymentNote.text(json) }
}

/// What a payment service tells us without being asked: that a demand was paid.
struct PaymentNote: Sendable, Equatable {
    let demand: String
    let total: Money
    let receipt: String

    /// Nil where something of it is missing or is not what it should be.
    init?(_ body: [UInt8]) {
        guard let json = try? JSON.parse(body, file: "payment"),
            let demand = PaymentNote.text(json["demand"]), let total = PaymentNote.money(json),
            let receipt = PaymentNote.text(json["receipt"])
        else { return nil }
        (self.demand, self.total, self.receipt) = (demand, total, receipt)
    }

    static func money(_ json: JSON) -> Money? {
        guard let cents = json["amount"]?.intValue, cents > 0, let currency = text(json["currency"])
        else { return nil }
        return Money(cents: Int64(cents), currency: currency)
    }

    static func text(_ json: JSON?) -> String? {
        guard let text = json?.stringValue, (1...noteMax).contains(text.count),
            !text.unicodeScalars.contains(where: { $0.value < 32 })
        else { return nil }
        return text
    }
}
