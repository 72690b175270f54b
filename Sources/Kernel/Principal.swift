/// What somebody does in the house; a duty ties it to an organisation and a purpose.
public enum Role: String, CaseIterable, Codable, Sendable {
    /// A migrant or family member, for their own files.
    case person
    /// A mediator at a local centre, for people who asked for help.
    case mediator
    /// A clerk of a partner body, for their part of a visit.
    case partner
    case officer
    case supervisor
    /// A jurist of the equality body.
    case jurist
    /// A child-protection professional.
    case protector
    case focalPoint = "focal-point"
    case coordinator
    case analyst
    case reporter
    case administrator
    /// Answers a consultation put to it and can ask nothing.
    case police
}

/// Why data are used; a reading is allowed for a purpose, never for a role alone.
public enum Purpose: String, CaseIterable, Codable, Sendable {
    case own
    case help
    case status
    case complaint
    case protection
    case plan
    case statistics
    case operation
    case consultation
}

/// A role at an organisation for a purpose, perhaps at one place only.
public struct Duty: Hashable, Codable, Sendable {
    public let role: Role
    public let organisation: OrganisationID
    public let location: LocationID?
    public let purpose: Purpose

    public init(role: Role, organisation: OrganisationID, location: LocationID?, purpose: Purpose) {
        self.role = role
        self.organisation = organisation
        self.location = location
        self.purpose = purpose
    }

    /// The compartment this duty may look into.
    public var compartment: Compartment {
        switch purpose {
        case .help: .help
        case .complaint: .equality
        case .protection: .protection
        case .own, .status, .plan, .statistics, .operation, .consultation: .general
        }
    }
}

extension [Duty] {
    /// Whoever decides, is consulted or runs the house acts for nobody: only people without duties, and
    /// those whose duty is to help, may hold a person's mandate.
    public var allowMandates: Bool { allSatisfy { $0.purpose == .help } }
}

/// Who is asking: an account with its duties, or a person about their own files.
///
/// Every finder takes one; there is no way to a protected thing without it.
public struct Principal: Hashable, Sendable {
    public let account: AccountID
    /// The person behind the account, where the account is about somebody's own files.
    public let person: PersonID?
    public let name: String
    public let duties: [Duty]
    /// Every number under which the human being behind the account stands in files, in order: two accounts of one
    /// human being share them. Empty where nobody said who it is.
    public let selves: [PersonID]
    /// Other numbers under which files name the same human being, as an office said: their files are theirs too.
    public let also: [PersonID]

    public init(
        account: AccountID, person: PersonID?, name: String, duties: [Duty],
        selves: [PersonID] = [], also: [PersonID] = []
    ) {
        self.account = account
        self.person = person
        self.name = name
        self.duties = duties
        self.also = also
        self.selves = Set(selves + also + [person].compactMap(\.self)).sorted()
    }

    /// All numbers of the person behind the account, the account's own first; none for an account without a person.
    public var numbers: [PersonID] { person.map { [$0] + also } ?? [] }

    /// Whether a number is one of the person behind the account.
    public func isOwn(_ number: PersonID) -> Bool { numbers.contains(number) }

    /// The same, known under these numbers too.
    public func known(also: [PersonID]) -> Principal {
        Principal(
            account: account, person: person, name: name, duties: duties, selves: selves,
            also: also.filter { $0 != person })
    }

    /// Whether a number is theirs, in whichever file it stands.
    public func isSelf(_ person: PersonID) -> Bool { selves.contains(person) }

    /// What the house itself does: services and commands, never a page.
    public static let house = Principal(
        account: AccountID(1), person: nil, name: "Cais", duties: [])

    public func has(_ role: Role) -> Bool {
        role == .person ? person != nil : duties.contains { $0.role == role }
    }

    public func duties(_ role: Role) -> [Duty] { duties.filter { $0.role == role } }
}
