import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import People

/// Who tries the door by the hundred keeps nobody else out.
struct DoorFloodTests {
    @Test(arguments: Engine.underTest)
    func `names by the dozen from one line are stopped, other lines and known browsers are not`(
        engine: Engine
    ) async throws {
        let house = try await House(engine, rate: 600)
        _ = try await house.add("ana")
        let owner = Browser(house)
        try await owner.signIn("ana")
        try await owner.signOut()
        let stranger = Browser(house)
        for number in 0..<29 {
            // No login at all costs the house a hash too.
            try await stranger.signIn(
                number % 2 == 0 ? "nobody\(number)" : "no;body", "wrong words")
            #expect(stranger.status == 422)
        }
        try await stranger.signIn("nobody", "wrong words")
        #expect(stranger.status == 429 && stranger.page.contains("Too many attempts"))
        try await stranger.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
        #expect(stranger.status == 429)
        try await stranger.recover(AccessCode.new().text)
        #expect(stranger.status == 429)
        try await owner.signIn("ana")
        #expect(owner.status == 303, "the same line, but a browser that was in before")
        let elsewhere = Browser(house)
        elsewhere.peer = "192.0.2.9"
        try await elsewhere.signIn("ana")
        #expect(elsewhere.status == 303)
        house.clock.pass(seconds: 60)
        try await stranger.signIn("nobody", "wrong words")
        #expect(stranger.status == 422, "a minute later the line may try again")
    }

    @Test func `known browsers have places of their own and go first`() {
        let done = Mutex<[String]>([])
        func job(_ name: String) -> PasswordQueue.Job { { done.withLock { $0.append(name) } } }
        var queue = PasswordQueue()
        var verdicts: [PasswordQueue.Verdict] = []
        for _ in 0..<67 { verdicts.append(queue.admit(job("stranger"), isKnown: false)) }
        #expect(verdicts.prefix(2).allSatisfy { $0 == .now })
        #expect(verdicts.dropFirst(2).prefix(64).allSatisfy { $0 == .later })
        #expect(verdicts.last == .never)
        let owner = queue.admit(job("owner"), isKnown: true)
        #expect(owner == .later)
        for _ in 0..<2 {
            let next = queue.next()
            next?()
        }
        #expect(done.withLock { $0 } == ["owner", "stranger"])
        var left = 0
        while queue.next() != nil { left += 1 }
        #expect(left == 63)
        let last = queue.next() == nil
        let again = queue.admit(job("later"), isKnown: false)
        #expect(last && again == .now)
    }
}
