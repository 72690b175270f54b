import Decisions
import Formats
import Foundation

/// Our side of bench/decisions.py, which makes the tables, the data and the texts, and compares the answers:
///
///     decisions-bench answer FOLDER                 the answers to data.json
///     decisions-bench ask FOLDER ROUNDS COUNT       seconds for COUNT evaluations, all data in turn
///     decisions-bench read FOLDER ROUNDS            seconds to read and compile model.dmn
///     decisions-bench parse FOLDER ROUNDS           seconds to read and compile the FEEL of expressions.json
///
/// Each prints one line of JSON.
@main
struct DecisionsBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 3 else { throw Trouble(description: "see bench/decisions.py") }
        let folder = words[2]
        let rounds = words.count > 3 ? Int(words[3]) ?? 0 : 1
        let count = words.count > 4 ? Int(words[4]) ?? 0 : 1
        guard rounds > 0, count > 0 else { throw Trouble(description: "numbers above zero") }
        let facts: [String: JSON] =
            switch words[1] {
            case "answer": try answer(folder)
            case "ask": try ask(folder, rounds: rounds, count)
            case "read": try reading(folder, rounds: rounds)
            case "parse": try parse(folder, rounds: rounds)
            default: throw Trouble(description: "say answer, ask, read or parse")
            }
        print(JSON.object(facts).canonical)
    }

    static func answer(_ folder: String) throws -> [String: JSON] {
        let model = try self.model(folder)
        let answers = try data(folder, model).map { one -> JSON in
            try model.evaluate("answer", one)?.value.json ?? .null
        }
        return ["answers": .array(answers)]
    }

    /// The public call: named data in, a named result out; without and with the explanation.
    static func ask(_ folder: String, rounds: Int, _ count: Int) throws -> [String: JSON] {
        let model = try self.model(folder)
        let data = try self.data(folder, model)
        func times(explain: Bool) throws -> JSON {
            try measured(rounds) {
                var place = 0
                for _ in 0..<count {
                    _ = try model.evaluate("answer", data[place], explain: explain)
                    place = place + 1 == data.count ? 0 : place + 1
                }
            }
        }
        return ["rounds": try times(explain: false), "explained": try times(explain: true)]
    }

    static func reading(_ folder: String, rounds: Int) throws -> [String: JSON] {
        let bytes = try read(folder + "/model.dmn")
        let times = try measured(rounds) { _ = try DecisionModel(bytes, file: "model.dmn") }
        return ["rounds": times, "bytes": .int(bytes.count)]
    }

    /// Each text alone, as a cell or a literal expression is; one that is no FEEL ends the program.
    static func parse(_ folder: String, rounds: Int) throws -> [String: JSON] {
        let given = try JSON.parse(read(folder + "/expressions.json"))
        let names = (given["names"]?.arrayValue ?? []).compactMap(\.stringValue)
        let texts = (given["texts"]?.arrayValue ?? []).compactMap(\.stringValue)
        let times = try measured(rounds) {
            for text in texts { _ = try CompiledText(expression: text, names: names) }
        }
        return [
            "rounds": times, "expressions": .int(texts.count),
            "bytes": .int(texts.reduce(0) { $0 + $1.utf8.count }),
        ]
    }

    static func model(_ folder: String) throws -> DecisionModel {
        try DecisionModel(read(folder + "/model.dmn"), file: "model.dmn")
    }

    static func data(_ folder: String, _ model: DecisionModel) throws -> [[String: FEELValue]] {
        let list = try JSON.parse(read(folder + "/data.json")).arrayValue ?? []
        guard !list.isEmpty else { throw Trouble(description: "data.json holds no list") }
        return try list.map { try model.data($0) }
    }

    /// Seconds, round by round.
    static func measured(_ rounds: Int, _ body: () throws -> Void) throws -> JSON {
        var seconds: [JSON] = []
        for _ in 0..<rounds {
            let took = try ContinuousClock().measure(body).components
            seconds.append(.number(Double(took.seconds) + Double(took.attoseconds) / 1e18))
        }
        return .array(seconds)
    }

    static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

struct Trouble: Error, CustomStringConvertible {
    let description: String
}
