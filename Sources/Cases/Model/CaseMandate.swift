public import Kernel

/// A mandate that stands now: its holder may see, or act in, the files of one person.
public struct CaseMandate: Sendable, Hashable {
    /// As the journal names it.
    public let number: String
    public let person: PersonID
    /// Whose files they are, as the holder reads it.
    public let name: String
    public let mayAct: Bool
    /// Whether they may file a new request too: to act in a file that is there does not say so.
    public let mayFile: Bool
    /// Other numbers under which files name that person, which a code of an office tied to them.
    public let also: [PersonID]

    public init(
        number: String, person: PersonID, name: String, mayAct: Bool, mayFile: Bool = false,
        also: [PersonID] = []
    ) {
        self.number = number
        self.person = person
        self.name = name
        self.mayAct = mayAct
        self.mayFile = mayFile
        self.also = also
    }

    /// All numbers whose files it opens.
    var people: [PersonID] { [person] + also }

    func allows(_ deed: CaseDeed) -> Bool {
        switch deed {
        case .view: true
        case .act: mayAct
        case .file: mayFile
        }
    }
}

extension [CaseMandate] {
    /// Those of people who are called so: each word begins one of the name's, however it is accented. All of them where
    /// nothing was typed.
    func named(_ typed: String) -> [CaseMandate] {
        let words = nameWords(typed)
        if words.isEmpty { return self }
        return filter { mandate in
            let own = nameWords(mandate.name)
            return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
        }
    }
}

/// What somebody wants with a file: a mandate may allow a look and nothing else.
public enum CaseDeed: Sendable {
    case view
    case act
    /// To hand in a new one.
    case file
}

extension Principal {
    /// The same account in the place of a person: what it does is signed by the account itself.
    func inPlace(of person: PersonID) -> Principal {
        Principal(account: account, person: person, name: name, duties: [])
    }
}
