import Kernel
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Web

/// An answer that takes its time asks again who it is for.
struct ChangedTests {
    @Test func `a list breaks off when its reader signs out, or has another duty`() async throws {
        #expect(try await list(then: bruno) == "first second")
        #expect(try await list(then: nil) == "first broken off")
        let other = Principal(account: bruno.account, person: nil, name: "Bruno", duties: [])
        #expect(try await list(then: other) == "first broken off")
    }

    /// What is sent to Bruno, who is somebody else, or nobody, when half of it is on its way.
    private func list(then later: Principal?) async throws -> String {
        let hasBegun = Mutex(false)
        let route = Route.get("/list", may: .signedIn, "Takes its time") { exchange in
            .download(type: "text/plain", name: "list.txt") { send in
                try await send(Array("first ".utf8))
                hasBegun.withLock { $0 = true }
                do {
                    try await exchange.refuseIfChanged()
                    try await send(Array("second".utf8))
                } catch is Refused {
                    try await send(Array("broken off".utf8))
                }
            }
        }
        let settings = SiteSettings(
            languages: try houseLanguages(), clock: { noon },
            secret: [UInt8](repeating: 9, count: 32), assets: Assets(),
            authenticate: { token, _ in
                let who = hasBegun.withLock { $0 } ? later : bruno
                return who.map { Identity(principal: $0, session: token, language: nil) }
            },
            frame: { page, _ in page.main })
        let site = try Site(
            routes: [route], settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let request = PlainRequest("GET", "/list", headers: [("cookie", "cais=1")])
        return try await site.answer(request).text
    }
}
