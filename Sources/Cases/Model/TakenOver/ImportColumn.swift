import Formats

/// The columns of a file of cases that are taken over; docs/import-cases.md explains each.
enum ImportColumn: String, CaseIterable, Sendable {
    /// The other system, such as `SEF`.
    case source
    /// Its own number of the file: with `source` the name by which a row is known again.
    case number
    case procedure
    case filed
    case name
    case birth
    case nationality
    case municipality
    case office
    case state
    case outcome
    case decided
    case documents
    case family
    case email
    case phone
    case passport
    case nif
    case niss
    case patient

    /// Those that every file has.
    static let required: [ImportColumn] = [
        .source, .number, .procedure, .filed, .name, .birth, .municipality, .state,
    ]

    /// Those that name a person to many systems, and what each is beside them.
    static let keys: [(column: ImportColumn, kind: PersonKeyKind)] = [
        (.passport, .passport), (.nif, .nif), (.niss, .niss), (.patient, .patient),
    ]

    static let all = allCases.map(\.rawValue).joined(separator: ", ")
}

/// The column that a file of errors has besides: what is wrong. A file that is read back may have it; it is passed over.
let problemColumn = "problem"

/// One row as it stands in the file.
struct ForeignRow: Sendable, Equatable {
    let line: Int
    /// What it says, without the spaces around it; what is empty is not there.
    let values: [ImportColumn: String]
    /// The row itself, for the file of errors.
    let whole: Whole
    /// Why it cannot be read at all.
    var fault: FormatError?

    enum Whole: Sendable, Equatable {
        case fields([String])
        case item(JSON)
    }
}
