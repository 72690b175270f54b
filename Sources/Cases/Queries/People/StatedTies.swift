import Kernel
import Storage

extension PersonTie: Storable {}
extension Kin: Storable {}

enum PersonTieThing {}

/// Who somebody of a file is to somebody else of it, who said so, and when.
struct StatedTie: Sendable {
    /// Nil for what the household itself says.
    let id: ID<PersonTieThing>?
    let one: String
    let tie: PersonTie
    let other: String
    let saidBy: Source
    let at: Moment
    /// What was seen; empty for what the household says.
    let proof: String
    let endedAt: Moment?

    enum Source: Sendable, Equatable {
        /// Whoever handed the file in, or added somebody.
        case person
        case office
        /// With the file that was taken over.
        case otherSystem
        /// An officer, by name.
        case officer(String)
    }

    /// What the household says, in its order, then what officers stated, latest first.
    static func all(
        of kase: Case, _ history: CaseHistory, _ events: [CaseEvent], in db: Reader
    ) throws -> [StatedTie] {
        let members = try Mention.all(of: kase.id, in: db)
        guard let holder = members.first else { return [] }
        let told = members.dropFirst().compactMap { member in
            PersonTie(member.relation).map { tie in
                StatedTie(
                    id: nil, one: member.name, tie: tie, other: holder.name,
                    saidBy: source(of: member.member, kase, history, events),
                    at: history.cameIn(member.member), proof: "", endedAt: nil)
            }
        }
        return try told + stated(in: kase.id, members, in: db)
    }

    private static func source(
        of member: CaseMemberID, _ kase: Case, _ history: CaseHistory, _ events: [CaseEvent]
    ) -> Source {
        let actor = events.first { event in
            guard case .memberAdded(let added) = event.what else { return false }
            return added.member == member
        }?.actor
        if let actor { return actor == kase.filedBy ? .person : .office }
        return history.imported == nil ? .person : .otherSystem
    }

    private static func stated(
        in kase: CaseID, _ members: [Mention], in db: Reader
    ) throws -> [StatedTie] {
        try db.all(
            """
            SELECT id, one, tie, other, stated_name, stated_at, proof, ended_at FROM person_tie
            WHERE kase = \(kase) ORDER BY stated_at DESC, id DESC LIMIT \(tiesMax)
            """
        ).map { row in
            let (one, other): (PersonID, PersonID) = (try row[1], try row[3])
            func name(_ person: PersonID) -> String {
                members.first { $0.person == person }?.name ?? "–"
            }
            return StatedTie(
                id: try row[0], one: name(one), tie: try row[2], other: name(other),
                saidBy: .officer(try row[4]), at: try row[5], proof: try row[6],
                endedAt: try row[7])
        }
    }
}

/// More than the people of one file are to each other.
private let tiesMax = 100
