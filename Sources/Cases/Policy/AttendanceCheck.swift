import Decisions
import Kernel

extension Procedure {
    /// Refuses a decision of attendance that is not there, and one that may answer a file without words for it.
    func checkAttendance(_ book: DecisionBook, _ wizards: [Wizard]) throws {
        guard let attendance else { return }
        for version in versions {
            guard let day = version.validFrom ?? version.validTo else { continue }
            for household in Household.samples(on: day) {
                let facts = household.facts(of: household.holder, on: day)
                let result = try book.ask(
                    attendance.model, attendance.decision, facts, on: day,
                    at: Moment(day, hour: 12), explain: false)
                let wordless = result.value.codes.first {
                    attendance.title(of: $0, in: wizards) == nil
                }
                if let wordless {
                    throw PolicyFault(
                        "\(attendance) may answer '\(wordless)'; no wizard has words for it")
                }
            }
        }
    }
}

extension Household {
    /// Everybody that a file may have, on both sides of the ages that count; each stands as the holder.
    fileprivate static func samples(on day: Day) -> [Household] {
        var samples: [Household] = []
        for relation in Relation.allCases {
            for age in [3, 15, 16, 17, 18, 30] {
                for (isRefugee, isHere) in [
                    (false, false), (false, true), (true, false), (true, true),
                ] {
                    let person = PersonOfFile(
                        name: "", birth: day.adding(months: -12 * age), relation: relation,
                        isInPortugal: isHere)
                    samples.append(
                        Household(holder: person, holderIsRefugee: isRefugee, family: []))
                }
            }
        }
        return samples
    }
}

/// The faults of attendance; what does not load at all is told elsewhere.
func attendanceProblems(
    _ folder: PolicyFolder, _ procedures: [ProcedureFile], _ book: DecisionBook?
) -> [PolicyProblem] {
    guard let book else { return [] }
    let wizards = folder.paths("wizards", ".yaml").compactMap { path in
        try? Wizard(yaml: folder.texts[path] ?? "", file: path)
    }
    return procedures.compactMap { path, procedure -> PolicyProblem? in
        do {
            try procedure.checkAttendance(book, wizards)
            return nil
        } catch { return PolicyProblem(error, file: path) }
    }
}
