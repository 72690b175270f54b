import Kernel
import Testing
import Web

/// A request counts for what it was signed for, for a short while, and for whoever has the secret.
@Suite struct SharedSecretTests {
    private let noon = Moment(secondsSince1970: 1_795_694_400)
    private let body = Array("{}".utf8)

    private func secret(_ letter: String = "x") throws -> SharedSecret {
        try #require(SharedSecret(String(repeating: letter, count: 32)))
    }

    private func signed(_ use: String = "POST /paid") throws -> [String: String] {
        Dictionary(
            try secret().headers(use, body, at: noon), uniquingKeysWith: { first, _ in first })
    }

    @Test func `a signature is the published one of its algorithm`() throws {
        // printf 'POST /paid\n1795694400\n{}' | openssl dgst -sha256 -hmac xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        #expect(
            try signed() == [
                "cais-timestamp": "1795694400",
                "cais-signature":
                    "v1=a70fdfdd03d68b147d2265192aee8d1bcca5fa1f3f4e300707333fe948bcb5d5",
            ])
    }

    @Test func `it counts for five minutes, before and after`() throws {
        for seconds in [Int64(-300), 0, 300] {
            let now = noon.adding(seconds: seconds)
            #expect(try secret().accepts(signed(), "POST /paid", body, at: now))
        }
        for seconds in [Int64(-301), 301] {
            let now = noon.adding(seconds: seconds)
            #expect(try !secret().accepts(signed(), "POST /paid", body, at: now))
        }
    }

    @Test func `it counts for no other use, body or secret`() throws {
        #expect(try !secret().accepts(signed(), "GET /paid", body, at: noon))
        #expect(try !secret().accepts(signed(), "POST /paid", Array("{ }".utf8), at: noon))
        #expect(try !secret("y").accepts(signed(), "POST /paid", body, at: noon))
        #expect(try !secret().accepts([:], "POST /paid", body, at: noon))
    }

    @Test(arguments: [
        ("cais-timestamp", "now"), ("cais-timestamp", "-9223372036854775808"),
        ("cais-timestamp", "999999999999999999"), ("cais-signature", ""),
        ("cais-signature", "v1="), ("cais-signature", "v1=" + String(repeating: "0", count: 64)),
        ("cais-signature", "v1=" + String(repeating: "+f", count: 32)),
        ("cais-signature", "v1=" + String(repeating: "\u{FF11}", count: 64)),
    ])
    func `what is no signature counts for nothing`(name: String, value: String) throws {
        let headers = try signed().merging([name: value]) { $1 }
        #expect(try !secret().accepts(headers, "POST /paid", body, at: noon))
    }

    @Test func `a short secret is none`() {
        #expect(SharedSecret(String(repeating: "x", count: 31)) == nil)
        #expect(SharedSecret([UInt8](repeating: 7, count: 31)) == nil)
        #expect(SharedSecret([UInt8](repeating: 7, count: 32)) != nil)
    }
}
