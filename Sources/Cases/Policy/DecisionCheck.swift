import Decisions
import Formats

/// What does not hold in the decision models, their sources, their test cases and their dated tables.
struct DecisionCheck {
    private let files: DecisionFiles

    init(_ files: DecisionFiles) { self.files = files }

    func problems() -> [PolicyProblem] {
        files.models.flatMap { home in files.problems(of: home.file) { problems(of: home) } }
            + files.tables.flatMap { DatedRows.problems(of: $0) } + orphans()
    }

    private func problems(of home: DecisionFile) -> [PolicyProblem] {
        do {
            let model = try files.model(home)
            let rules = model.rules.flatMap { faults(of: $0, in: model) }
            let found = try model.check() + undated(model) + model.faultsOfSources + rules
            return try (found + tested(model, home)).map { PolicyProblem($0, file: home.file) }
        } catch { return [PolicyProblem(error, file: home.file)] }
    }

    /// Rules of which nobody knows when they were last looked at are not shown to anybody as the law of today; nor
    /// are those that are silent on since when they hold, though the answer may be that no source says it.
    private func undated(_ model: DecisionModel) -> [FormatError] {
        func fault(_ message: String) -> FormatError {
            FormatError(file: model.file, field: "<definitions>", message: message)
        }
        var faults: [FormatError] = []
        if model.lastVerified == nil {
            faults.append(
                fault(
                    "when were these rules last held against their sources? "
                        + "Write cais:lastVerified, such as 2026-11-23"))
        }
        if !model.validity.saysFrom {
            faults.append(
                fault(
                    "since when do these rules hold? Write cais:validFrom with the day, "
                        + "or \"unknown\" where no source says it"))
        }
        return faults
    }

    /// A rule names sources that the model has, and nothing is verified by no source or by hearsay alone.
    private func faults(of rule: TableRule, in model: DecisionModel) -> [FormatError] {
        let reason = Reason(rule.annotations)
        var messages = reason.source.filter { key in
            !model.sources.contains { $0.name == key }
        }.map { "names the source '\($0)', which is no knowledgeSource of this model" }
        if let word = rule.annotations.first(where: { $0.name == "verified" })?.text,
            word != "yes", word != "no"
        {
            messages.append("says '\(word)' under verified; write yes or no")
        }
        if reason.isVerified, reason.source.isEmpty {
            messages.append("is verified by no source")
        } else if reason.isVerified, model.officialSources.isDisjoint(with: reason.source) {
            messages.append("is verified by no official source")
        }
        return messages.map {
            FormatError(
                file: rule.place.file, line: rule.line, field: rule.decision,
                message: "rule \(rule.place.number) \($0)")
        }
    }

    /// Runs the test cases beside a model: each comes out right, and together they fire every rule.
    private func tested(_ model: DecisionModel, _ home: DecisionFile) throws -> [FormatError] {
        let name = DecisionFiles.name(of: home.file)
        guard
            let tests = files.tests.first(where: { $0.file == DecisionFiles.tests(of: home.file) })
        else {
            return [
                FormatError(
                    file: home.file,
                    message: "the model has no test cases; write \(name).tests.xml beside it")
            ]
        }
        guard try modelName(tests) == name + ".dmn" else {
            return [
                FormatError(
                    file: tests.file, field: "<modelName>",
                    message: "these test cases are not of \(name).dmn, beside which they stand")
            ]
        }
        let kit = KitFolder(
            name: name, models: files.models, tests: [tests], tables: files.tables)
        let group = kit.run(
            world: DecisionWorld(zones: files.zones), isTracing: true, read: [home.file: model])
        guard !group.results.isEmpty else {
            return [FormatError(file: tests.file, message: "there is no test case here")]
        }
        let failures = group.results.compactMap { result in
            result.failure.map {
                FormatError(file: tests.file, field: "case \(result.name)", message: $0)
            }
        }
        return failures + unfired(model, group)
    }

    private func modelName(_ tests: DecisionFile) throws -> String? {
        try XMLElement.parse(tests.bytes, file: tests.file).child("modelName")?.text
    }

    private func unfired(_ model: DecisionModel, _ group: KitGroup) -> [FormatError] {
        model.rules.filter { !group.fired.contains($0.place) }.map { rule in
            FormatError(
                file: rule.place.file, line: rule.line, field: rule.decision,
                message: "no test case fires rule \(rule.place.number)")
        }
    }

    /// Test cases without a model would never run.
    private func orphans() -> [PolicyProblem] {
        let wanted = Set(
            files.models.map { DecisionFiles.tests(of: $0.file) })
        return files.tests.filter { !wanted.contains($0.file) }.map {
            PolicyProblem(
                PolicyFault("no model stands beside these test cases"), file: $0.file)
        }
    }
}

/// What stands in the `<type>` of a source.
private enum SourceType: String, CaseIterable {
    /// The law gazette, parliament, or the body that the rule is about.
    case official
    /// An official text where somebody else shows it.
    case copy
    case guide, press
    /// Nobody's rule: how this house is built.
    case design
}

extension DecisionModel {
    fileprivate var officialSources: Set<String> {
        Set(sources.filter { $0.type == SourceType.official.rawValue }.map(\.name))
    }

    /// Each source says of which type it is.
    fileprivate var faultsOfSources: [FormatError] {
        let words = SourceType.allCases.map(\.rawValue).joined(separator: ", ")
        return sources.compactMap { source in
            if let type = source.type, SourceType(rawValue: type) != nil { return nil }
            let fault = source.type.map { "'\($0)' is no type of a source" } ?? "has no type"
            return FormatError(
                file: file, field: source.name, message: "\(fault); write one of \(words)")
        }
    }
}
