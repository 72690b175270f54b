import Kernel
import Testing

@testable import Cases

extension PureCase {
    /// What a visit does where the case stands.
    func visitStep() throws -> StepRule? {
        try procedure.visitStep(history, at: standing().stage)
    }

    func eventOfStep(
        _ code: String, _ person: Int?
    ) -> (kind: String, what: CaseEvent.What) {
        let done = procedure.step(code)?.done(note: "1", for: person)
        return (CaseEvent.stepDoneKind, done.map { CaseEvent.What.stepDone($0) } ?? .other)
    }
}

extension Procedure {
    /// Somebody who may file: alone, or with the family of the fixture.
    var sampleHousehold: Household {
        Household(
            holder: anasHousehold.holder, holderIsRefugee: false,
            family: family.isNone ? [] : anasHousehold.family)
    }
}
