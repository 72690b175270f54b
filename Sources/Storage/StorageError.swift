/// What can go wrong below the domains; none of it is shown to a visitor.
public enum StorageError: Error, Sendable, Equatable {
    /// A rule of the schema was broken: the constraint's kind and the engine's words.
    case constraint(ConstraintKind, String)
    /// The statement is wrong or the engine refused it.
    case statement(String, state: String)
    /// Two writers met and one must try again; the caller never sees it until tries are used up.
    case serialization(String)
    /// The engine cannot be reached.
    case connection(String)
    /// The connection broke during COMMIT: the write may or may not be stored. Ask again with the same key.
    case unknownOutcome(String)
    /// Too many waiting writes.
    case overloaded
    case closed
    case noColumn(String)
    case wrongType(column: String, wanted: String)
    case migration(String)
    case key(String)
    case sealed(String)
}

public enum ConstraintKind: String, Sendable {
    case unique
    case foreignKey
    case check
    case notNull
    case other
}
