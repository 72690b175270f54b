import Formats
import Kernel
import LegalTime

/// The age at which somebody of a file is a child no longer, as a procedure names it: a period of the policy that runs
/// from the birth, for whom it counts, and how long before its end the office looks at it.
public struct AgeRule: Hashable, Sendable, CustomStringConvertible {
    /// The name of a file of `clocks/`, and of a clock in it that runs from the birth.
    let group: String
    let clock: String
    /// Those of a family who are in the file as children.
    let relations: [Relation]
    /// A choice of the installation, in calendar days.
    let noticeDays: Int

    public var description: String { group + "/" + clock }

    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["clock", "relations", "noticeDays"])
        let parts = try node.string("clock").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts.contains("") else {
            throw try node.required("clock").error("write FILE/CLOCK, such as civil/minority")
        }
        (group, clock) = (String(parts[0]), String(parts[1]))
        relations = try node.list("relations").map { try $0.word(Relation.self) }
        guard !relations.isEmpty, !relations.contains(.holder) else {
            throw try node.required("relations").error("name at least one of the family")
        }
        noticeDays = try node.int("noticeDays")
        guard (1...noticeDaysMax).contains(noticeDays) else {
            throw try node.required("noticeDays").error("write 1 to \(noticeDaysMax) days")
        }
    }

    /// The period in force on a day, of those that policy states.
    func rule(in periods: Periods, on day: Day) -> ClockRule? {
        periods.group(group)?.rules.rule(clock, on: day)
    }
}

extension Procedure {
    /// Refuses an age that no period of the policy states, or one that is none: years from one event.
    func checkAge(_ rules: (_ group: String) -> [ClockRule]) throws {
        guard let age = comingOfAge else { return }
        let named = rules(age.group).filter { $0.name == age.clock }
        if named.isEmpty { throw PolicyFault("there is no period '\(age)'") }
        guard named.allSatisfy({ $0.unit == .years && $0.starts.count == 1 }) else {
            throw PolicyFault("'\(age)' is no age: years from one event")
        }
    }
}

/// The faults of ages; what does not load at all is told elsewhere.
func ageProblems(_ folder: PolicyFolder, _ procedures: [ProcedureFile]) -> [PolicyProblem] {
    guard let files = try? folder.clockFiles(), let dilations = try? folder.dilations() else {
        return []
    }
    let groups = files.compactMap { try? PeriodGroup($0, dilations) }
    return procedures.compactMap { path, procedure -> PolicyProblem? in
        do {
            try procedure.checkAge { name in groups.first { $0.code == name }?.rules ?? [] }
            return nil
        } catch { return PolicyProblem(error, file: path) }
    }
}

/// Longer than a year nobody prepares for it.
private let noticeDaysMax = 366
