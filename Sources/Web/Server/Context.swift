import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What Hummingbird carries with a request.
struct SiteContext: RequestContext, InitializableFromSource {
    var coreContext: CoreRequestContextStorage
    /// The peer's address, without the port.
    let peer: String
    /// What a visitor quotes and every line of the log about this request shows.
    let number = SiteContext.newNumber()
    /// The connection; nil where there is none.
    private let channel: (any Channel)?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
        channel = source.channel
    }

    /// For tests, which have no connection.
    init(logger: Logger, peer: String) {
        coreContext = .init(source: BareSource(logger: logger))
        self.peer = peer
        channel = nil
    }

    /// Closes the connection a little later, so that the answer is read before.
    func hangUp(after wait: Duration) {
        guard let channel else { return }
        channel.eventLoop.scheduleTask(in: TimeAmount(wait)) { channel.close(promise: nil) }
    }

    /// Eight characters that a visitor can read out on the phone.
    private static func newNumber() -> String {
        let letters = Array("23456789ABCDEFGHJKMNPQRSTVWXY".utf8)
        var rest = UInt64.random(in: .min ... .max)
        let characters = (0..<8).map { _ in
            defer { rest /= 29 }
            return letters[Int(rest % 29)]
        }
        return String(decoding: characters, as: UTF8.self)
    }

    private struct BareSource: RequestContextSource {
        let logger: Logger
    }
}

/// What is known of a request before a page function runs.
struct Arrival: Sendable {
    let number: String
    let headers: [String: String]
    let cookies: [String: String]
    let query: [String: String]
    let address: String

    init(_ request: Request, _ context: SiteContext, behindProxy: Bool) {
        var headers: [String: String] = [:]
        for field in request.headers {
            headers[field.name.canonicalName, default: ""] +=
                (headers[field.name.canonicalName] == nil ? "" : ", ") + field.value
        }
        self.headers = headers
        cookies = Arrival.cookies(headers["cookie"] ?? "")
        query = Arrival.query(request.uri.query ?? "")
        number = context.number
        let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last.map {
            $0.filter { $0 != " " }
        }
        address = behindProxy ? forwarded ?? context.peer : context.peer
    }

    private static func cookies(_ header: String) -> [String: String] {
        var result: [String: String] = [:]
        for pair in header.split(separator: ";").prefix(50) {
            let halves = pair.split(separator: "=", maxSplits: 1)
            if halves.count == 2 { result[halves[0].filter { $0 != " " }] = String(halves[1]) }
        }
        return result
    }

    private static func query(_ text: String) -> [String: String] {
        guard let form = try? FormData.urlencoded(Array(text.utf8)) else { return [:] }
        return form.fields.compactMapValues(\.last)
    }
}
