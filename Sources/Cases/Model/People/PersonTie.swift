/// Who somebody is to somebody else: read from the first to the second, "is the parent of".
enum PersonTie: String, Sendable, CaseIterable, Codable {
    case spouse, partner, child, parent, sibling, dependant, guardian

    /// The same, read from the second to the first.
    var inverse: PersonTie {
        switch self {
        case .spouse, .partner, .sibling: self
        case .child: .parent
        case .parent: .child
        case .dependant: .guardian
        case .guardian: .dependant
        }
    }

    /// Who a member of a household is to its holder.
    init?(_ relation: Relation) {
        switch relation {
        case .holder: return nil
        case .spouse: self = .spouse
        case .deFactoPartner: self = .partner
        case .child, .adultChild: self = .child
        case .parent: self = .parent
        case .sibling: self = .sibling
        }
    }

    /// Those between whom it matters that one waits longer than the other.
    var kin: Kin? {
        switch self {
        case .spouse, .partner: .spouse
        case .sibling: .sibling
        case .child, .parent, .dependant, .guardian: nil
        }
    }
}

/// How two people belong together, so that it matters when one waits longer than the other.
enum Kin: String, Sendable {
    /// Husband and wife, or de facto partners.
    case spouse
    case sibling
}
