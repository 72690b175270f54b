public import Kernel

/// What this room knows of a case: whom to see, where, for which service code; never why.
public struct BookableCase: Sendable, Equatable {
    public let id: CaseID
    public let reference: Reference
    public let service: String
    public let office: LocationID
    /// The people of the file, all of whom come.
    public let people: [String]
    /// What to bring, in words of the reader's language; empty where the procedure says nothing.
    public let bring: [String]
    /// Whether the case waits for a visit; a decided one does only for what is done by one.
    public let awaitsVisit: Bool
    /// Whether those who came before have to come once more.
    public let comesAgain: Bool
    /// Whether it is opened as its person's own, by them or in their place; staff work on it otherwise.
    public let isOwn: Bool
    /// The mandate under which it was asked for; nil for its own person and its office.
    public let mandate: String?
    /// The other open cases of the same person, whose visits count with this one's; none where no limit holds.
    public let others: [CaseID]

    public init(
        id: CaseID, reference: Reference, service: String, office: LocationID, people: [String],
        bring: [String] = [], awaitsVisit: Bool = true, comesAgain: Bool = false,
        isOwn: Bool = false, mandate: String? = nil, others: [CaseID] = []
    ) {
        self.id = id
        self.reference = reference
        self.service = service
        self.office = office
        self.people = people
        self.bring = bring
        self.awaitsVisit = awaitsVisit
        self.comesAgain = comesAgain
        self.isOwn = isOwn
        self.mandate = mandate
        self.others = others
    }
}

/// A place as a visitor must find it, with its civil time.
public struct VisitPlace: Sendable {
    public let name: String
    /// Nil where nobody gave us one.
    public let address: String?
    public let municipality: String
    public let zone: Zone

    public init(name: String, address: String?, municipality: String, zone: Zone) {
        self.name = name
        self.address = address
        self.municipality = municipality
        self.zone = zone
    }
}
