import Kernel
import Storage

/// A step of the procedure's file is done, by the office or by the person of the case.
struct TakeStep {
    let reference: Reference
    let step: String
    var note: String?
    /// For whom it is done, by their place in the file, where it is done for each.
    var person: Int?
    /// The last day of the paper that it makes, where no rule tells it.
    var until: Day?
    /// The last day that a court named, where the step begins a period of its order.
    var named: Day?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        let procedure = try house.procedure(kase.procedure)
        guard let access = kase.access(of: principal), let rule = procedure.step(step),
            rule.by.admits(access)
        else { throw Refused.notFound }
        if access == .staff { try kase.noteAct(by: principal, at: now, in: db) }
        let history = try kase.history(in: db)
        let isOfOne = person.map { history.persons.contains($0) } ?? false
        guard rule.isPerMember ? isOfOne : person == nil else { throw Refused.notFound }
        let refusal = try procedure.refusal(of: rule, for: person, history, note: note)
        if let refusal { throw refusal }
        let course = try house.recognition(of: kase, history, at: now, in: db)
        if let refusal = course?.refusal(of: rule.code) { throw refusal }
        let investor = try house.investor(of: kase, history, at: now)
        if let refusal = investor?.refusal(of: rule.code) { throw refusal }
        if let refusal = rule.refusal(until: until, on: house.zone.day(of: now)) { throw refusal }
        let filed = house.zone.day(of: kase.filedAt)
        if let refusal = rule.refusal(named: named, filed: filed, on: house.zone.day(of: now)) {
            throw refusal
        }
        let paper = rule.letter.map { letter in
            CaseEvent.StepDone.Paper(
                kind: letter.kind.rawValue, code: VerifyCode.new().text,
                until: letter.end == .stated ? until : nil)
        }
        let event = rule.done(note: note, for: person, paper: paper, named: named)
        let name = history.persons.count > 1 ? history.name(of: person) : nil
        try kase.enter(rule, event, of: name, by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// Writes down a step that nothing refuses, and tells the person where the file says so; with the name of whoever it
    /// was done for alone.
    func enter(
        _ rule: StepRule, _ event: CaseEvent.StepDone, of name: String? = nil,
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        if [FeeEvent.paidStep, FeeEvent.waivedStep].contains(rule.code) {
            try reopenUnpaid(by: principal, at: now, in: db, house)
        }
        try record(CaseEvent.stepDoneKind, event, by: principal, at: now, in: db, house)
        // Nobody comes any more to a request that is withdrawn.
        if rule.ends != nil { _ = try house.neighbours.releaseVisit(id, principal, db, now) }
        // With the card in the hand nobody has anything left to do in it.
        if try Case.stored(id, in: db).isOver { try endTake(in: db) }
        if let letter = rule.letter, let paper = event.paper {
            try makePaper(letter, paper, by: principal, at: now, in: db, house)
        }
        guard let words = rule.tells else { return }
        try tell(words, of: rule, event.person, name, at: now, in: db, house)
    }

    private func tell(
        _ words: LocalText, of rule: StepRule, _ person: Int?, _ name: String?, at now: Moment,
        in db: Writer, _ house: CaseHouse
    ) throws {
        let key = "step/\(id)/\(rule.code)/\(person ?? 0)/\(now.microseconds)"
        try house.tell(self, key: key, at: now, in: db) { t in
            let title = rule.title(t)
            return .init(title: name.map { "\(title): \($0)" } ?? title, body: words(t))
        }
    }
}
