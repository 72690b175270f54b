import Kernel

/// A row that holds together: one person's file as another system kept it.
struct ForeignCase: Sendable, Equatable {
    let source: String
    let number: String
    let procedure: String
    /// The law of the day on which it was handed in.
    let version: String
    let filed: Day
    let person: PersonOfFile
    let nationality: String?
    let municipality: PlaceCode
    /// The slug of a place; nil for the nearest office.
    let office: String?
    let decided: Decided?
    /// Codes of papers that the other system says it holds.
    let documents: [String]
    let mail: String?
    let phone: String?
    /// The family of the file, in the order of its row.
    var family: [PersonOfFile] = []
    /// Numbers by which other systems know the person.
    var keys: [PersonKeyKind: String] = [:]

    struct Decided: Sendable, Equatable {
        let outcome: String
        let day: Day
    }

    /// By what a row is known again.
    var key: Key { Key(source: source, number: number) }

    struct Key: Sendable, Hashable {
        let source: String
        let number: String
    }

    /// Everything the row says, as one text: equal for two rows that say the same. No field holds its separator.
    var contents: String {
        let given: [String?] = [
            procedure, filed.description, person.name, person.birth.description, nationality,
            municipality.text, office, decided?.outcome, decided?.day.description,
            documents.joined(separator: " "), mail, phone,
        ]
        // What rows could not say before stands behind, so that a row that says none of it is as it was.
        let people = family.map { "\($0.name) \($0.birth) \($0.relation.rawValue)" }
        let numbers = PersonKeyKind.allCases.compactMap { kind in
            keys[kind].map { "\(kind.rawValue) \($0)" }
        }
        return (given.map { $0 ?? "" } + people + numbers).joined(separator: "\u{1F}")
    }
}
