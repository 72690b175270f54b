import Formats
import Kernel
import Storage

/// What is held about somebody in the file of another: husband, wife or child of whoever asked. Their own part of it, and
/// nothing of the others.
struct MemberHoldings: Sendable {
    let kase: CaseID
    let reference: Reference
    let procedure: String
    let member: CaseMemberID
    let name: String
    let birth: Day
    let relation: Relation

    /// Of somebody's numbers, the latest file first; what a complaint says of its people is the complainant's.
    static func all(
        of numbers: [PersonID], in db: Reader, _ house: CaseHouse
    ) throws -> [MemberHoldings] {
        let status = house.policy.procedures.filter { $0.concern == .status }.map(\.code)
        return try db.all(
            """
            SELECT k.id, k.reference, k.procedure, m.id, m.name, m.birth, m.relation
            FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.person IN \(list: numbers) AND NOT (k.applicant IN \(list: numbers))
                AND k.procedure IN \(list: status)
            ORDER BY k.id DESC LIMIT \(partsMax)
            """
        ).map { row in
            MemberHoldings(
                kase: try row[0], reference: try row[1], procedure: try row[2],
                member: try row[3], name: try row[4], birth: try row[5], relation: try row[6])
        }
    }

    private var folder: String { "named-in/\(reference)/" }

    func files(in db: Reader) throws -> [HeldFile] {
        let numbers = try NotedNumber.all(of: kase, in: db).filter { $0.member == member }
        let part = JSON.object([
            "reference": .string(reference.text), "procedure": .string(procedure),
            "name": .string(name), "birth": .string(birth.description),
            "relation": .string(relation.rawValue),
            "documentNumbers": .array(numbers.map { JSON.string($0.shown) }),
        ])
        return [
            HeldFile(name: folder + "part.json", bytes: Array(part.pretty.utf8)),
            HeldFile(name: folder + "who-looked.csv", bytes: try WhoLooked.csv(at: kase, in: db)),
        ]
    }

    /// The documents that are of them.
    func papers(in db: Reader) throws -> [(name: String, digest: String)] {
        try CaseDocument.all(of: kase, in: db).filter { $0.member == member }.map { document in
            let plain = document.savedName.replacing("/", with: "_").replacing("\\", with: "_")
            return (folder + "documents/\(document.id)-\(plain)", document.digest)
        }
    }
}

/// More files than one human being is named in.
private let partsMax = 100
