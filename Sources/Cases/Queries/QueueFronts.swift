import Kernel
import Storage

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
        for round in rounds where found.count < wanted {
            found += try ids(round, principal, offices, limit: wanted - found.count, in: db)
        }
        return Array(found.dropFirst(first).prefix(queueRows))
    }

    private func offices(in db: Reader) throws -> [LocationID] {
        if case .offices(let named) = scope { return named }
        return try Tally.offices(in: db)
    }

    /// The stretches of the list, asked for in rounds until a page is full: one question each. The fronts of a group
    /// are sorted among each other, the groups of a round stand one after the other.
    var rounds: [[[QueueFront]]] {
        if clock != nil { return [byClock] }
        if turn == Turn.none { return [[[closedFront]]] }
        guard sort == .nextDate else {
            let open: SQL = isOpenOnly ? "turn <> 'none' AND filed_at >= 0" : "filed_at >= 0"
            return [[[QueueFront(condition: open, key: "filed_at", isOnlyByOrder: true)]]]
        }
        let classes = CaseRank.classes.indices.map {
            QueueStretches(priority: $0, today: today)
        }
        // Within its class a file without a date comes last either way.
        let open = (descending ? classes.reversed() : classes).map {
            [$0.dated(turn), $0.undated(turn)]
        }
        return isOpenOnly || turn != nil ? open : open + [[[closedFront]]]
    }

    private var closedFront: QueueFront {
        QueueFront(condition: "turn = 'none'", key: "filed_at", isOnlyByOrder: true)
    }

    /// The list of one clock is about its date, whatever class a file waits in.
    private var byClock: [[QueueFront]] {
        [
            [QueueFront(condition: "ends >= 0", key: "ends")],
            [QueueFront(condition: "ends IS NULL", key: "case_clock.kase")],
        ]
    }

    private func ids(
        _ groups: [[QueueFront]], _ principal: Principal, _ offices: [LocationID], limit: Int,
        in db: Reader
    ) throws -> [CaseID] {
        let parts = offices.flatMap { office in
            groups.enumerated().flatMap { group, fronts in
                fronts.map {
                    (group: group, question: statement($0, principal, at: office, limit: limit))
                }
            }
        }
        var found: [(group: Int, key: Int64, filed: Int64, id: CaseID)] = []
        for start in stride(from: 0, to: parts.count, by: partsAtOnce) {
            let chunk = parts[start..<min(start + partsAtOnce, parts.count)]
            for row in try db.all(DeskQueue.together(Array(chunk))) {
                found.append(
                    (group: try row[3], key: try row[1], filed: try row[2], id: try row[0]))
            }
        }
        // The other way round within each group, whose order stays.
        found.sort { one, other in
            if one.group != other.group { return one.group < other.group }
            let (first, second) = descending ? (other, one) : (one, other)
            return (first.key, first.filed, first.id) < (second.key, second.filed, second.id)
        }
        return found.prefix(limit).map { $0.id }
    }

    /// One stretch at one office: the statement that reads the front of an index.
    func statement(
        _ front: QueueFront, _ principal: Principal, at office: LocationID, limit: Int
    ) -> SQL {
        var own = self
        own.scope = .offices([office])
        // The stretch says whose turn it is, in the words of an index.
        if clock == nil, sort == .nextDate { (own.turn, own.closed) = (nil, true) }
        own.isOnlyByOrder = front.isOnlyByOrder
        let (number, filed): (SQL, SQL) =
            clock == nil ? ("id", "filed_at") : ("case_clock.kase", "case_clock.kase")
        let order = front.order(clock == nil ? [filed, number] : [number], down: descending)
        return """
            SELECT \(number) AS file, \(front.key) AS front, \(filed) AS filed FROM \(source)
            WHERE \(own.filter(principal)) AND \(front.condition)
            ORDER BY \(order) LIMIT \(limit)
            """
    }

    /// Several such statements as one question; each row says of which group it is.
    static func together(_ parts: [(group: Int, question: SQL)]) -> SQL {
        var whole: SQL = ""
        for (index, part) in parts.enumerated() {
            let (name, group) = (
                SQL(stringLiteral: "part\(index)"), SQL(stringLiteral: "\(part.group)")
            )
            let one: SQL = """
                SELECT file, front, filed, \(group) AS stretch FROM (\(part.question)) AS \(name)
                """
            whole = index == 0 ? one : "\(whole) UNION ALL \(one)"
        }
        return whole
    }
}

/// SQLite joins 500 questions at most.
private let partsAtOnce = 100
