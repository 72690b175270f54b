import CArgon2
import Foundation
import Kernel
import Testing

@testable import People

struct OneTimeCodeTests {
    let secret = Array("12345678901234567890".utf8)

    @Test(arguments: [
        (Int64(59), "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `the codes of RFC 6238 appendix B come out`(seconds: Int64, code: String) {
        #expect(OneTimeCode.code(secret, step: seconds / 30, digits: 8) == code)
    }

    @Test func `a code counts one step early and late, not two`() {
        let now = Moment(secondsSince1970: 3_000)
        for distance in Int64(-2)...2 {
            let code = OneTimeCode.code(secret, step: 100 + distance)
            let found = OneTimeCode.step(of: code, secret: secret, at: now, after: 0)
            #expect(found == (abs(distance) <= 1 ? 100 + distance : nil))
        }
    }

    @Test func `a step that was used is not taken again`() {
        let now = Moment(secondsSince1970: 3_000)
        let code = OneTimeCode.code(secret, step: 100)
        #expect(OneTimeCode.step(of: code, secret: secret, at: now, after: 99) == 100)
        #expect(OneTimeCode.step(of: code, secret: secret, at: now, after: 100) == nil)
    }

    @Test(arguments: [("", ""), ("f", "MY"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
    func `base 32 is that of RFC 4648`(plain: String, encoded: String) {
        #expect(OneTimeCode.base32(Array(plain.utf8)) == encoded)
    }
}

struct RulesTests {
    @Test func `waiting begins after five wrong attempts, doubles and ends at an hour`() {
        let start = Moment(secondsSince1970: 0)
        let waits = [4, 5, 6, 7, 50].map { Lockout.until(failed: $0, at: start).secondsSince1970 }
        #expect(waits == [0, 60, 120, 240, 3_600])
    }

    @Test(arguments: [
        ("/cases/1", "/cases/1"), ("//evil.example", "/door"),
        ("https://evil.example", "/door"),
        ("/\\evil.example", "/door"), ("/a\r\nx: y", "/door"), (nil, "/door"),
    ])
    func `after signing in one stays with us`(typed: String?, path: String) {
        #expect(localPath(typed) == path)
    }

    @Test func `a login is folded and nothing odd is one`() {
        #expect(Login(" Ana ")?.text == "ana")
        #expect(Login("a") == nil)
        #expect(Login("ana;drop") == nil)
    }

    @Test func `a hash opens for its password alone, and without a hash nothing opens`()
        async throws
    {
        let passwords = Passwords(cost: weak)
        let hash = try await passwords.hash(goodPassword)
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try await passwords.verify(goodPassword, hash))
        #expect(try await !passwords.verify(goodPassword + ".", hash))
        #expect(try await !passwords.verify(goodPassword, nil))
    }

    @Test func `where there is no hash the whole work is done on a well-formed one`() {
        let decoy = Passwords(cost: weak).decoy
        let bytes = Array(goodPassword.utf8)
        // A malformed hash would be refused at once, with another code, and the time would tell.
        #expect(argon2id_verify(decoy, bytes, bytes.count) == ARGON2_VERIFY_MISMATCH.rawValue)
        #expect(decoy.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
    }
}
