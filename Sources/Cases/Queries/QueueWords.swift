import Kernel
import Storage

/// What is searched in the queue: by reference, number or words of a name.
extension DeskQueue {
    /// The page of those that whoever asks may see of a few.
    func run(_ principal: Principal, among few: [CaseID], in db: Reader) throws -> Result {
        var own = self
        own.few = few
        let ids: [CaseID] = try db.all(
            "SELECT id FROM \(source) WHERE \(own.filter(principal)) ORDER BY \(order)"
        ).map { try $0[0] }
        let shown = ids.dropFirst((page - 1) * queueRows).prefix(queueRows)
        return Result(lines: try lines(Array(shown), in: db).lines, count: ids.count, isMore: false)
    }

    /// Found by an index in every form: at a million files nobody reads all names.
    func condition(_ search: QueueSearch) -> SQL {
        switch search {
        case .reference(let reference, let numbers):
            return """
                id IN (SELECT id FROM kase WHERE reference = \(reference)
                    UNION \(DeskQueue.files(with: numbers)))
                """
        case .number(let numbers): return "id IN (\(DeskQueue.files(with: numbers)))"
        case .words(let words):
            guard let few else { return words.isEmpty ? "1 = 0" : "id IN (\(bearing(words)))" }
            return few.isEmpty ? "1 = 0" : "id IN \(list: padded(few))"
        }
    }

    /// The files in which somebody bears such words, one for each, where they are few: an index of words finds them, and
    /// each is then looked at by its number. Nil where they are many, or words are not what was asked for.
    func findFew(in db: Reader) throws -> [CaseID]? {
        guard case .words(let words) = search, !words.isEmpty else { return nil }
        let found: [CaseID] = try db.all("\(bearing(words)) LIMIT \(queueCountMax + 1)").map {
            try $0[0]
        }
        return found.count > queueCountMax ? nil : found
    }

    private func bearing(_ words: [String]) -> SQL {
        let parts: [SQL] = words.enumerated().map { place, word in
            "SELECT kase FROM (\(beginning(word))) AS \(SQL(stringLiteral: "word\(place)"))"
        }
        return parts.dropFirst().reduce(parts[0]) { "\($0) INTERSECT \($1)" }
    }

    /// The files of whoever has a word that begins so; a single letter begins too many: it must be a word of its own.
    private func beginning(_ word: String) -> SQL {
        let office = namesOffice
        if word.count == 1 {
            return "SELECT kase FROM case_name WHERE \(office)word = \(word)"
        }
        let (end, sound) = (word + "\u{10FFFF}", soundWord(word))
        let soundEnd = sound + "\u{10FFFF}"
        return """
            SELECT kase FROM case_name WHERE \(office)word >= \(word) AND word < \(end)
                UNION SELECT kase FROM case_name
                WHERE \(office)word >= \(sound) AND word < \(soundEnd)
            """
    }

    /// The files in which one of these numbers is kept: beside somebody, or in answers.
    private static func files(with hashes: [[UInt8]]) -> SQL {
        """
        SELECT kase FROM person_key WHERE value_hash IN \(list: hashes) AND ended_at IS NULL
        UNION SELECT kase FROM case_mark WHERE value_hash IN \(list: hashes) AND kind = 'number'
        """
    }

    /// A frequent name is borne all over the country: it is looked up among those of the offices.
    private var namesOffice: SQL {
        guard case .offices(let offices) = scope else { return "" }
        return offices.count == 1
            ? "at_office = \(offices[0]) AND " : "at_office IN \(list: offices) AND "
    }
}

/// As many that few statements differ: the last stands there again.
private func padded(_ ids: [CaseID]) -> [CaseID] {
    guard let last = ids.last else { return [] }
    let size = [1, 16, 64, 256].first { $0 >= ids.count } ?? queueCountMax
    return ids + Array(repeating: last, count: size - ids.count)
}
