import Cases
import Figures
import Formats
import Foundation
import Kernel
import Observatory
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What passes between compartments is what a contract names, while it stands, once.
struct FlowTests {
    /// A host with both keys and a contract of its own; six complaints about language and one about another thing.
    private func installed(
        _ engine: Engine = .sqlite,
        _ contract: [(String, String)] = [("design-example", "in-force")]
    ) async throws -> Options {
        let policy = try TestFolder.make() + "/pt"
        try FileManager.default.copyItem(atPath: projectFolder + "/policy/pt", toPath: policy)
        let path = policy + "/flows/equality-statistics.yaml"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        for (old, new) in contract {
            #expect(text.contains(old))
            text = text.replacing(old, with: new)
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let options = try Options(
            data: try TestFolder.make() + "/data",
            database: engine == .postgres ? try await place() : nil, home: projectFolder,
            policy: policy, environment: [:])
        _ = try await setup(options, [.general, .equality])
        let house = try await House.open(options)
        defer { house.compartments.close() }
        let visitor = Browser(try await house.site())
        let csrf = try await visitor.csrf()
        for number in 0..<7 {
            let words = [
                "text": "Sotaque \(number)", "contact": "",
                "ground": number < 6 ? "language" : "nationality",
            ]
            let answer = try await visitor.post("/complaints/new", words, csrf: csrf)
            #expect(answer.status == 200)
        }
        return options
    }

    private func place() async throws -> String {
        guard case .postgres(let url) = try await TestDatabase.emptyPlace() else {
            throw Trouble("no PostgreSQL")
        }
        return url
    }

    /// The contract's run at a moment; by default when the month of the complaints is over.
    private func run(_ options: Options, at now: Moment = nextMonth) async throws -> Answer {
        let compartments = try await Compartments.open(options, schema: House.schema)
        defer { compartments.close() }
        return try await runFlows(options, compartments, at: now)
    }

    private func stored(_ options: Options) async throws -> [String] {
        let compartments = try await Compartments.open(options, schema: House.schema)
        defer { compartments.close() }
        let general = try #require(compartments[.general])
        return try await general.read { db in
            try db.all("SELECT fields, amount FROM received_row ORDER BY fields").map { row in
                let fields: String? = try row[0]
                let amount: Int? = try row[1]
                return "\(fields ?? "gone") \(amount.map { String($0) } ?? "-")"
            }
        }
    }

    /// What is said of the first contract.
    private func line(_ answer: Answer) -> Substring? { answer.text.split(separator: "\n").first }

    private func outcome(_ answer: Answer) throws -> String {
        try JSON.parse(answer.json, file: "answer")["flows"]?.arrayValue?.first?["outcome"]?
            .stringValue ?? ""
    }

    @Test(arguments: Engine.underTest)
    func `what the contract names passes once, and both sides say so`(engine: Engine) async throws {
        let options = try await installed(engine)
        #expect(try outcome(try await run(options, at: systemClock())) == "nothing-new")
        #expect(try await stored(options).isEmpty, "a month that is not over does not pass")
        let first = try await run(options)
        #expect(first.isGood)
        #expect(line(first) == "equality-statistics: 2 rows moved from equality to general")
        let month = try #require(thisMonth)
        let rows = [
            "{\"ground-group\":\"language\",\"month\":\"\(month)\"} 6",
            "{\"ground-group\":\"nationality\",\"month\":\"\(month)\"} 1",
        ]
        #expect(try await stored(options) == rows)
        let again = try await run(options)
        #expect(try outcome(again) == "nothing-new" && again.isGood)
        #expect(try await stored(options) == rows)
        let compartments = try await Compartments.open(options, schema: House.schema)
        defer { compartments.close() }
        for (compartment, kind) in [
            (Compartment.equality, "flow.sent"), (.general, "flow.received"),
        ] {
            let lines = try await #require(compartments[compartment]).read { db in
                try db.journal(of: "flow/equality-statistics")
            }
            #expect(lines.map(\.kind) == [kind])
            #expect(lines.first?.fields["rows"] == "2" && lines.first?.fields["version"] == "1")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a field that the contract does not name never arrives`(engine: Engine) async throws {
        let options = try await installed(
            engine,
            [("design-example", "in-force"), ("month, ground-group, count", "month, count")])
        #expect(try await run(options).isGood)
        let month = try #require(thisMonth)
        #expect(try await stored(options) == ["{\"month\":\"\(month)\"} 7"])
    }

    @Test(
        arguments: [
            ([], "example", true), ([("2027-12-31", "2026-01-01")], "expired", false),
            ([("ground-group", "name")], "unknown-field", false),
        ] as [([(String, String)], String, Bool)])
    func `an example, an expired contract and an unknown field move nothing`(
        change: [(String, String)], code: String, isGood: Bool
    ) async throws {
        let inForce = code == "example" ? [] : [("status: design-example", "status: in-force")]
        let options = try await installed(.sqlite, inForce + change)
        let answer = try await run(options)
        #expect(try outcome(answer) == code)
        #expect(answer.isGood == isGood)
        #expect(try await stored(options).isEmpty)
    }

    @Test(arguments: ["equality", "general"])
    func `where a side is not open on this host the run says so and is no failure`(
        closed: String
    ) async throws {
        let options = try await installed()
        try FileManager.default.removeItem(atPath: options.data + "/keys/\(closed).key")
        let answer = try await runFlows(options)
        #expect(answer.isGood)
        #expect(line(answer) == "equality-statistics: not open on this host: \(closed)")
    }

    @Test(arguments: Engine.underTest)
    func `what is past its time is forgotten and does not come back`(engine: Engine) async throws {
        let options = try await installed(
            engine, [("design-example", "in-force"), ("10 years", "3 months")])
        #expect(try await run(options).isGood)
        let late = nextMonth.adding(seconds: 120 * 86_400)
        let answer = try await run(options, at: late)
        #expect(answer.text.contains("2 rows were past their time"))
        #expect(try await stored(options) == ["gone -", "gone -"])
        #expect(try outcome(try await run(options, at: late)) == "nothing-new")
        #expect(try await stored(options) == ["gone -", "gone -"])
    }

    @Test(arguments: Engine.underTest)
    func `the figure of what came passes the guard, and is there under a contract in force only`(
        engine: Engine
    ) async throws {
        let options = try await installed(engine)
        _ = try await run(options)
        let house = try await House.open(options)
        defer { house.compartments.close() }
        let key = ReceivedFigures.complaintsKey
        let published = try await house.database.write { [figures = house.figures] db in
            try figures.takeSnapshots(at: nextMonth, in: db)
            return try figures.published(key, in: db)?.published
        }
        // Seven, rounded to five.
        #expect(published?.value == 5 && published?.status == .rounded)
        let example = try await DemoStore.shared.copy()
        let other = try await House.open(example.options)
        defer { other.compartments.close() }
        #expect(other.figures[key] == nil)
    }
}

/// When the month in which the test runs is over.
private let nextMonth = systemClock().adding(seconds: 32 * 86_400)
/// The month in which the complaints came, as the contract writes it; nil never.
private let thisMonth: String? = (try? Files.zone("Europe/Lisbon")).map {
    String($0.day(of: systemClock()).description.prefix(7))
}
