import Kernel
import Storage

/// The person, or who acts for them, puts right what they answered in one section, before anything is decided. What
/// they had said stays beside it in the journal, and the office sees both.
struct CorrectAnswers {
    let reference: Reference
    let section: String
    /// What was typed, by the names of the section's fields.
    let typed: [String: String]
    /// Whether somebody does it in the person's place.
    var isUnderMandate = false

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        let history = try kase.history(in: db)
        let next = try house.correction(
            of: history, kase, section, typed, on: house.zone.day(of: now))
        guard next.complaints.isEmpty else {
            throw RequestRefusal.answersMissing(next.complaints.count)
        }
        guard
            let event = CaseEvent.AnswersCorrected(
                next.section, from: history.answers, to: next.answers)
        else { return }
        let procedure = try house.procedure(kase.procedure)
        let about = procedure.recusal?.all ?? []
        if isUnderMandate, about.contains(where: { history.answers[$0] != next.answers[$0] }) {
            throw ComplaintRefusal.personsToSay
        }
        _ = try house.subject(of: procedure, next.answers, for: kase.applicant, in: db)
        try kase.keepRecusal(next.answers, procedure, in: db)
        try kase.keepMarks(next.answers, replacing: true, in: db)
        try kase.keepTraits(CaseTraits(next.answers, house.policy.board), in: db)
        try kase.note(CaseEvent.answersCorrectedKind, event, by: principal, at: now, in: db)
        try house.tellIfUnopened(Case.stored(kase.id, in: db), at: now, in: db)
    }
}

/// A section as it would be answered anew.
struct AnswerCorrection: Sendable {
    let section: FormSection
    let asked: FormSheet.AskedSection
    let answers: [String: String]
    let complaints: [FormSheet.Complaint]
}

extension CaseHouse {
    /// What becomes of one section when this is typed; a section that the case does not ask is not found.
    func correction(
        of history: CaseHistory, _ kase: Case, _ code: String, _ typed: [String: String],
        on day: Day
    ) throws -> AnswerCorrection {
        let form = try procedure(kase.procedure).form
        guard let section = form.section(code) else { throw Refused.notFound }
        var all = history.answers
        for name in section.names { all[name] = typed[name] }
        let facts = history.household.formFacts(
            on: zone.day(of: kase.filedAt), isAbroad: history.filed.abroad != nil)
        let sheet = try FormSheet(form, household: facts, typed: all, formWorld(on: day))
        guard let asked = sheet.asked.first(where: { $0.section.code == code }) else {
            throw Refused.notFound
        }
        return AnswerCorrection(
            section: section, asked: asked, answers: sheet.answers,
            complaints: sheet.complaints(of: code))
    }
}
