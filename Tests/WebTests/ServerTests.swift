import Foundation
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The server on a real socket: what is refused before a page function hears of it.
struct ServerTests {
    private func serving(
        _ patience: Patience = Patience(),
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await Jetty(patience: patience).serving(body)
    }

    private func fetch(
        _ port: Int, _ headers: [(String, String)], path: String = "/things/x"
    ) async throws -> Int {
        let request = OutgoingRequest(
            "GET", "http://127.0.0.1:\(port)\(path)", headers: headers, body: [])
        do {
            return try await Outgoing().fetch(request).status
        } catch is OutgoingTrouble {
            return 0
        }
    }

    @Test func `headers of a browser pass, endless ones end the conversation`() async throws {
        try await serving { port in
            #expect(try await fetch(port, [("x-a", String(repeating: "a", count: 4_000))]) == 200)
            let large = try await fetch(port, [("x-a", String(repeating: "a", count: 40_000))])
            #expect([0, 400, 413, 431].contains(large), "\(large)")
            let many = try await fetch(port, (0..<200).map { ("x-\($0)", "1") })
            #expect([0, 400, 413, 431].contains(many), "\(many)")
            let long = try await fetch(
                port, [], path: "/things/" + String(repeating: "a", count: 40_000))
            #expect([0, 400, 404, 414, 431].contains(long), "\(long)")
            #expect(try await fetch(port, []) == 200, "the server still stands")
        }
    }

    private func post(_ length: Int) -> String {
        "POST /form HTTP/1.1\r\nhost: localhost\r\ncontent-length: \(length)\r\n\r\n"
    }

    @Test func `a body that only trickles is told so and loses the line`() async throws {
        try await serving(Patience(first: .milliseconds(300), linger: .seconds(1))) { port in
            let line = try BareLine(port: port)
            line.say(post(1_000))
            var heard = ""
            var isOpen = true
            for _ in 0..<triesMax where isOpen {
                line.say("x")
                try await Task.sleep(for: .milliseconds(50))
                let more = line.heard()
                isOpen = more != nil
                heard += more ?? ""
            }
            #expect(heard.hasPrefix("HTTP/1.1 408 "), "\(heard)")
            #expect(heard.lowercased().contains("connection: close"))
            #expect(!isOpen, "what still trickles in holds no line")
            #expect(try await fetch(port, []) == 200, "the server still stands")
        }
    }

    @Test func `a slow body that keeps coming is read to its end`() async throws {
        let patience = Patience(first: .seconds(1), bytesPerSecond: 1)
        try await serving(patience) { port in
            let line = try BareLine(port: port)
            line.say(post(40))
            for _ in 0..<20 {
                line.say("ab")
                try await Task.sleep(for: .milliseconds(80))
            }
            var heard: String? = ""
            for _ in 0..<triesMax where heard == "" {
                try await Task.sleep(for: .milliseconds(50))
                heard = line.heard()
            }
            let answer = try #require(heard)
            #expect(answer.hasPrefix("HTTP/1.1 403 "), "read, and refused for what it lacks")
            #expect(!answer.lowercased().contains("connection: close"))
        }
    }
}

/// Ten seconds: a machine with much to do is no failure.
private let triesMax = 200
