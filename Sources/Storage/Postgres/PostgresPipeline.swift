import CPQ

/// What is written to a connection and read from it in batches, each up to a sync.
extension PostgresConnection {
    /// What has to go before a statement: the COMMIT that is owed and the BEGIN that waits.
    func opened() throws -> PostgresBatch {
        var batch = PostgresBatch()
        if owesCommit { batch.add(.command) }
        owesCommit = false
        if let begin {
            try queue(begin)
            self.begin = nil
            batch.add(.command)
        }
        return batch
    }

    /// Writes a statement behind others, prepared first where it is new; nothing is sent yet.
    func write(_ sql: SQL, _ batch: inout PostgresBatch) throws {
        var known = prepared.name(of: sql.text) ?? batch.name(of: sql.text)
        if known == nil {
            if prepared.isFull {
                prepared.removeAll()
                try queue("DEALLOCATE ALL")
                batch.add(.command)
            }
            let name = prepared.next()
            try check(PQsendPrepare(handle, name, sql.text, 0, nil))
            batch.add(.prepare(name: name, text: sql.text))
            known = name
        }
        try PostgresParameters(sql.values).send(known ?? "", handle)
        batch.add(.statement)
    }

    /// Reads all answers up to the sync; throws the first error after everything is read.
    func read(_ batch: PostgresBatch, each: (PostgresAnswer) -> Void = { _ in }) throws {
        var failure: StorageError?
        var place = 0
        while true {
            guard let result = PQgetResult(handle) else {
                place += 1
                if PQstatus(handle) != CONNECTION_OK || place > batch.sent.count {
                    isLost = true
                    throw failure ?? StorageError.connection(lastWords(handle))
                }
                continue
            }
            let answer = PostgresAnswer(result)
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                if let failure { throw failure }
                return
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                take(answer, place < batch.sent.count ? batch.sent[place] : .command, each)
            case PGRES_FATAL_ERROR: failure = failure ?? translated(result)
            // What stood behind a failure.
            case PGRES_PIPELINE_ABORTED: break
            default:
                isLost = true
                failure = failure ?? StorageError.connection(lastWords(handle))
            }
        }
    }

    private func take(
        _ answer: PostgresAnswer, _ step: PostgresBatch.Step, _ each: (PostgresAnswer) -> Void
    ) {
        switch step {
        case .command: break
        // What it made stays, even where its execution fails.
        case .prepare(let name, let text): prepared.keep(name, for: text)
        case .statement: each(answer)
        }
    }

    private func translated(_ result: OpaquePointer) -> StorageError {
        let error = postgresError(result, kind, lastWords(handle))
        // A plan made before a migration: the next try prepares anew.
        if case .serialization = error, prepared.isStale(result) { isLost = true }
        return error
    }
}
