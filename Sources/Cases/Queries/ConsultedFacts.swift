import Kernel
import Storage

/// What of the people of a file goes with the question to a body: the fields of its file and nothing else.
struct ConsultedFacts: Sendable {
    /// One of the people, each field with what the file states; nil where it states nothing.
    struct Person: Sendable, Equatable {
        var name: String?
        var birth: Day?
        var relation: Relation?
        var nationality: String?
        var documentNumbers: [String] = []
    }

    let people: [Person]

    init(_ kase: CaseID, _ fields: [ConsultedBody.Field], in db: Reader) throws {
        let wanted = Set(fields)
        let members = try CaseMember.all(of: kase, in: db)
        let history = Case.fold(try CaseEvent.all(of: kase, in: db))
        let numbers =
            wanted.contains(.documentNumbers) ? try NotedNumber.all(of: kase, in: db) : []
        people = members.map { member in
            var person = Person()
            if wanted.contains(.name) { person.name = member.person.name }
            if wanted.contains(.birth) { person.birth = member.person.birth }
            if wanted.contains(.relation) { person.relation = member.person.relation }
            if wanted.contains(.nationality), member.position == 0 {
                person.nationality = history?.statedNationality
            }
            person.documentNumbers = numbers.filter { $0.member == member.id }.map(\.shown)
            return person
        }
    }
}

extension CaseHistory {
    /// The nationality of the holder, a code of ISO 3166: as it was answered, else as another system kept it.
    var statedNationality: String? {
        let answered = answers[nationalityField] ?? ""
        return answered.isEmpty ? imported?.nationality : answered
    }
}
