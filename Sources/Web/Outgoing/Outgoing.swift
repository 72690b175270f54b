import CCurl
import Dispatch

/// A request of ours to another host.
public struct OutgoingRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [(String, String)]
    public var body: [UInt8]

    public init(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What another host answered; header names are lower-case.
public struct OutgoingResponse: Sendable {
    public let status: Int
    public let headers: [(String, String)]
    public let body: [UInt8]

    public init(status: Int, headers: [(String, String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Another host could not be reached or answered what we do not take.
public struct OutgoingTrouble: Error, Sendable {
    public let words: String

    public init(words: String) { self.words = words }
}

/// HTTP and SMTP to the outside through libcurl, on threads of its own, within limits.
///
/// Only http and https are spoken, redirects are not followed, certificates are checked.
public struct Outgoing: Sendable {
    private let queue = DispatchQueue(label: "cais.outgoing", attributes: .concurrent)
    private let places = DispatchSemaphore(value: atOnceMax)

    public init() {
        // Once a process; further calls only count.
        _ = cais_curl_start()
    }

    public func fetch(_ request: OutgoingRequest) async throws -> OutgoingResponse {
        guard request.url.hasPrefix("https://") || request.url.hasPrefix("http://") else {
            throw OutgoingTrouble(
                words: "only http and https are spoken: \(request.url.prefix(32))")
        }
        return try await away { try Transfer().http(request) }
    }

    /// Hands a mail (RFC 5322 text with CRLF) to an SMTP server; throws where it may go better later.
    @Sendable public func mail(_ mail: OutgoingMail) async throws -> MailAnswer {
        try await away { try Transfer().smtp(mail) }
    }

    private func away<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                places.wait()
                defer { places.signal() }
                answer.resume(with: Result(catching: work))
            }
        }
    }
}

/// Conversations with other hosts at one time.
private let atOnceMax = 4
