public import Kernel
public import Storage

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
    /// Invented, for showing the house.
    public let isDemo: Bool
    public let projection: Projection

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

    static let columns: SQL = """
        id, reference, procedure, procedure_version, applicant, filed_by, office, office_place, municipality, filed_at, demo,
        state, turn, next_date, decided_at, outcome
        """

    init(row: Row) throws {
        id = try row[0]
        reference = try row[1]
        procedure = try row[2]
        procedureVersion = try row[3]
        applicant = try row[4]
        filedBy = try row[5]
        office = try row[6]
        officePlace = try row[7]
        municipality = try row[8]
        filedAt = try row[9]
        isDemo = try row[10]
        projection = Projection(
            state: try row[11], turn: try row[12], nextDate: try row[13], decidedAt: try row[14], outcome: try row[15])
    }
}

extension Turn: Storable {}

/// How somebody comes to a case.
public enum CaseAccess: Sendable, Equatable {
    /// It is theirs.
    case applicant
    /// They work on it: an officer of its office, or a supervisor.
    case staff
}

extension Case {
    /// What a principal may be to this case; nil is nobody. Nobody is staff in a case of their own.
    public func access(of principal: Principal) -> CaseAccess? {
        if let person = principal.person, person == applicant { return .applicant }
        let isStaff = principal.duties.contains { duty in
            guard duty.purpose == .status else { return false }
            if duty.role == .supervisor { return duty.location == nil || duty.location == office }
            return duty.role == .officer && duty.location == office
        }
        return isStaff ? .staff : nil
    }
}
