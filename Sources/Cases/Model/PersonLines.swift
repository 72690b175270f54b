import Kernel

/// How a case stands for one of its people, or for all of them at once.
struct PersonLine: Sendable {
    /// Their place in the file; nil while it is one line for all.
    let person: Int?
    let history: CaseHistory
    let standing: CaseStanding
}

extension CaseHistory {
    /// Those whom a file is about, by their place in it: the family, or whoever asks alone.
    var persons: [Int] {
        let family = household.family.count
        return family == 0 ? [0] : Array(1...family)
    }

    /// Whether something was done for one of them alone.
    var isSplit: Bool { !personEvents.isEmpty }

    /// The case as it is for one of them: what was done for all, and what was done for them.
    func line(of person: Int) -> CaseHistory {
        var line = self
        line.steps.removeAll { $0.person != nil && $0.person != person }
        for event in personEvents where event.person == person {
            let place = (line.clockEvents.lastIndex { $0.at <= event.at } ?? -1) + 1
            line.clockEvents.insert((kind: event.kind, at: event.at), at: place)
        }
        (line.personEvents, line.lastStep) = ([], [])
        return line
    }
}

extension Procedure {
    /// The lines of a case, the one that is furthest behind first: where it stands, the whole case stands.
    func lines(of history: CaseHistory) throws -> [PersonLine] {
        guard history.isSplit else {
            let standing = try standing(ofLine: history)
            return [PersonLine(person: nil, history: history, standing: standing)]
        }
        let lines = try history.persons.map { person in
            let line = history.line(of: person)
            return PersonLine(
                person: person, history: line, standing: try standing(ofLine: line))
        }
        return lines.sorted {
            (place(of: $0.standing.stage), $0.person ?? 0)
                < (place(of: $1.standing.stage), $1.person ?? 0)
        }
    }

    private func place(of stage: Stage) -> Int { stages.firstIndex(of: stage) ?? stages.count }

    /// Why a step is not done now, or nil: for one of the people, or for all where one line of the case has room for it.
    func refusal(
        of rule: StepRule, for person: Int?, _ history: CaseHistory, note: String?
    ) throws -> CaseRefusal? {
        if let person {
            let line = history.line(of: person)
            return try rule.refusal(line, at: standing(ofLine: line).stage, note: note)
        }
        var refusals: [CaseRefusal] = []
        for line in try lines(of: history) {
            guard
                let refusal = try rule.refusal(line.history, at: line.standing.stage, note: note)
            else { return nil }
            refusals.append(refusal)
        }
        return refusals.first { $0 == .stepNoteMissing } ?? refusals.first
    }
}
