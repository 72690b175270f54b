public import Formats

/// One folder of the DMN Technology Compatibility Kit: its models, its test cases, and the CSV files that fill inputs.
public struct KitFolder: Sendable {
    public let name: String
    public let models: [DecisionFile]
    public let tests: [DecisionFile]
    public let tables: [DecisionFile]

    public init(
        name: String, models: [DecisionFile], tests: [DecisionFile], tables: [DecisionFile] = []
    ) {
        self.name = name
        self.models = models
        self.tests = tests
        self.tables = tables
    }
}

/// How one test case came out; it is right when each of its results is.
public struct KitResult: Sendable {
    public let name: String
    /// Nothing but null or errors were expected.
    public let expectsNull: Bool
    /// What was wrong, with the names of the nodes; nil where all is right.
    public let failure: String?
    /// False where a whole file could not be run.
    var isCase = true
}

/// What a folder of the kit brought.
public struct KitGroup: Sendable {
    public let name: String
    public var results: [KitResult] = []
    /// The test cases that stand in the files.
    public internal(set) var found = 0
    /// The rules that fired, where they are asked for.
    public var fired: Set<RulePlace> = []

    /// Cases that were found and not run.
    public var skipped: Int { found - results.count(where: \.isCase) }

    public func passed(null: Bool? = nil) -> Int { count(null) { $0.failure == nil } }
    public func failed(null: Bool? = nil) -> Int { count(null) { $0.failure != nil } }

    private func count(_ null: Bool?, _ isMeant: (KitResult) -> Bool) -> Int {
        results.filter { isMeant($0) && (null == nil || $0.expectsNull == null) }.count
    }
}

extension KitFolder {
    /// Runs all test cases; a model that cannot be read fails each of its results, and a file that names no model
    /// of the folder fails as one, its cases unrun. Tracing tells which rules fired.
    /// `read` are models that were read before, by their files.
    public func run(
        world: DecisionWorld, isTracing: Bool = false, read: [String: DecisionModel] = [:]
    ) -> KitGroup {
        var group = KitGroup(name: name)
        for test in tests {
            do {
                var limits = XMLLimits.small
                limits.keepsSpace = true
                let root = try XMLElement.parse(test.bytes, file: test.file, limits: limits)
                group.found += root.parts("testCase").count
                try run(root, world, isTracing, read, into: &group)
            } catch {
                group.results.append(
                    KitResult(
                        name: test.file, expectsNull: false, failure: "\(error)", isCase: false))
            }
        }
        return group
    }

    private func run(
        _ root: XMLElement, _ world: DecisionWorld, _ isTracing: Bool,
        _ read: [String: DecisionModel], into group: inout KitGroup
    ) throws {
        guard let wanted = root.part("modelName")?.text else {
            throw root.error("the element <modelName> is missing inside; add it")
        }
        let named = models.first { $0.file == wanted || $0.file.hasSuffix("/" + wanted) }
        guard let home = named else {
            throw root.error("the model '\(wanted)' is not in the folder")
        }
        let model = Result {
            try read[home.file]
                ?? DecisionModel(
                    home.bytes, file: home.file, imports: models.filter { $0.file != home.file },
                    tables: tables, isLenient: true, zones: world.zones)
        }
        for element in root.parts("testCase") {
            let id = element.attribute("id") ?? ""
            do {
                try KitCase(element, world, isTracing).run(model, id, into: &group)
            } catch {
                group.results.append(
                    KitResult(name: id, expectsNull: false, failure: "\(error)"))
            }
        }
    }
}

/// One test case.
private struct KitCase {
    let element: XMLElement
    let world: DecisionWorld
    let isTracing: Bool
    let data: [String: FEELValue]

    init(_ element: XMLElement, _ world: DecisionWorld, _ isTracing: Bool) throws {
        self.element = element
        self.world = world
        self.isTracing = isTracing
        var data: [String: FEELValue] = [:]
        for input in element.parts("inputNode") {
            data[try input.required(attribute: "name")] = try FEELValue(
                kit: input, zones: world.zones)
        }
        self.data = data
    }

    func run(
        _ model: Result<DecisionModel, any Error>, _ id: String, into group: inout KitGroup
    ) throws {
        var (failures, isNull): ([String], Bool) = ([], true)
        let nodes = element.parts("resultNode")
        if nodes.isEmpty {
            throw element.error("the case '\(id)' expects nothing; write a resultNode")
        }
        for node in nodes {
            let expected =
                try node.part("expected").map {
                    try FEELValue(kit: $0, zones: world.zones)
                } ?? .null
            let name = try node.required(attribute: "name")
            if !expected.isNull { isNull = false }
            if let failure = self.failure(model, name, expected, &group.fired) {
                failures.append(name + ": " + failure)
            }
        }
        group.results.append(
            KitResult(
                name: id, expectsNull: isNull,
                failure: failures.isEmpty ? nil : failures.joined(separator: "; ")))
    }

    private func failure(
        _ model: Result<DecisionModel, any Error>, _ name: String, _ expected: FEELValue,
        _ fired: inout Set<RulePlace>
    ) -> String? {
        do {
            guard let value = try self.value(model.get(), name, &fired) else {
                return "'\(name)' does not exist"
            }
            if value.satisfies(kit: expected) { return nil }
            return "expected \(expected.text), got \(value.text)"
        } catch {
            return "\(error)"
        }
    }

    private func value(
        _ model: DecisionModel, _ name: String, _ fired: inout Set<RulePlace>
    ) throws -> FEELValue? {
        guard let function = element.attribute("invocableName") else {
            let result = try model.evaluate(name, data, world: world, explain: isTracing)
            fired.formUnion(result?.places ?? [])
            return result?.value
        }
        let result = try model.call(function, data, world: world, explain: isTracing)
        fired.formUnion(result?.places ?? [])
        if case .context(let context)? = result?.value, let value = context[name] { return value }
        return result?.value
    }
}

extension KitGroup {
    /// `{name, passed, failed, skipped, value, null, failures}`.
    public var json: JSON {
        [
            "name": .string(name), "passed": .int(passed()), "failed": .int(failed()),
            "skipped": .int(skipped),
            "value": ["passed": .int(passed(null: false)), "failed": .int(failed(null: false))],
            "null": ["passed": .int(passed(null: true)), "failed": .int(failed(null: true))],
            "failures": .array(
                results.compactMap { result in
                    result.failure.map {
                        ["case": .string(result.name), "why": .string($0)]
                    }
                }),
        ]
    }
}
