import Decisions
import Formats
import Foundation
import Kernel

/// What takes an input.
enum Target: String, CaseIterable, Sendable {
    /// A text of FEEL, as an expression and as the tests of a cell.
    case feel
    /// A whole model: read, checked, all its decisions and functions asked.
    case dmn
    /// Data in JSON for a model that is whole.
    case json
}

struct Input: Equatable, Sendable {
    let target: Target
    /// The file of the model that data are for; else empty.
    var model = ""
    let bytes: [UInt8]
}

enum Outcome: String, CaseIterable, Sendable {
    case taken, refused, limited
}

/// Gives inputs to the engine and tells how it took them.
final class Trial {
    /// The longest call of the engine for the last input, on the processor.
    private(set) var seconds = 0.0
    private let models: [String: DecisionModel]
    private let data: [String: FEELValue]
    private let zones: ZoneSource
    private let world: DecisionWorld
    /// So that nothing that is written out is left away.
    private var written = 0

    private static let places = ["Europe/Lisbon", "America/New_York", "Australia/Melbourne"]
    /// Of one model; a thousand copies of a decision would show nothing new.
    private static let nodesMax = 40
    /// Longer lists are not written out: that would measure the writing.
    private static let shownMax = 10_000

    init(_ corpus: Corpus) throws {
        var places: [String: Zone] = [:]
        for name in Trial.places {
            let table = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name)
            places[name] = table.flatMap { Zone(tzif: [UInt8]($0)) }
        }
        let known = places
        let zones: ZoneSource = { known[$0] }
        self.zones = zones
        let world = DecisionWorld(zones: zones, now: Moment(secondsSince1970: 1_764_000_000))
        self.world = world
        var models: [String: DecisionModel] = [:]
        for model in corpus.models {
            let beside = corpus.policy.filter { $0.file != model.file } + [Seeds.imported]
            models[model.file] = try? DecisionModel(
                model.bytes, file: model.file, imports: beside, isLenient: true, zones: zones)
        }
        self.models = models
        data = try Trial.values(zones, world)
    }

    private static func values(
        _ zones: @escaping ZoneSource, _ world: DecisionWorld
    ) throws -> [String: FEELValue] {
        func value(_ text: String) throws -> FEELValue {
            try CompiledText(expression: text, names: [], zones: zones).value([:], world: world)
        }
        return [
            "a": 3, "b": 1, "f g": 7, "years of residence": 5, "?": 4, "list": [1, 2, 5],
            "text": "a-b c", "rows": try value(#"[{n: 1, t: "x"}, {n: 4, t: "y"}]"#),
            "context": try value("{a: {b: 2}, rows: [{n: 1}, {n: 3}]}"),
            "day": try value(#"date("2025-10-23")"#), "span": try value(#"duration("P1DT2H")"#),
            "moment": try value(#"date and time("2026-03-29T01:30:00@Europe/Lisbon")"#),
        ]
    }

    /// The models that can be asked; the kit has some that nobody should read.
    var files: Set<String> { Set(models.keys) }

    /// Throws what is none of the engine's errors.
    func take(_ input: Input) throws -> Outcome {
        seconds = 0
        switch input.target {
        case .feel: return try text(String(decoding: input.bytes, as: UTF8.self))
        case .dmn: return try outcome { try document(input.bytes) }
        case .json:
            guard let model = models[input.model] else {
                throw FormatError(file: input.model, message: "the corpus has no such model")
            }
            return try outcome {
                let data = try timed { try model.data(JSON.parse(input.bytes), zones: zones) }
                try ask(model, data)
            }
        }
    }

    private func text(_ text: String) throws -> Outcome {
        let expression = try outcome {
            let code = try timed {
                try CompiledText(expression: text, names: Seeds.names, zones: zones)
            }
            show(try timed { try code.value(data, world: world) })
        }
        let tests = try outcome {
            let code = try timed {
                try CompiledText(tests: text, names: Seeds.names, zones: zones)
            }
            show(try timed { try code.value(data, world: world) })
        }
        return expression == .refused ? tests : expression
    }

    private func document(_ bytes: [UInt8]) throws {
        // A strict reading stops at the first fault, a lenient one goes through all.
        let isLenient = !bytes.count.isMultiple(of: 4)
        let model = try timed {
            try DecisionModel(
                bytes, file: "spoilt.dmn", imports: [Seeds.imported], isLenient: isLenient,
                zones: zones)
        }
        for problem in try timed({ try model.check() }) {
            written &+= problem.description.utf8.count
        }
        let given = data.keys.sorted().compactMap { data[$0] }
        var own: [String: FEELValue] = [:]
        for (place, name) in model.inputs.enumerated() { own[name] = given[place % given.count] }
        try ask(model, own)
    }

    /// What data are needed, and the value of each decision and function.
    private func ask(_ model: DecisionModel, _ data: [String: FEELValue]) throws {
        for name in model.decisions.prefix(Trial.nodesMax) {
            let needed = try timed { try model.needed(for: name, [:], world: world) }
            written &+= needed?.count ?? 0
            if let result = try timed({ try model.evaluate(name, data, world: world) }) {
                show(result)
            }
        }
        for name in model.functions.prefix(Trial.nodesMax) {
            if let result = try timed({ try model.call(name, data, world: world) }) {
                show(result)
            }
        }
    }

    private func outcome(_ attempt: () throws -> Void) throws -> Outcome {
        do {
            try attempt()
            return .taken
        } catch is DecisionLimit {
            return .limited
        } catch is FormatError {
            return .refused
        } catch is FEELProblem {
            return .refused
        }
    }

    private func timed<Value>(_ call: () throws -> Value) throws -> Value {
        let start = processorSeconds()
        defer { seconds = max(seconds, processorSeconds() - start) }
        return try call()
    }

    private func show(_ result: DecisionResult) {
        show(result.value)
        for trace in result.explanation.prefix(20) {
            written &+= trace.problem?.utf8.count ?? 0
            for input in trace.inputs { show(input.value) }
            for rule in trace.rules.prefix(20) { written &+= rule.json.canonical.utf8.count }
        }
    }

    private func show(_ value: FEELValue) {
        switch value {
        case .list(let list) where list.count > Trial.shownMax: return
        case .context(let context) where context.count > Trial.shownMax: return
        default: written &+= value.text.utf8.count &+ value.json.canonical.utf8.count
        }
    }
}
