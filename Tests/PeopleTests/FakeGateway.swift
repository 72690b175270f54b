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

    let port: UInt16
    private let listener: Int32
    private let state: Mutex<State>

    var requests: [Request] { state.withLock { $0.requests } }
    var url: String { "http://127.0.0.1:\(port)/notices" }

    init(_ answers: [(Int, String)] = [(202, "{\"reference\": \"G-1\"}")]) throws {
        state = Mutex(State(answers: answers))
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = listener
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(socket, plain, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, plain, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in serve() }
    }

    /// Nobody answers at this port from now on.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve() {
        while true {
            let one = accept(listener, nil, nil)
            if one < 0 { return }
            talk(one)
            close(one)
        }
    }

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
