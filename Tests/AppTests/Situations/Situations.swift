import Decisions
import Formats
import TestSupport

@testable import App
@testable import Cases

/// Situations from one seed: first those test cases in which more rules fire, then each aimed at a rule that has not fired yet while there is one, then at each in turn.
struct Situations: Sendable {
    let made: [[String: JSON]]
    let coverage: Coverage

    init(
        _ enquiry: Enquiry, _ models: [String: AimedModel], _ book: DecisionBook,
        count: Int = Situations.count, seed: UInt64 = 4
    ) throws {
        var (random, coverage) = (SeededRandom(seed), Coverage())
        var made: [[String: JSON]] = []
        let goals = enquiry.goals
        var tries = Array(repeating: 0, count: goals.count)
        for place in enquiry.cases.indices where made.count < count {
            let situation = enquiry.example(place, &random)
            let fired = try enquiry.fired(situation, models, book)
            guard coverage.isWidened(by: fired) else { continue }
            coverage.note(fired)
            made.append(situation)
        }
        for number in made.count..<count {
            let open = goals.indices.filter { goal in
                tries[goal] < Situations.triesMax && !coverage.hasFired(goals[goal])
            }
            let goal = open.isEmpty ? number % max(goals.count, 1) : open[number % open.count]
            var situation = enquiry.situation(goals, goal, &random)
            var fired = try enquiry.fired(situation, models, book)
            while !open.isEmpty, tries[goal] < Situations.triesMax,
                !coverage.isWidened(by: fired)
            {
                tries[goal] += 1
                situation = enquiry.situation(goals, goal, &random)
                fired = try enquiry.fired(situation, models, book)
            }
            coverage.note(fired)
            made.append(situation)
        }
        self.made = made
        self.coverage = coverage
    }

    /// Each content table is seen in so many situations.
    static let count = 200
    /// How often a rule is aimed at in vain: some stand in tables that nobody asks here.
    private static let triesMax = 12

    /// So many of them, spread over all.
    func spread(_ number: Int) -> [[String: JSON]] {
        guard number < made.count else { return made }
        return (0..<number).map { made[$0 * made.count / number] }
    }
}

/// A rule of a table, by its place.
struct RuleGoal: Sendable {
    let table: AimedTable
    let place: Int
}

/// How many situations each table saw, and which of its rules fired in them.
struct Coverage: Sendable {
    private(set) var seen: [DecisionName: Int] = [:]
    private(set) var fired: [DecisionName: Set<Int>] = [:]

    func hasFired(_ goal: RuleGoal) -> Bool {
        fired[goal.table.name]?.contains(goal.place + 1) ?? false
    }

    func isWidened(by tables: [DecisionName: Set<Int>]) -> Bool {
        tables.contains { !$0.value.isSubset(of: fired[$0.key] ?? []) }
    }

    /// Takes in what one situation did.
    mutating func note(_ tables: [DecisionName: Set<Int>]) {
        for (table, rules) in tables {
            seen[table, default: 0] += 1
            fired[table, default: []].formUnion(rules)
        }
    }

    mutating func add(_ other: Coverage) {
        seen.merge(other.seen) { $0 + $1 }
        fired.merge(other.fired) { $0.union($1) }
    }
}

extension Enquiry {
    var goals: [RuleGoal] {
        tables.flatMap { table in
            table.rules.indices.map { RuleGoal(table: table, place: $0) }
        }
    }

    /// One aimed at a rule; by chance where there are none.
    func situation(
        _ goals: [RuleGoal], _ goal: Int, _ random: inout SeededRandom
    ) -> [String: JSON] {
        guard goals.indices.contains(goal) else { return free(&random) }
        let table = goals[goal].table
        return aimed(at: table, table.rules[goals[goal].place], &random)
    }

    /// The tables that are computed in a situation, each with the numbers of the rules that fire.
    func fired(
        _ situation: [String: JSON], _ models: [String: AimedModel], _ book: DecisionBook
    ) throws -> [DecisionName: Set<Int>] {
        var found: [DecisionName: Set<Int>] = [:]
        for name in asked {
            guard let aimed = models[name.model], let model = book[name.model] else {
                throw Trouble("there is no model \(name.model)")
            }
            let data = try model.data(.object(aimed.given(situation)))
            let result = try book.ask(name.model, name.decision, data)
            for trace in result.computed {
                found[DecisionName(trace), default: []].formUnion(trace.rules.map(\.number))
            }
        }
        return found
    }
}

extension DecisionName {
    /// The table that an explanation tells of, in its own file or in one that is imported.
    init(_ trace: TableTrace) {
        let file = trace.file.split(separator: "/").last ?? ""
        self.init(
            model: String(file.hasSuffix(".dmn") ? file.dropLast(4) : file),
            decision: trace.decision)
    }
}

extension AimedModel {
    /// What of a situation this model asks for.
    func given(_ situation: [String: JSON]) -> [String: JSON] {
        let names = Set(inputs.map(\.name))
        return situation.filter { names.contains($0.key) }
    }
}
