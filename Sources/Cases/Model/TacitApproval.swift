import Kernel
import LegalTime

extension CaseEvent {
    static let tacitlyApprovedKind = "approval.tacit"
    /// The person has the letter that says so: from then on whoever must be told is told.
    static let approvalCertifiedKind = "approval.certified"

    /// Silence approved the request: its period ended without a decision. No decision of anybody, and it stays what it is
    /// until somebody confirms it.
    struct TacitApproval: Codable, Sendable, Equatable {
        /// The clock that ended, by its name in the procedure's file.
        let clock: String
        /// Its last day.
        let ended: Day
        let article: String
        /// Whether the law's text was read for it.
        let verified: Bool
    }
}

extension CaseHistory {
    /// Whether silence approved it, noted or not.
    func isApprovedBySilence(_ clocks: CaseClocks, on today: Day) throws -> Bool {
        try tacit != nil
            || clocks.tacitApproval(of: self, on: today)?.isInEffect(on: today) ?? false
    }
}

extension CaseClocks {
    /// What is to be noted of a case today, or nil: silence approved it, and nobody noted that yet.
    func tacitApprovalToNote(
        _ history: CaseHistory, on today: Day
    ) throws -> CaseEvent.TacitApproval? {
        guard history.tacit == nil, let date = try tacitApproval(of: history, on: today),
            date.isInEffect(on: today), let ended = date.derivation.end
        else { return nil }
        let rule = date.derivation.rule
        return CaseEvent.TacitApproval(
            clock: rule.name, ended: ended, article: rule.article,
            verified: date.isVerified && rule.isEffectVerified)
    }
}
