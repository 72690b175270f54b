public import Kernel

/// A case file as the table keeps it: who and where, and a projection of its events.
public struct Case: Sendable, Equatable {
    public let id: CaseID
    public let reference: Reference
    public let procedure: String
    public let procedureVersion: String
    public let applicant: PersonID
    public let filedBy: AccountID
    public let office: LocationID
    /// Where the office sits: its holidays are those of the clocks.
    public let officePlace: PlaceCode
    public let municipality: PlaceCode
    public let filedAt: Moment
    /// Invented, for showing the house: set when it is filed, and never after.
    public let isDemo: Bool
    public let projection: Projection
    /// Who has no part in it although they serve its office; nil for nearly all files.
    var recusal: Recusal?

    /// What the journal's events amount to; rebuilt from them at any time.
    public struct Projection: Sendable, Equatable {
        public let state: String
        public let turn: Turn
        public let nextDate: Day?
        public let decidedAt: Moment?
        public let outcome: String?
    }

    /// The chain of the journal that tells this case.
    public static func subject(_ id: CaseID) -> String { "case/\(id)" }

    public var isDecided: Bool { projection.decidedAt != nil }
    /// Nobody has to act any more: a refusal, or a card in the hand.
    public var isOver: Bool { projection.turn == .none }
    /// Whether it is nobody's any more: what named anybody in it was erased.
    public var isErased: Bool { applicant == Case.nobody }
    /// The number that no person has.
    static let nobody = PersonID(0)
}

/// How somebody comes to a case.
public enum CaseAccess: Sendable, Equatable {
    /// It is theirs.
    case applicant
    /// They work on it: an officer of its office, or a supervisor.
    case staff
}

extension Case {
    /// What a principal may be to this case; nil is nobody. Nobody is staff in a case of their own, under whichever
    /// number or account, nor in a complaint about themselves. Of the family, who is staff in none of its files either,
    /// `access(of:in:)` knows: each finder asks it.
    public func access(of principal: Principal) -> CaseAccess? {
        if principal.isOwn(applicant) { return .applicant }
        if principal.isSelf(applicant) { return nil }
        if let recusal, recusal.bars(principal, at: office) { return nil }
        return principal.serves(office) ? .staff : nil
    }
}
