import Decisions

/// Reads every wizard and holds it against the models that it asks: each fault, empty where all of it fits.
func wizardProblems(_ folder: PolicyFolder, _ book: DecisionBook?) -> [PolicyProblem] {
    folder.paths("wizards", ".yaml").flatMap { path -> [PolicyProblem] in
        do {
            let wizard = try Wizard(yaml: folder.texts[path] ?? "", file: path)
            var faults = try book.map { try wizard.faults($0) } ?? []
            if let code = wizard.procedure, folder.texts["procedures/\(code).yaml"] == nil {
                faults.append("there is no procedure '\(code)'")
            }
            faults += wizard.deadLinks(folder)
            return faults.map { PolicyProblem(PolicyFault($0), file: path) }
        } catch {
            return [PolicyProblem(error, file: path)]
        }
    }
}

extension Wizard {
    /// What a person would be left without: a question or a text.
    func faults(_ book: DecisionBook) throws -> [String] {
        var faults: [String] = []
        var used: Set<String> = []
        for answer in answers {
            guard let model = book[answer.model], model.decisions.contains(answer.decision) else {
                faults.append("there is no decision \(answer.name)")
                continue
            }
            for input in model.inputs(of: answer.decision) {
                guard let question = self.question(input) else {
                    faults.append("\(answer.name) needs '\(input)', for which there is no question")
                    continue
                }
                let isNew = used.insert("\(answer.model) \(input)").inserted
                if isNew { faults += try question.faults(model) }
            }
            faults += answer.faults(model) + sourceFaults(answer, book.withImports(model))
        }
        for question in questions
        where !used.contains(where: { $0.hasSuffix(" \(question.input)") }) {
            faults.append("no answer needs '\(question.input)'; remove the question")
        }
        return faults.reduce(into: []) { once, fault in
            if !once.contains(fault) { once.append(fault) }
        }
    }
}

extension Wizard {
    /// A key with two addresses, and a way that names a key which has none.
    private func sourceFaults(_ answer: WizardAnswer, _ models: [DecisionModel]) -> [String] {
        let known = models.flatMap(\.sources)
        let twice = known.compactMap { source -> String? in
            guard let own = sources[source.name], let location = source.location, own != location
            else { return nil }
            return "the source '\(source.name)' is \(own) here and \(location) in the model, "
                + "which counts; remove it here"
        }
        let named = answer.outcomes.flatMap(\.ways).compactMap(\.source)
        let unknown = named.filter { key in
            sources[key] == nil && !known.contains { $0.name == key }
        }
        return twice
            + unknown.map {
                "a way of \(answer.name) names the source '\($0)', which neither its model nor this file has"
            }
    }

    /// Ways to guides, filings and checks that this policy does not have.
    fileprivate func deadLinks(_ folder: PolicyFolder) -> [String] {
        let links = answers.flatMap(\.outcomes).flatMap(\.ways).compactMap(\.link)
        return links.filter { link in
            Wizard.homes.contains { path, home in
                guard link.hasPrefix(path) else { return false }
                let code = link.dropFirst(path.count).prefix { $0 != "?" && $0 != "#" }
                return folder.texts["\(home)/\(code).yaml"] == nil
            }
        }.map { "'\($0)' leads to nothing" }
    }

    /// Where the files stand that pages are made of.
    private static let homes = [
        ("/check/", "wizards"), ("/guides/", "procedures"), ("/cases/new/", "procedures"),
    ]
}

extension WizardQuestion {
    /// Whatever the page lets through the model has to take.
    fileprivate func faults(_ model: DecisionModel) throws -> [String] {
        try samples.filter { try !model.accepts($0, as: input) }.map {
            "the question '\(input)' lets \($0.text) through, which '\(model.name)' does not allow"
        }
    }

    private var samples: [FEELValue] {
        switch kind {
        case .choice: options.map { .string($0.code) }
        case .yesNo: [.boolean(true), .boolean(false)]
        case .date: CivilDate(year: 2026, month: 1, day: 1).map { [.date($0)] } ?? []
        case .number: [bounds.lowerBound, bounds.upperBound].map { .number(Number($0)) }
        }
    }
}

extension WizardAnswer {
    /// Every code that the table can give has its words.
    fileprivate func faults(_ model: DecisionModel) -> [String] {
        guard kind == .verdict || kind == .list else { return [] }
        guard model.outputCount(of: decision) == 1 else {
            return ["\(name) gives several values at once; a \(kind.rawValue) shows one"]
        }
        return model.constants(of: decision).map(\.text).filter { outcome($0) == nil }.map {
            "\(name) can give '\($0)', for which there is no outcome"
        }
    }
}
