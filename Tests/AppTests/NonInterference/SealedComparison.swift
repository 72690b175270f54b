import Storage
import TestSupport

@testable import App

/// Two houses that differ only inside sealed compartments, asked the same by somebody who stands outside.
enum SealedComparison {
    /// What an answer is compared by here.
    struct Weighed: Equatable {
        let answer: ComparedVisitor.Compared
        let statements: Int
    }

    /// How two sides answer one visit differently, or nil. Where they differ in statements alone the visit is made again: what a
    /// house keeps in memory for some seconds may have run out between the two.
    private static func difference(
        _ stores: [[Database]], _ visits: [() async throws -> ComparedVisitor.Compared]
    ) async throws -> String? {
        var last = ""
        for _ in 0..<2 {
            let left = try await weigh(stores[0], visits[0])
            let right = try await weigh(stores[1], visits[1])
            if left == right { return nil }
            if left.answer != right.answer { return "other bytes" }
            last = "\(left.statements) and \(right.statements) statements"
        }
        return last
    }

    /// One visit at one side, and how many statements it took in all its compartments together.
    static func weigh(
        _ stores: [Database], _ visit: () async throws -> ComparedVisitor.Compared
    ) async throws -> Weighed {
        let before = stores.reduce(0) { $0 + $1.statements.value }
        let answer = try await visit()
        return Weighed(
            answer: answer,
            statements: stores.reduce(0) { $0 + $1.statements.value } - before)
    }

    /// Where two visitors of two houses are answered differently.
    static func differences(
        _ who: String, _ visitors: [ComparedVisitor], _ stores: [[Database]], _ paths: [String],
        _ hidden: [SealedLife.Hidden]
    ) async throws -> [String] {
        var found: [String] = []
        for path in paths {
            let visits = visitors.map { visitor in { try await visitor.get(path) } }
            if let how = try await difference(stores, visits) {
                found.append("\(who): \(path): \(how)")
            }
        }
        for deed in deeds(hidden) {
            let visits = visitors.map { visitor in
                { try await visitor.post(deed.path, deed.form) }
            }
            if let how = try await difference(stores, visits) {
                found.append("\(who): POST \(deed.path): \(how)")
            }
        }
        return found
    }

    /// What somebody may try on it: without its code, or with none of the duties that it takes.
    static func deeds(_ hidden: [SealedLife.Hidden]) -> [(path: String, form: [String: String])] {
        hidden.flatMap { one -> [(path: String, form: [String: String])] in
            let guess = ["reference": "\(one.reference)", "code": noCode]
            let said = guess.merging(["message": "Zanzibar"]) { $1 }
            return [
                ("\(one.path)/status", guess), ("\(one.path)/status/say", said),
                ("\(one.path)/status/act/stop", guess),
                ("\(one.path)/status/erasure", guess),
                ("\(one.path)/\(one.id)/take", [:]), ("\(one.path)/\(one.id)/say", said),
                ("\(one.path)/\(one.id)/act/openCase", [:]), ("\(one.path)/glass", guess),
                ("\(one.path)/new", ["step": "on", "text": "Zanzibar"]),
            ]
        }
    }

    /// The lines of a log without what each request draws anew: its number, and how long it took.
    static func told(_ log: LineKeeper) -> [String] {
        log.lines.map { line in
            line.split(separator: " ").filter {
                !$0.hasPrefix("number=") && !$0.hasPrefix("ms=")
            }.joined(separator: " ")
        }
    }

    /// Whether a line of a log names one of these doors.
    static func names(_ line: String, _ doors: Set<String>) -> Bool {
        line.split(separator: " ").contains { fact in
            fact.hasPrefix("route=") && doors.contains(String(fact.dropFirst("route=".count)))
        }
    }
}

/// As a code is written; nobody was given it.
private let noCode = "0000-0000-0000-0000-0000-0000-0000"
