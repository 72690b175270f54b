import Foundation
import Synchronization

/// Speaks HTTP/1.1 on a loopback port, with the answers that a test wants; keeps every request.
final class FakeGateway: Sendable {
    struct Request: Sendable {
        let line: String
        /// By lower-case name.
        let headers: [String: String]
        let body: [UInt8]
    }

    private struct State {
        /// Status and body, in order; the last one stays.
        var answers: [(Int, String)]
        var requests: [Request] = []
    }

    private let listener: LoopbackListener
    private let state: Mutex<State>

    var requests: [Request] { state.withLock { $0.requests } }
    var url: String { "http://127.0.0.1:\(listener.port)/notices" }

    init(_ answers: [(Int, String)] = [(202, "{\"reference\": \"G-1\"}")]) throws {
        state = Mutex(State(answers: answers))
        listener = try LoopbackListener()
        listener.serve { [self] in talk($0) }
    }

    /// Nobody answers at this port from now on.
    func stop() { listener.stop() }

    private func talk(_ one: Int32) {
        var bytes: [UInt8] = []
        while true {
            if let request = request(in: bytes) {
                let (status, body) = state.withLock { state in
                    state.requests.append(request)
                    return state.answers.count > 1
                        ? state.answers.removeFirst() : state.answers.last ?? (500, "")
                }
                let text =
                    "HTTP/1.1 \(status) X\r\ncontent-type: application/json\r\n"
                    + "content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n\(body)"
                let answer = Array(text.utf8)
                _ = answer.withUnsafeBytes {
                    send(one, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                return
            }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(one, &buffer, buffer.count, 0)
            if count <= 0 { return }
            bytes += buffer.prefix(count)
            if bytes.count > 1 << 20 { return }
        }
    }

    /// Nil until the whole of it is there.
    private func request(in bytes: [UInt8]) -> Request? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            headers[halves[0].lowercased()] = halves[1].trimmingCharacters(in: .whitespaces)
        }
        let body = Array(text[end.upperBound...].utf8)
        guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
        return Request(line: lines[0], headers: headers, body: body)
    }
}
