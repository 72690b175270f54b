import Foundation
import TestSupport
import Web

/// Somebody who asks, and whose answers are compared.
struct ComparedVisitor {
    let browser: Browser
    let csrf: String

    /// What two answers are compared by: all of it but what is drawn anew for each.
    struct Compared: Equatable {
        let text: String
        /// How many places were left out.
        let masks: Int
    }

    func get(_ path: String) async throws -> Compared {
        // From outside: this machine alone may ask for metrics.
        compared(try await browser.get(path, [("x-forwarded-for", "203.0.113.9")]))
    }

    func post(_ path: String, _ form: [String: String]) async throws -> Compared {
        compared(try await browser.post(path, form, csrf: csrf))
    }

    /// Left out are, and nothing else: in pages the guard of forms, their once keys, and numbers of fifteen digits and
    /// more (identifiers hold the microsecond in which they were made), and the reference by which one is given a mandate,
    /// drawn when its person first looks; on pages of errors the number of the request.
    /// In files nothing is left out.
    private func compared(_ answer: PlainAnswer) -> Compared {
        let head = ["location", "content-type", "content-disposition", "cache-control"]
            .map { answer.header($0) ?? "" }
        let line = "\(answer.status) \(head) "
        guard answer.header("content-type")?.hasPrefix("text/html") == true else {
            return Compared(text: line + answer.text, masks: 0)
        }
        let parts = answer.text.components(separatedBy: "name=\"once\" value=\"")
        let tails = parts.dropFirst().map { String($0.drop { $0 != "\"" }) }
        var (text, masks) = (([parts[0]] + tails).joined(), parts.count - 1)
        if !csrf.isEmpty {
            let pieces = text.components(separatedBy: csrf)
            (text, masks) = (pieces.joined(), masks + pieces.count - 1)
        }
        let references = text.matches(of: #/MD-\w{4}-\w{4}-\w/#).count
        text = text.replacing(#/MD-\w{4}-\w{4}-\w/#, with: "MD")
        masks += references
        let (kept, left) = undrawn(text, withRequests: answer.status >= 400)
        return Compared(text: line + kept, masks: masks + left)
    }

    private func undrawn(_ text: String, withRequests: Bool) -> (String, Int) {
        var kept: [UInt8] = []
        var word: [UInt8] = []
        var masks = 0
        for byte in Array(text.utf8) + [0] {
            if isOfWord(byte) {
                word.append(byte)
                continue
            }
            let isNumber = word.count >= 15 && word.allSatisfy { (48...57).contains($0) }
            let isRequest =
                withRequests && word.count == 8 && word.allSatisfy { requestLetters.contains($0) }
            if isNumber || isRequest { masks += 1 }
            kept += isNumber || isRequest ? [UInt8(ascii: "#")] : word
            kept.append(byte)
            word = []
        }
        return (String(decoding: kept, as: UTF8.self), masks)
    }

    private func isOfWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

/// A long page with its forms; more would say that too much is left out.
let masksOfAnswerMax = 1_000

private let requestLetters = Set("23456789ABCDEFGHJKMNPQRSTVWXY".utf8)
