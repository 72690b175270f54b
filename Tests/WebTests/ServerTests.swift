import Foundation
import Hummingbird
import Kernel
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The server on a real socket: what is refused before a page function hears of it.
struct ServerTests {
    /// Serves while the body runs; the port is the system's choice.
    private func serving(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let jetty = try Jetty()
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = jetty.site.application(host: "127.0.0.1", port: 0) { found.yield($0) }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application)],
                logger: Logger(label: "x") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                for await port in ports {
                    try await body(port)
                    break
                }
                await group.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
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
}
