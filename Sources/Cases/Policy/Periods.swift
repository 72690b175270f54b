import Formats
public import Kernel
public import LegalTime

/// Every period that policy states, in groups: each file of `clocks/`, and the clocks of each procedure.
public struct Periods: Sendable {
    public let groups: [PeriodGroup]
    /// The worked examples by the rule that they show: `cpa/answer`.
    let examples: [String: [ClockExample]]

    /// Reads `clocks/*.yaml`, the examples beside them, and takes the clocks of the procedures; the first fault is thrown.
    init(_ folder: PolicyFolder, procedures: [Procedure], zones: PlaceZones) throws {
        let files = try folder.clockFiles()
        let dilations = try ClockLibrary(files).dilations
        groups =
            try files.map { try PeriodGroup($0, dilations) } + procedures.map { PeriodGroup($0) }
        var examples: [String: [ClockExample]] = [:]
        for path in folder.paths("clocks/examples", ".yaml") {
            let file = try YAML.parse(folder.texts[path] ?? "", file: path)
            for one in try ClockExample.read(file, dilations: dilations, zones: zones) {
                if let name = one.ruleName { examples[name, default: []].append(one) }
            }
        }
        self.examples = examples
    }

    public func group(_ code: String) -> PeriodGroup? { groups.first { $0.code == code } }
}

extension PolicyFolder {
    /// The general periods.
    func clockFiles() throws -> [YAML] {
        try paths("clocks", ".yaml").filter { !$0.hasPrefix(examplesFolder) }
            .map { try YAML.parse(texts[$0] ?? "", file: $0) }
    }

    /// The tables of dilation that stand beside them, for the clocks of procedures too.
    func dilations() throws -> [DilationTable] { try ClockLibrary(clockFiles()).dilations }
}

/// Periods that stand together: one law, or one procedure.
public struct PeriodGroup: Sendable {
    public let code: String
    public let title: LocalText
    public let lastVerified: Day
    public let rules: [ClockRule]
    /// Where the clocks are those of a procedure, with what its screens say of silence.
    public let procedure: Procedure?

    init(_ file: YAML, _ dilations: [DilationTable]) throws {
        code = try file.string("name")
        title = try LocalText(file.required("title"))
        lastVerified = try file.required("lastVerified").day()
        rules = try ClockRule.read(file, dilations: dilations)
        procedure = nil
    }

    init(_ procedure: Procedure) {
        code = procedure.code
        title = procedure.title
        lastVerified = procedure.lastVerified
        rules = procedure.clocks
        self.procedure = procedure
    }

    /// The names of the periods, each once, in the order of the file.
    public var names: [String] {
        var seen: Set<String> = []
        return rules.map(\.name).filter { seen.insert($0).inserted }
    }

    /// All versions of one period.
    public func versions(_ name: String) -> [ClockRule] { rules.filter { $0.name == name } }
}

private let examplesFolder = "clocks/examples/"
