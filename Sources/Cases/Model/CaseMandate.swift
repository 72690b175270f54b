public import Kernel

/// A mandate that stands now: its holder may see, or act in, the files of one person.
public struct CaseMandate: Sendable, Hashable {
    /// As the journal names it.
    public let number: String
    public let person: PersonID
    /// Whose files they are, as the holder reads it.
    public let name: String
    public let mayAct: Bool

    public init(number: String, person: PersonID, name: String, mayAct: Bool) {
        self.number = number
        self.person = person
        self.name = name
        self.mayAct = mayAct
    }

    func allows(_ deed: CaseDeed) -> Bool { mayAct || deed == .view }
}

/// What somebody wants with a file: a mandate may allow a look and nothing else.
public enum CaseDeed: Sendable {
    case view
    case act
}

extension Principal {
    /// The same account in the place of a person: what it does is signed by the account itself.
    func inPlace(of person: PersonID) -> Principal {
        Principal(account: account, person: person, name: name, duties: [])
    }
}
