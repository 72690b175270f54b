import Foundation
import Kernel
import Storage
import TestSupport
import Web

@testable import App

/// How a door answered.
enum Outcome: String, Sendable, CaseIterable {
    case ok
    case signIn = "sign-in"
    case forbidden
    case notFound = "not-found"
    /// Let in, and then told what is wrong with the form, or that it was done already.
    case invalid
    /// What a standard names and this house does not offer: the door says so to everybody.
    case notOffered = "not-offered"
    /// A fault of ours: stands in no table.
    case fault

    init(_ answer: PlainAnswer) {
        switch answer.status {
        case 303 where answer.header("location")?.hasPrefix("/sign-in") == true: self = .signIn
        case 200..<400: self = .ok
        case 401: self = .signIn
        case 403: self = .forbidden
        case 404: self = .notFound
        case 409, 413, 422: self = .invalid
        case 501: self = .notOffered
        default: self = .fault
        }
    }
}

/// One route's row of the table.
struct MatrixRow: Sendable, Equatable {
    let method: String
    let path: String
    var outcomes: [String]

    var name: String { method + " " + path }
    var line: String { ([method, path] + outcomes).joined(separator: ",") }

    init(method: String, path: String, outcomes: [String]) {
        self.method = method
        self.path = path
        self.outcomes = outcomes
    }

    init?(line: Substring) {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 2 + Asker.all.count else { return nil }
        self.init(method: cells[0], path: cells[1], outcomes: Array(cells.dropFirst(2)))
    }

    subscript(column: String) -> Outcome? {
        guard let index = Asker.all.firstIndex(where: { $0.column == column }) else { return nil }
        return Outcome(rawValue: outcomes[index])
    }
}

/// The table in the repository: who gets what from which door.
enum PermissionTable {
    static let path = projectFolder + "/docs/permissions.csv"
    static let head = (["method", "path"] + Asker.all.map(\.column)).joined(separator: ",")

    static func read() throws -> [MatrixRow] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        guard lines.first.map(String.init) == head else {
            throw Trouble("\(path) has another head than \(head)")
        }
        return try lines.dropFirst().map { line in
            guard let row = MatrixRow(line: line) else { throw Trouble("\(path): \(line)") }
            return row
        }
    }

    static func write(_ rows: [MatrixRow]) throws {
        let text = ([head] + rows.map(\.line)).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

/// Whether files in the repository are written anew instead of compared (`CAIS_WRITE=1`).
var writesFiles: Bool { ProcessInfo.processInfo.environment["CAIS_WRITE"] == "1" }

/// Every route of the house as everybody sees it.
enum Matrix {
    /// Asks all routes as all roles; each role in a copy of its own, so that no answer depends on another's deeds.
    static func ask() async throws -> (rows: [MatrixRow], leaks: [String]) {
        var columns: [[String]] = []
        var routes: [Route] = []
        var leaks: [String] = []
        for asker in Asker.all {
            let installed = try await DemoStore.shared.copy()
            let house = try await House.open(installed.options)
            defer { house.compartments.close() }
            routes = sorted(house.routes)
            let (outcomes, leaked) = try await column(asker, routes, house, installed.story)
            columns.append(outcomes)
            leaks += leaked
        }
        let rows = routes.enumerated().map { index, route in
            MatrixRow(
                method: route.method.rawValue, path: route.path, outcomes: columns.map { $0[index] }
            )
        }
        return (rows, leaks)
    }

    /// Words of Ana's file and of the complaint, and who may read them; the mediator has her mandate.
    private static let secrets: [(word: String, readers: Set<String>)] = [
        ("Zibreira", ["owner", "officer-here", "supervisor", "mediator"]), ("Zambujal", ["jurist"]),
    ]

    /// Questions before deeds, so that no deed changes what is asked; ending the session comes last.
    private static func sorted(_ routes: [Route]) -> [Route] {
        func rank(_ route: Route) -> Int {
            route.method == .get
                ? 0 : route.path == "/sign-out" ? 3 : route.path.hasPrefix("/account") ? 2 : 1
        }
        return routes.sorted { (rank($0), $0.path) < (rank($1), $1.path) }
    }

    private static func column(
        _ asker: Asker, _ routes: [Route], _ house: House, _ story: Story
    ) async throws -> (outcomes: [String], leaks: [String]) {
        let browser = Browser(try await house.site())
        if let login = asker.login { try await browser.signIn(login) }
        let csrf = try await browser.csrf()
        let things = try await Things.find(house, story)
        var (outcomes, leaks): ([String], [String]) = ([], [])
        for route in routes {
            let path = try things.filled(route.path)
                .mapError { Trouble("no real \($0.name) for \(route.path)") }.get()
            let answer =
                route.method == .get
                ? try await browser.get(path + things.query(route))
                : try await browser.post(path, things.form(route), csrf: csrf)
            outcomes.append(Outcome(answer).rawValue)
            for (word, readers) in secrets
            where answer.text.contains(word) && !readers.contains(asker.column) {
                leaks.append(
                    "\(word) to \(asker.column) from \(route.method.rawValue) \(route.path)")
            }
        }
        return (outcomes, leaks)
    }
}
