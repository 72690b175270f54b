import CPQ

/// What is written to a connection and read from it in batches, each up to a sync.
extension PostgresConnection {
    /// Writes a statement behind those that wait, after the BEGIN where none was written yet.
    func write(_ sql: SQL, _ step: PostgresBatch.Step) throws {
        try checkValues(of: sql)
        for command in opening { try write(command) }
        opening = []
        hasBegun = true
        var known = prepared.name(of: sql.text) ?? written.name(of: sql.text)
        if known == nil {
            // What this batch itself has prepared is to stay.
            if prepared.isFull, !written.prepares {
                prepared.removeAll()
                try write("DEALLOCATE ALL")
            }
            let name = prepared.next()
            try check(PQsendPrepare(handle, name, sql.text, 0, nil))
            written.add(.prepare(name: name, text: sql.text))
            known = name
        }
        try PostgresParameters(sql.values).send(known ?? "", handle)
        written.add(step)
    }

    /// Writes a command behind what waits.
    func write(_ command: String) throws {
        try check(PQsendQueryParams(handle, command, 0, nil, nil, nil, nil, 0))
        written.add(.command)
    }

    /// Sends what was written and reads what it answers.
    func exchange(each: (PostgresAnswer) -> Void = { _ in }) throws {
        let batch = written
        written = PostgresBatch()
        try check(PQpipelineSync(handle))
        try read(batch, each: each)
    }

    /// Reads all answers up to the sync; throws the first error after everything is read.
    func read(_ batch: PostgresBatch, each: (PostgresAnswer) -> Void) throws {
        var failure: StorageError?
        var place = 0
        while true {
            guard let result = PQgetResult(handle) else {
                place += 1
                if PQstatus(handle) != CONNECTION_OK || place > batch.steps.count {
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
                take(answer, place < batch.steps.count ? batch.steps[place] : .command, each)
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
        case .sent(let sent): (sent.rows, sent.changed) = (answer.rows, answer.changed)
        }
    }

    private func translated(_ result: OpaquePointer) -> StorageError {
        let error = postgresError(result, kind, lastWords(handle))
        // A plan made before a migration: the next try prepares anew.
        if case .serialization = error, prepared.isStale(result) { isLost = true }
        return error
    }
}
