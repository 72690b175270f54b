public import Decisions
import Formats
public import Kernel
import Synchronization

/// Every decision model of the policy folder by the name of its file: what counter, phone, page and letter ask.
public struct DecisionBook: Sendable {
    private let models: [String: DecisionModel]
    private let zones: ZoneSource

    /// Reads `decisions/*.dmn`, each with its neighbours and the rows of `decisions/*.csv`; the first fault is thrown.
    public init(_ folder: PolicyFolder, zones: @escaping ZoneSource = { _ in nil }) throws {
        try self.init(DecisionFiles(folder, zones: zones))
    }

    init(_ files: DecisionFiles) throws {
        var models: [String: DecisionModel] = [:]
        for home in files.models {
            let model = try files.model(home)
            if let problem = model.problems.first { throw problem }
            models[DecisionFiles.name(of: home.file)] = model
        }
        self.models = models
        zones = files.zones
    }

    public var names: [String] { models.keys.sorted() }

    public subscript(name: String) -> DecisionModel? { models[name] }

    /// A model with those that it imports: their rules stand behind its answers too.
    func withImports(_ model: DecisionModel) -> [DecisionModel] {
        [model] + model.importedFiles.compactMap { models[DecisionFiles.name(of: $0)] }
    }

    /// What a decision says of the data that are known, and why. A fault where there is no such model or decision.
    /// A model that may be asked between certain days only is not confirmed outside them, nor where no day is given.
    /// `now` is what `now()` and `today()` say; without it they are null.
    public func ask(
        _ model: String, _ decision: String, _ data: [String: FEELValue], on day: Day? = nil,
        at now: Moment? = nil, explain: Bool = true
    ) throws -> BookAnswer {
        let found = try self.model(model)
        guard
            let result = try found.evaluate(decision, data, world: world(now), explain: explain)
        else { throw PolicyFault("the model '\(model)' has no decision '\(decision)'") }
        return BookAnswer(result, withImports(found), on: day)
    }

    /// The inputs whose value can still change a decision, in the world in which it is asked; of the data that are
    /// known those count that the model has. A fault where there is no such model or decision.
    func needed(
        _ model: String, _ decision: String, _ known: [String: FEELValue], at now: Moment
    ) throws -> [String] {
        let found = try self.model(model)
        let given = known.filter { found.inputs.contains($0.key) }
        guard let names = try found.needed(for: decision, given, world: world(now)) else {
            throw PolicyFault("the model '\(model)' has no decision '\(decision)'")
        }
        return names
    }

    private func model(_ name: String) throws -> DecisionModel {
        guard let found = models[name] else {
            throw PolicyFault("there is no decision model '\(name)'")
        }
        return found
    }

    private func world(_ now: Moment?) -> DecisionWorld { DecisionWorld(zones: zones, now: now) }
}

/// What the book says: the value and the rules that led to it, and whether they hold on the day of asking.
public struct BookAnswer: Sendable {
    private let result: DecisionResult
    /// The models whose rules may stand behind it, the one asked first.
    let models: [DecisionModel]
    /// The days of the first model that may not be asked on that day.
    let missed: ModelValidity?

    init(_ result: DecisionResult, _ models: [DecisionModel], on day: Day?) {
        let date = day.flatMap { CivilDate($0) }
        (self.result, self.models) = (result, models)
        missed = models.map(\.validity).first { validity in
            date.map { !validity.holds(on: $0) } ?? validity.isBounded
        }
    }

    public var value: FEELValue { result.value }
    /// The tables on which the value hangs: what page, letter and command tell.
    public var explanation: [TableTrace] { result.explanation }
    /// All tables that were computed on the way.
    var computed: [TableTrace] { result.computed }
    /// Where it is false, nothing of the answer is confirmed, and whoever shows it says so.
    public var isInForce: Bool { missed == nil }

    /// Whether one of the models says that nobody knows since when its rules hold.
    var isFromUnknown: Bool { models.contains { $0.validity.isFromUnknown } }

    /// When the oldest of the rules were last held against their sources; nil where a model does not say.
    var lastVerified: CivilDate? {
        let days = models.compactMap(\.lastVerified)
        return days.count == models.count ? days.min() : nil
    }

    /// Why a rule of the explanation fired.
    public func reason(of rule: FiredRule) -> Reason {
        isInForce ? rule.reason : rule.reason.unconfirmed
    }
}

/// The files of the decisions folder, by kind.
struct DecisionFiles {
    let models: [DecisionFile]
    let tests: [DecisionFile]
    let tables: [DecisionFile]
    let zones: ZoneSource
    private let texts: [String: String]
    /// What was read and what its check found, by the file of the model: whoever asks again gets it.
    private let read = Known()

    private final class Known: Sendable {
        let models = Mutex<[String: DecisionModel]>([:])
        let problems = Mutex<[String: [PolicyProblem]]>([:])
    }

    /// What `other` read is taken over where the same texts stand.
    init(
        _ folder: PolicyFolder, zones: @escaping ZoneSource, like other: DecisionFiles? = nil
    ) {
        self.zones = zones
        texts = folder.texts.filter { $0.key.hasPrefix("decisions/") }
        func files(_ ending: String) -> [DecisionFile] {
            folder.paths("decisions", ending).map {
                DecisionFile(Array((folder.texts[$0] ?? "").utf8), file: $0)
            }
        }
        models = files(".dmn")
        tests = files(".tests.xml")
        tables = files(".csv")
        if let other { takeOver(other) }
    }

    private func takeOver(_ other: DecisionFiles) {
        func isSame(_ files: [String]) -> Bool {
            files.allSatisfy { texts[$0] == other.texts[$0] }
        }
        let shared = Set(texts.keys).union(other.texts.keys)
        guard isSame(shared.filter { $0.hasSuffix(".csv") }) else { return }
        let areModelsSame = isSame(shared.filter { $0.hasSuffix(".dmn") })
        // What a model imports may come from any other.
        let models = other.read.models.withLock { $0 }.filter { file, model in
            areModelsSame || (model.importedFiles.isEmpty && isSame([file]))
        }
        read.models.withLock { $0 = models }
        let problems = other.read.problems.withLock { $0 }.filter { file, _ in
            models[file] != nil && isSame([file, DecisionFiles.tests(of: file)])
        }
        read.problems.withLock { $0 = problems }
    }

    /// What does not hold in a model: found once.
    func problems(of file: String, _ find: () -> [PolicyProblem]) -> [PolicyProblem] {
        if let known = read.problems.withLock({ $0[file] }) { return known }
        let found = find()
        read.problems.withLock { $0[file] = found }
        return found
    }

    /// The test cases beside a model: `decisions/family-documents.tests.xml`.
    static func tests(of file: String) -> String {
        "decisions/\(name(of: file)).tests.xml"
    }

    /// `decisions/family-documents.dmn` is the model `family-documents`.
    static func name(of file: String) -> String {
        String(file.dropFirst("decisions/".count).dropLast(".dmn".count))
    }

    func file(of name: String) -> DecisionFile? {
        models.first { DecisionFiles.name(of: $0.file) == name }
    }

    /// Reads a model together with what stands beside it.
    func model(_ home: DecisionFile) throws -> DecisionModel {
        if let known = read.models.withLock({ $0[home.file] }) { return known }
        let model = try DecisionModel(
            home.bytes, file: home.file, imports: models.filter { $0.file != home.file },
            tables: tables, zones: zones)
        read.models.withLock { $0[home.file] = model }
        return model
    }
}
