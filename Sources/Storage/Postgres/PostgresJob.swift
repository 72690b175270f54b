/// What a thread with a connection does next.
enum PostgresTurn {
    /// Questions that travel together.
    case questions([PostgresQuestion])
    case transaction(PostgresJob)
    /// Writes that are stored together.
    case writes(PostgresGroup)
    case over
}

/// Writes that one thread stores together.
struct PostgresGroup {
    /// How often something had been stored when the first of these were taken.
    let storedBefore: Int
    /// Those that are not answered yet.
    var jobs: [PostgresJob] = []
    /// What they are about; no other thread stores anything about it meanwhile.
    var subjects: Set<String> = []
}

/// One statement, which needs no transaction.
struct PostgresQuestion: Sendable {
    let asked = ContinuousClock.now
    let sql: SQL
    let answer: CheckedContinuation<[Row], any Error>
}

/// A reading or a write.
struct PostgresJob: Sendable {
    enum Kind: Sendable {
        case reading
        case writing
        /// Several writes in one transaction. A lock that somebody else holds is not waited for long: alone,
        /// each may be.
        case writingTogether

        /// What goes before the first statement. Sessions are read-only unless a transaction says otherwise.
        var opening: [String] {
            switch self {
            case .reading: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
            case .writing: ["BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"]
            case .writingTogether: Kind.writing.opening + ["SET LOCAL lock_timeout TO '50ms'"]
            }
        }
    }

    let asked = ContinuousClock.now
    let kind: Kind
    /// What it is about, where others are likely to want the same.
    let subject: String?
    let run: @Sendable (PostgresConnection) throws -> Void
    let answer: CheckedContinuation<Void, any Error>
}
