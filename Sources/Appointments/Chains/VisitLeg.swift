import Kernel
import Storage

/// One counter of a visit over several: a time at one desk.
struct VisitLeg: Sendable, Equatable {
    let number: Int
    let desk: DeskID
    let service: String
    let start: Moment
    let minutes: Int
    /// What people say at this counter, where nobody knows their file.
    let word: String

    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }

    /// The counters of a visit in the order of the clock; none of a visit to one desk.
    static func of(_ visit: VisitID, in db: Reader) throws -> [VisitLeg] {
        try db.all(
            """
            SELECT number, desk, service, start, minutes, word FROM visit_leg WHERE visit = \(visit) ORDER BY number
            """
        ).map(VisitLeg.init)
    }

    /// When the first counter of each of some visits begins; nothing of those to one desk.
    static func begins(of visits: [VisitID], in db: Reader) throws -> [VisitID: Moment] {
        if visits.isEmpty { return [:] }
        let rows = try db.all(
            """
            SELECT visit, MIN(start) FROM visit_leg WHERE visit IN \(list: visits) GROUP BY visit
            """)
        return Dictionary(
            try rows.map { row -> (VisitID, Moment) in (try row[0], try row[1]) }
        ) { first, _ in first }
    }

    private init(row: Row) throws {
        number = try row[0]
        desk = try row[1]
        service = try row[2]
        start = try row[3]
        minutes = try row[4]
        word = try row[5]
    }

    init(_ number: Int, _ service: String, _ time: FreeStart, word: String) {
        (self.number, self.service, self.word) = (number, service, word)
        (desk, start, minutes) = (time.desk, time.start, time.minutes)
    }

    func insert(of visit: VisitID, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO visit_leg (visit, number, desk, service, start, minutes, word)
            VALUES (\(visit), \(number), \(desk), \(service), \(start), \(minutes), \(word))
            """)
    }

    /// Drawn at random: it leads to no file, and not from one counter to another.
    static func words(_ count: Int) -> [String] {
        var words: Set<String> = []
        while words.count < count {
            let letters = (0..<3).map { _ in wordLetters[Int.random(in: 0..<wordLetters.count)] }
            let digits = (0..<2).map { _ in wordDigits[Int.random(in: 0..<wordDigits.count)] }
            words.insert(String(letters + digits))
        }
        return Array(words)
    }
}

/// None that is taken for another when it is called out or read.
private let (wordLetters, wordDigits) = (Array("ACEFHJKMNPRTXY"), Array("3479"))
