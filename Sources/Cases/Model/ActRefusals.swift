import Kernel
import LegalTime

// Why an act of the office is not taken now, or nil: what the actions ask before they write, from the history alone. Every
// sequence of acts is tried with these very rules.
extension CaseHistory {
    /// A visit is recorded once a day; of a decided file only what a step still waits for.
    func visitRefusal(
        _ procedure: Procedure, on today: Day, _ zone: Zone
    ) throws -> CaseRefusal? {
        let stage = try procedure.standing(of: self).stage
        if try procedure.visitStep(self, at: stage) != nil { return nil }
        if decision != nil { return .alreadyDecided }
        return visitsRecorded.contains { zone.day(of: $0) == today } ? .visitAlreadyRecorded : nil
    }

    /// One thing at a time: whoever may answer a draft is not asked for papers as well.
    func requestRefusal(
        _ items: [Wish], _ procedure: Procedure, _ clocks: CaseClocks, on today: Day
    ) throws -> CaseRefusal? {
        if try clocks.isHearing(self, on: today) { return .hearingRuns }
        if decision != nil { return .alreadyDecided }
        if items.isEmpty { return .nothingAsked }
        let open = openItems.map { Wish($0.item.code, $0.item.member) }
        for item in items {
            if procedure.document(item.code) == nil { return .unknownDocument(item.code) }
            if open.contains(item) { return .alreadyAsked(item.code) }
        }
        return Set(items).count < items.count ? .nothingAsked : nil
    }

    func receiptRefusal(_ item: RequestItemID) -> CaseRefusal? {
        if decision != nil { return .alreadyDecided }
        return openItems.contains { $0.item.id == item } ? nil : .notAsked
    }

    /// Nobody is consulted where the law of the case knows no period for an answer.
    func consultationRefusal(
        _ body: ConsultedBody, _ procedure: Procedure, _ zone: Zone
    ) -> CaseRefusal? {
        if decision != nil { return .alreadyDecided }
        if let refusal = body.refusal(self) { return refusal }
        let rule = procedure.clocks.rule(body.clock, on: procedure.lawDay(of: self, zone))
        return rule == nil ? .noLawInForce : nil
    }

    func consultationAnswerRefusal(_ id: ConsultationID) -> CaseRefusal? {
        guard let asked = consultations.first(where: { $0.id == id }), asked.answer == nil else {
            return .notAsked
        }
        return decision == nil ? nil : .alreadyDecided
    }

    /// Of the note that a draft was brought to its person.
    var noticeRefusal: CaseRefusal? {
        if decision != nil { return .alreadyDecided }
        return mayBeBrought ? nil : .alreadyReached
    }

    /// Of taking a draft back.
    var withdrawalRefusal: CaseRefusal? {
        if decision != nil { return .alreadyDecided }
        return mayWithdraw ? nil : .alreadyReached
    }
}
