import Decisions
import Kernel

extension DocumentQuestion {
    /// By the names that the decision models give to what they ask.
    var facts: [String: FEELValue] {
        [
            "who": .string(relation.rawValue), "age": FEELValue(integerLiteral: age),
            "refugee": .boolean(holderIsRefugee), "inPortugal": .boolean(isInPortugal),
        ]
    }
}

extension Household {
    func question(about person: PersonOfFile, on day: Day) -> DocumentQuestion {
        DocumentQuestion(
            relation: person.relation, age: person.age(on: day),
            holderIsRefugee: holderIsRefugee, isInPortugal: person.isInPortugal)
    }

    /// What a file knows of one of its people on the day of filing.
    ///
    /// Nothing is made up: what the file does not know is left out, and a table that needs it gives no answer.
    func facts(of person: PersonOfFile, on day: Day) -> [String: FEELValue] {
        var facts = question(about: person, on: day).facts
        facts["filedOn"] = CivilDate(day).map { FEELValue.date($0) }
        // That nobody ticked it does not say that it is not so.
        if person.cannotCareForSelf == true { facts["incapable"] = .boolean(true) }
        return facts
    }
}
