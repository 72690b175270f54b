import Foundation
import Kernel
import Storage
import TestSupport
import Web

@testable import App

/// Two copies of one house at one moment: in the second something more happened, which some may not see.
struct TwoHouses: Sendable {
    /// Without what happened, and with it.
    let plain: Side
    let changed: Side
    /// The file that only the second has.
    let hidden: String
    /// The number of its first letter.
    let letter: String

    /// One of the two, with what stands for the parameters of its routes.
    struct Side: Sendable {
        let house: House
        let site: Site
    }

    /// `act` plays in the second house what is hidden and returns the file's reference; in both its people sign in.
    static func make(
        at now: Moment, _ people: [String],
        _ act: @Sendable ([String: Browser], Site) async throws -> String
    ) async throws -> TwoHouses {
        let plain = try await side(at: now)
        let changed = try await side(at: now)
        _ = try await browsers(people, plain.site)
        let reference = try await act(try await browsers(people, changed.site), changed.site)
        let letter = try await changed.house.database.read { db in
            try db.value(
                """
                SELECT letter.id FROM letter JOIN kase ON kase.id = letter.kase
                WHERE kase.reference = \(reference) ORDER BY letter.id LIMIT 1
                """, as: Int64.self)
        }
        guard let letter else { throw Trouble("the hidden file \(reference) has no letter") }
        return TwoHouses(
            plain: plain, changed: changed, hidden: reference, letter: String(letter))
    }

    private static func side(at now: Moment) async throws -> Side {
        let options = try await DemoStore.shared.copy().options
        let house = try await House.open(options, clock: { now })
        return Side(house: house, site: try await house.site())
    }

    private static func browsers(
        _ people: [String], _ site: Site
    ) async throws -> [String: Browser] {
        var browsers: [String: Browser] = [:]
        for login in people {
            let browser = Browser(site)
            try await browser.signIn(login)
            browsers[login] = browser
        }
        return browsers
    }

    func close() {
        plain.house.compartments.close()
        changed.house.compartments.close()
    }

    /// The addresses at which the two answer somebody differently.
    func differences(for asker: Asker, _ things: Things) async throws -> [String] {
        let (one, other) = (try await visitor(asker, plain), try await visitor(asker, changed))
        var found: [String] = []
        for path in try addresses(things) {
            let (left, right) = (try await one.answer(path), try await other.answer(path))
            if left != right { found.append("\(asker.column): \(path)") }
        }
        return found
    }

    private func visitor(_ asker: Asker, _ side: Side) async throws -> ComparedVisitor {
        let browser = Browser(side.site)
        if let login = asker.login { try await browser.signIn(login) }
        return ComparedVisitor(browser: browser, csrf: try await browser.csrf())
    }

    /// Every GET of the house with real things in it, the ways in which lists are asked for, and what is hidden itself.
    private func addresses(_ things: Things) throws -> [String] {
        let routes = plain.house.routes.filter { $0.method == .get }
            .sorted { $0.path < $1.path }
        let doors = try routes.map { route in
            try things.filled(route.path)
                .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
                + things.query(route)
        }
        let lists = [
            "search=zanzibar", "search=xana", "search=\(hidden)", "sort=-filed",
            "sort=state&page=2",
            "sort=-next", "taken=free", "taken=mine", "clock=decision", "turn=state&overdue=1",
            "state=submitted", "state=in-analysis", "page=2",
        ]
        let asked = lists.flatMap { ["/desk?\($0)", "/desk.csv?\($0)", "/cases?\($0)"] }
        let own = [
            "/cases/\(hidden)", "/desk/cases/\(hidden)", "/bookings/new?case=\(hidden)",
            "/letters/\(letter)", "/letters/\(letter)/pdf", "/cases/\(hidden)/documents/1",
            "/desk/cases/\(hidden)/documents/1", "/desk/board?days=60", "/desk/board?office=1",
        ]
        return doors + asked + own
    }
}

/// Somebody who asks, and whose answers are compared.
private struct ComparedVisitor {
    let browser: Browser
    let csrf: String

    /// All of an answer but what is drawn anew for each: the guards of forms, numbers of requests and of what was made
    /// a moment ago.
    func answer(_ path: String) async throws -> String {
        let answer = try await browser.get(path)
        let parts = answer.text.components(separatedBy: "name=\"once\" value=\"")
        let tails = parts.dropFirst().map { String($0.drop { $0 != "\"" }) }
        var text = ([parts[0]] + tails).joined()
        if !csrf.isEmpty { text = text.replacingOccurrences(of: csrf, with: "") }
        let head = ["location", "content-type", "content-disposition", "cache-control"]
            .map { answer.header($0) ?? "" }
        // By which somebody is given a mandate: drawn when its person first looks.
        text = text.replacing(#/MD-\w{4}-\w{4}-\w/#, with: "MD")
        return "\(answer.status) \(head) " + undrawn(text)
    }

    /// Without numbers of fifteen digits and more, and without those of requests: eight characters that a visitor can
    /// read out.
    private func undrawn(_ text: String) -> String {
        var kept: [UInt8] = []
        var word: [UInt8] = []
        for byte in Array(text.utf8) + [0] {
            if isOfWord(byte) {
                word.append(byte)
                continue
            }
            let isNumber = word.count >= 15 && word.allSatisfy { (48...57).contains($0) }
            let isRequest = word.count == 8 && word.allSatisfy { requestLetters.contains($0) }
            kept += isNumber || isRequest ? [UInt8(ascii: "#")] : word
            kept.append(byte)
            word = []
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private func isOfWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

private let requestLetters = Set("23456789ABCDEFGHJKMNPQRSTVWXY".utf8)
