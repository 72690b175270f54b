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
        return given.map { $0 ?? "" }.joined(separator: "\u{1F}")
    }
}
