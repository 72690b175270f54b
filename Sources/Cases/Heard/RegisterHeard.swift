import Kernel
import Storage

/// It is noted who asks, of a request that was heard: it becomes a case, under the law of the day on which it was heard.
struct RegisterHeard {
    let heard: HeardRequestID
    let person: PersonOfFile
    let municipality: PlaceCode
    /// The language that the person understands, by its code; nil where nobody knows yet.
    let language: String?
    /// Whether a child is here without an adult who answers for it; nil where nobody said.
    let isAlone: Bool?

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        let request = try HeardRequest.find(heard, for: principal, in: db)
        if request.kase != nil { throw HeardRefusal.registered }
        let procedure = try house.procedure(request.procedure)
        guard let rule = procedure.heard else { throw CaseRefusal.unknownProcedure }
        if let refusal = refusal(on: house.zone.day(of: request.heardAt)) { throw refusal }
        let applicant = PersonID.new(at: now)
        try house.neighbours.addPeople([(id: applicant, name: person.name)], db, now)
        let filing = HeardFiling(
            heard: request, person: person, applicant: applicant, municipality: municipality,
            answers: language.map { [rule.language: $0] } ?? [:])
        let kase = try filing.perform(by: principal, at: now, in: db, house)
        guard isAlone == true, let step = procedure.step(rule.childAlone) else { return kase }
        try kase.enter(step, step.done(note: nil), by: principal, at: now, in: db, house)
        return kase
    }

    /// Why it is not taken so, or nil: of a child somebody says whether it is alone, and nobody else is one.
    func refusal(on day: Day) -> HeardRefusal? {
        let isChild = person.age(on: day) < childYearsMax
        if isChild, isAlone == nil { return .aloneUnsaid }
        return !isChild && isAlone == true ? .notAChild : nil
    }
}

/// From memory: a child is whoever is under 18 (Civil Code, article 122).
private let childYearsMax = 18
