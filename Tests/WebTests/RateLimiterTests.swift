import Kernel
import TestSupport
import Testing

@testable import Web

/// Whom a limit takes for one visitor, and what a flood of visitors does to it.
struct RateLimiterTests {
    @Test func `an IPv6 line is one visitor, whichever of its addresses it uses`() {
        let key = RateLimiter.key(of:)
        #expect(key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff:1:2:3"))
        #expect(key("2001:DB8:1:2:0:0:0:1") == key("2001:db8:1:2::1"))
        #expect(key("2001:db8:1:2::1") != key("2001:db8:1:3::1"))
        #expect(key("fe80::1%eth0") == key("fe80::2"))
        #expect(key("192.0.2.7") == "192.0.2.7")
        #expect(key("::ffff:192.0.2.7") == "192.0.2.7", "IPv4 in IPv6's clothes")
        #expect(key("::ffff:192.0.2.7") != key("::ffff:192.0.2.8"))
        #expect(key("unknown") == "unknown")
        #expect(key("no:address") == "no:address")
    }

    @Test func `changing the address within one IPv6 line gives no new requests`() async throws {
        let jetty = try Jetty(behindProxy: true, rate: 3)
        func ask(_ address: String) async throws -> Int {
            try await jetty.get("/still", [("x-forwarded-for", address)], peer: "127.0.0.1").status
        }
        for host in 1...3 { #expect(try await ask("2001:db8:1:2::\(host)") == 200) }
        #expect(try await ask("2001:db8:1:2::4") == 429)
        #expect(try await ask("2001:db8:1:3::4") == 200)
        #expect(try await ask("192.0.2.7") == 200)
    }

    @Test func `a flood of newcomers fills no memory, and no newcomer waits for it`() {
        let limiter = RateLimiter(perMinute: 1, keysMax: 100)
        let refused = (0..<10_000).count { limiter.take("visitor \($0)", at: noon) != .go }
        #expect(refused == 0)
        #expect((50...100).contains(limiter.known), "\(limiter.known)")
    }

    @Test func `who keeps asking is remembered through a flood`() {
        let limiter = RateLimiter(perMinute: 1, keysMax: 100)
        #expect(limiter.take("Ana", at: noon) == .go)
        let passed = (0..<10_000).count { number in
            _ = limiter.take("visitor \(number)", at: noon)
            return limiter.take("Ana", at: noon) == .go
        }
        #expect(passed == 0)
    }
}
