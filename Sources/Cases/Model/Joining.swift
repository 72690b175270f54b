import Kernel

extension CaseEvent {
    static let memberAddedKind = "case.member-added"

    /// Somebody of the family joined a file that was handed in before.
    struct MemberAdded: Codable, Sendable, Equatable {
        let member: CaseMemberID
        let person: PersonOfFile
    }
}

extension CaseHistory {
    /// Somebody who joined after the filing.
    struct Joined: Sendable, Equatable {
        let member: CaseMemberID
        let person: PersonOfFile
        let at: Moment
    }

    /// Everybody of the file: those of its first day, and those who joined.
    var household: Household {
        Household(
            holder: filed.household.holder, holderIsRefugee: filed.household.holderIsRefugee,
            family: filed.household.family + joined.map(\.person))
    }

    /// When somebody came into the file: with the filing, or later.
    func cameIn(_ member: CaseMemberID) -> Moment {
        joined.first { $0.member == member }?.at ?? filedAt
    }
}

/// Why nobody more joins a file.
enum JoiningRefusal: Refusal, Equatable {
    case approvedBySilence(String)
    case alreadyIn(String)

    var kind: RefusalKind { .conflict }

    var values: [String: String] {
        switch self {
        case .approvedBySilence(let article): ["article": article]
        case .alreadyIn(let name): ["name": name]
        }
    }

    var explanation: String {
        switch self {
        case .approvedBySilence:
            t(
                "The period ended without a decision: the law counts the request as approved ({article}). Nobody can be added to it any more."
            )
        case .alreadyIn: t("{name} is in this file already.")
        }
    }
}

extension Household {
    /// Why somebody cannot join this household, or nil: nobody is in a file twice, and with them it is one that could
    /// be filed on this day. The same birth and the same words of the name are the same human being.
    func refusal(
        adding person: PersonOfFile, on day: Day, family allowed: FamilyRange
    ) -> (any Refusal)? {
        let words = Set(nameWords(person.name))
        let same = ([holder] + family).first {
            $0.birth == person.birth && Set(nameWords($0.name)) == words
        }
        if let same { return JoiningRefusal.alreadyIn(same.name) }
        return Household(
            holder: holder, holderIsRefugee: holderIsRefugee, family: family + [person]
        ).refusal(on: day, family: allowed)
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
