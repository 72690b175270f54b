import Kernel
import Storage

/// One stretch of a sorted list, such as the files that have a date: the front of an index at each office.
private struct QueueFront {
    let condition: SQL
    /// A column of whole numbers by which the stretch is sorted.
    let key: SQL
}

extension DeskQueue {
    /// Whether the list can be read from the fronts of indexes, a page at a time, however many files an office has. What
    /// somebody searched or has taken is few, and is sorted as it is found.
    var hasFronts: Bool {
        search == nil && taken != .mine && (clock == nil || sort == .nextDate)
    }

    /// The files of the page, in its order: each office's next ones, put together.
    func frontIDs(_ principal: Principal, in db: Reader) throws -> [CaseID] {
        let (first, wanted) = ((page - 1) * queueRows, page * queueRows)
        let offices = try offices(in: db)
        var found: [CaseID] = []
        for front in try fronts(offices, in: db) where found.count < wanted {
            found += try ids(
                front, principal, offices, limit: wanted - found.count, in: db)
        }
        return Array(found.dropFirst(first).prefix(queueRows))
    }

    private func offices(in db: Reader) throws -> [LocationID] {
        if case .offices(let named) = scope { return named }
        return try Tally.offices(in: db)
    }

    private func fronts(_ offices: [LocationID], in db: Reader) throws -> [QueueFront] {
        switch sort {
        case .filed: [QueueFront(condition: "filed_at >= 0", key: "filed_at")]
        case .nextDate: byDate
        case .state:
            try states(offices, in: db).flatMap { state in
                byDate.map { front in
                    QueueFront(condition: front.condition + " AND state = \(state)", key: front.key)
                }
            }
        }
    }

    /// Files without a date come last either way.
    private var byDate: [QueueFront] {
        // A window of the person that is over is the office's turn.
        let begin = turn == .person && clock == nil ? today : Day(number: 0)
        return [
            QueueFront(condition: "\(date) >= \(begin)", key: date),
            QueueFront(condition: "\(date) IS NULL", key: number),
        ]
    }

    /// The column that keeps files of one day apart, in the table whose index is read.
    private var number: SQL { clock == nil ? "id" : "case_clock.kase" }

    /// The stages of the files of some offices, found one after the other.
    private func states(_ offices: [LocationID], in db: Reader) throws -> [String] {
        if let state { return [state] }
        var found = Set<String>()
        for office in offices {
            var last = ""
            while let next: String = try db.value(
                """
                SELECT state FROM kase WHERE office = \(office) AND state > \(last)
                ORDER BY state LIMIT 1
                """)
            {
                found.insert(next)
                last = next
            }
        }
        let sorted = found.sorted()
        return descending ? sorted.reversed() : sorted
    }

    private func ids(
        _ front: QueueFront, _ principal: Principal, _ offices: [LocationID], limit: Int,
        in db: Reader
    ) throws -> [CaseID] {
        // Within a stage the first date comes first, whichever way the stages go.
        let isDown = descending && sort != .state
        let down: SQL = isDown ? " DESC" : ""
        var found: [(key: Int64, id: CaseID)] = []
        for office in offices {
            var own = self
            own.scope = .offices([office])
            let rows = try db.all(
                """
                SELECT \(number), \(front.key) FROM \(source)
                WHERE \(own.filter(principal)) AND \(front.condition)
                ORDER BY \(front.key)\(down), \(number)\(down) LIMIT \(limit)
                """)
            for row in rows { found.append((key: try row[1], id: try row[0])) }
        }
        found.sort { ($0.key, $0.id) < ($1.key, $1.id) }
        if isDown { found.reverse() }
        return found.prefix(limit).map { $0.id }
    }
}
