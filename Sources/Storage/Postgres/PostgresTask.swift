/// What waits for a connection.
enum PostgresTask: Sendable {
    case question(PostgresQuestion)
    case transaction(PostgresJob)

    var isQuestion: Bool { question != nil }

    var question: SQL? {
        if case .question(let question) = self { question.sql } else { nil }
    }

    func refuse(_ error: any Error) {
        switch self {
        case .question(let question): question.answer.resume(throwing: error)
        case .transaction(let job): job.answer.resume(throwing: error)
        }
    }
}

/// One statement, which needs no transaction.
struct PostgresQuestion: Sendable {
    let sql: SQL
    let answer: CheckedContinuation<[Row], any Error>
}

/// A reading or a write.
struct PostgresJob: Sendable {
    enum Kind: Sendable {
        case reading
        case writing

        /// Sessions are read-only unless a transaction says otherwise.
        var begin: String {
            switch self {
            case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            case .writing: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
            }
        }
    }

    let kind: Kind
    let run: @Sendable (PostgresConnection) throws -> Void
    let answer: CheckedContinuation<Void, any Error>
}
