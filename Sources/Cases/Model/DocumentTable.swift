/// What the decision table is asked for one person of a file.
struct DocumentQuestion: Hashable, Sendable {
    let relation: Relation
    let age: Int
    let holderIsRefugee: Bool
    let isInPortugal: Bool
}
