import Foundation
import Synchronization

/// Speaks SMTP (RFC 5321) on a loopback port, with the answers that a test wants; takes every mail in.
final class FakeMailServer: Sendable {
    private struct State {
        /// The answers to a verb, in order; the last one stays.
        var answers: [String: [String]]
        var mails: [String] = []
        var verbs: [String] = []
    }

    private let listener: LoopbackListener
    private let state: Mutex<State>

    var mails: [String] { state.withLock { $0.mails } }
    var verbs: [String] { state.withLock { $0.verbs } }
    var url: String { "smtp://127.0.0.1:\(listener.port)" }

    init(_ answers: [String: [String]] = [:]) throws {
        state = Mutex(State(answers: answers))
        listener = try LoopbackListener()
        listener.serve { [self] in talk($0) }
    }

    /// Nobody answers at this port from now on.
    func stop() { listener.stop() }

    private func talk(_ one: Int32) {
        var rest: [UInt8] = []
        say("220 fake ready", one)
        while let line = readLine(one, &rest) {
            let verb = String(line.prefix(4)).uppercased()
            let answer = state.withLock { state in
                state.verbs.append(verb)
                var left = state.answers[verb] ?? [verb == "DATA" ? "354 go on" : "250 fine"]
                let first = left[0]
                if left.count > 1 { left.removeFirst() }
                state.answers[verb] = left
                return first
            }
            say(answer, one)
            if verb == "QUIT" { return }
            if verb == "DATA", answer.hasPrefix("354") { takeMail(one, &rest) }
        }
    }

    private func takeMail(_ one: Int32, _ rest: inout [UInt8]) {
        var lines: [String] = []
        while let line = readLine(one, &rest), line != "." { lines.append(line) }
        let answer = state.withLock { state in
            state.mails.append(lines.joined(separator: "\n"))
            return state.answers["."]?.first ?? "250 2.0.0 taken as 4711"
        }
        say(answer, one)
    }

    private func say(_ line: String, _ one: Int32) {
        let bytes = Array((line + "\r\n").utf8)
        _ = bytes.withUnsafeBytes { send(one, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private func readLine(_ one: Int32, _ rest: inout [UInt8]) -> String? {
        while true {
            if let end = rest.firstIndex(of: 10) {
                let line = rest[..<end].filter { $0 != 13 }
                rest.removeSubrange(...end)
                return String(decoding: line, as: UTF8.self)
            }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(one, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            rest += buffer.prefix(count)
        }
    }
}
