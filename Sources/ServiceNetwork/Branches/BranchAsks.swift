public import Kernel
public import Languages
public import Storage

/// A file as the front officer opens it for a branch: who is in it, by name, the applicant first.
public struct BranchFile: Sendable {
    public let id: CaseID
    public let reference: Reference
    public let office: LocationID
    public let applicant: PersonID
    public let people: [String]
    public let isDemo: Bool

    public init(
        id: CaseID, reference: Reference, office: LocationID, applicant: PersonID,
        people: [String], isDemo: Bool
    ) {
        (self.id, self.reference, self.office) = (id, reference, office)
        (self.applicant, self.people, self.isDemo) = (applicant, people, isDemo)
    }
}

/// The contract under which a body reads what is asked of it, on the day of asking.
public struct BranchContract: Sendable {
    public let name: String
    public let version: Int
    public let fields: [String]
    public let legalBasis: String
    public let isVerified: Bool
    public let keepUntil: Day

    public init(
        name: String, version: Int, fields: [String], legalBasis: String, isVerified: Bool,
        keepUntil: Day
    ) {
        (self.name, self.version, self.fields) = (name, version, fields)
        (self.legalBasis, self.isVerified, self.keepUntil) = (legalBasis, isVerified, keepUntil)
    }
}

/// A number that a body gave to somebody of a file, as the person's account keeps it.
public struct BranchNumber: Sendable, Equatable {
    public let kind: String
    public let number: String
    /// Whose number it is: somebody of the household, by name.
    public let name: String
    /// Who gave it, in Portuguese: the body's own name.
    public let body: String
    public let kase: CaseID
    public let at: Moment
    public let isDemo: Bool

    public init(
        kind: String, number: String, name: String, body: String, kase: CaseID, at: Moment,
        isDemo: Bool
    ) {
        (self.kind, self.number, self.name, self.body) = (kind, number, name, body)
        (self.kase, self.at, self.isDemo) = (kase, at, isDemo)
    }
}

/// What the person is told when a branch answered; never the number.
public struct BranchNews: Sendable {
    public let person: PersonID
    /// Whose right to see the file is the right to see the notice; it goes with the file.
    public let kase: CaseID
    /// Two of one key are one.
    public let key: String
    public let words: @Sendable (Translator) -> (title: String, body: String)
}

/// What partner branches ask of other rooms; the App fills it in. Without it no file is found and no contract stands.
public struct BranchAsks: Sendable {
    /// A file on which somebody of the staff works; for everybody else it is not there.
    public var file: @Sendable (Reference, Principal, Moment, Reader) throws -> BranchFile = {
        _, _, _, _ in throw Refused.notFound
    }
    /// Which of some files are closed to somebody of the staff.
    public var closed: @Sendable ([CaseID], Principal, Reader) throws -> Set<CaseID> = {
        all, _, _ in
        Set(all)
    }
    /// Keeps that somebody of the staff looked at a file, for its person to read.
    public var looked: @Sendable (Reference, Principal, Moment, Writer) throws -> Void = {
        _, _, _, _ in
    }
    /// Refuses staff where a colleague has the file.
    public var acts: @Sendable (Reference, Principal, Moment, Writer) throws -> Void = {
        _, _, _, _ in
    }
    public var language: @Sendable (PersonID, Reader) throws -> String = { _, _ in "pt" }
    /// A contract by name, where it stands on a day and carries no more than we offer.
    public var contract: @Sendable (String, Day) -> BranchContract? = { _, _ in nil }
    public var keepNumber: @Sendable (BranchNumber, PersonID, Writer) throws -> Void = { _, _, _ in
    }
    public var numbers: @Sendable (Principal, Reader) throws -> [BranchNumber] = { _, _ in [] }
    public var tell: @Sendable (BranchNews, Moment, Writer) throws -> Void = { _, _, _ in }
    public var zone: Zone = .utc

    public init() {}
}
