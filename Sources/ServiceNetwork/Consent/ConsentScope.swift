import Kernel
import Storage

enum ConsentThing {}
typealias ConsentID = ID<ConsentThing>

/// What a body may be told of a person, piece by piece.
enum ConsentFact: String, CaseIterable, Codable, Storable {
    case name, birth, contact
    /// Who belongs to the family.
    case household
    /// The note of what the person told, written once.
    case told

    /// As it stands in the store.
    static func text(_ facts: Set<ConsentFact>) -> String {
        facts.map(\.rawValue).sorted().joined(separator: " ")
    }

    static func list(_ text: String) -> Set<ConsentFact> {
        Set(text.split(separator: " ").compactMap { ConsentFact(rawValue: String($0)) })
    }
}

/// How the consent came: by the person's own account, or noted at a desk for somebody who has none.
enum ConsentWay: String, CaseIterable, Codable, Storable {
    case account, oral, paper
}

/// What a consent is about; its text stands in the store: `referral/123`.
struct ConsentSubject: Hashable, Sendable, CustomStringConvertible {
    let description: String

    static func referral(_ id: Int64) -> ConsentSubject {
        ConsentSubject(description: "referral/\(id)")
    }

    static func path(_ id: Int64) -> ConsentSubject { ConsentSubject(description: "path/\(id)") }

    var referral: ReferralID? { number(after: "referral/").flatMap { ReferralID($0) } }
    var path: PathID? { number(after: "path/").flatMap { PathID($0) } }

    private func number(after start: String) -> String? {
        description.hasPrefix(start) ? String(description.dropFirst(start.count)) : nil
    }
}

/// What was allowed: about one thing, to these bodies and no other, these facts and no more.
struct ConsentScope: Hashable, Sendable {
    let subject: ConsentSubject
    let bodies: Set<OrganisationID>
    let facts: Set<ConsentFact>

    /// Why it is not a scope that anybody can agree to, or nil.
    var refusal: Refused? {
        if bodies.isEmpty { return Refused(.invalid, "Say which bodies may be told.") }
        if bodies.count > bodiesMax {
            return Refused(.invalid, "One consent is for few bodies. Ask again for the others.")
        }
        return nil
    }
}

/// More than these nobody can weigh when asked.
private let bodiesMax = 12
