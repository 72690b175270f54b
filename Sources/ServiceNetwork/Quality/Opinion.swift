import Kernel
import Languages
import Storage

/// How somebody was served, in five words.
enum OpinionAnswer: Int, CaseIterable, Sendable, Storable {
    case veryBadly = 1
    case badly, neither, well, veryWell

    /// What counts as satisfied in the figures.
    var isSatisfied: Bool { rawValue >= OpinionAnswer.well.rawValue }

    func words(_ t: Translator) -> String {
        switch self {
        case .veryWell: t("Very well")
        case .well: t("Well")
        case .neither: t("Neither well nor badly")
        case .badly: t("Badly")
        case .veryBadly: t("Very badly")
        }
    }
}

/// What an opinion is about, where somebody says so.
enum OpinionTopic: String, CaseIterable, Sendable, Storable {
    case waiting, explanation, language, respect, result, place

    func words(_ t: Translator) -> String {
        switch self {
        case .waiting: t("How long I waited")
        case .explanation: t("How it was explained")
        case .language: t("The language")
        case .respect: t("How I was treated")
        case .result: t("What came of it")
        case .place: t("The place itself")
        }
    }
}

/// What stands on the card of a place: a code that leads to its question.
struct OpinionPoint: Sendable {
    let code: Reference
    let location: LocationID
    let isDemo: Bool

    /// The letters of its codes.
    static let kind = "OP"

    static func find(_ code: Reference, in db: Reader) throws -> OpinionPoint {
        let row = try db.first(
            """
            SELECT code, location, demo FROM opinion_point
            WHERE code = \(code) AND ended_at IS NULL
            """)
        guard let row else { throw Refused.notFound }
        return try OpinionPoint(row)
    }

    /// The standing ones, by place.
    static func all(in db: Reader) throws -> [LocationID: OpinionPoint] {
        let rows = try db.all(
            "SELECT code, location, demo FROM opinion_point WHERE ended_at IS NULL")
        let points = try rows.map(OpinionPoint.init)
        return Dictionary(uniqueKeysWithValues: points.map { ($0.location, $0) })
    }

    private init(_ row: Row) throws {
        code = try row[0]
        location = try row[1]
        isDemo = try row[2]
    }
}

/// Somebody says how they were served. It goes into a sum of the quarter: who, on which day and beside which other answer
/// is not kept.
struct GiveOpinion {
    let code: Reference
    let answer: OpinionAnswer
    let topic: OpinionTopic?

    func perform(in quarter: Quarter, at now: Moment, in db: Writer) throws {
        let point = try OpinionPoint.find(code, in: db)
        let place = try PlaceMerge.kept(for: point.location, in: db)
        try add(1, to: place, in: quarter, isDemo: point.isDemo, in: db)
        // The answer is no part of the line: it has a moment.
        try db.record(
            JournalEvent(
                "quality.opinion", subject: "opinions/\(place)", ["quarter": "\(quarter)"]),
            by: .house, at: now)
    }

    func add(
        _ n: Int, to place: LocationID, in quarter: Quarter, isDemo: Bool, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO opinion (location, quarter, answer, topic, demo, n)
            VALUES (\(place), \(quarter.description), \(answer), \(topic?.rawValue ?? ""), \(isDemo), \(n))
            ON CONFLICT (location, quarter, answer, topic, demo) DO UPDATE SET n = opinion.n + excluded.n
            """)
    }
}

/// A place gets a code for its card; the one that it had leads nowhere any more.
struct DrawOpinionCode {
    let location: LocationID
    var code = Reference.new(OpinionPoint.kind)
    var isDemo = false

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard let place = try Place.find(location, in: db), place.isOffered else {
            throw Refused.notFound
        }
        try db.run(
            """
            UPDATE opinion_point SET ended_at = \(now)
            WHERE location = \(location) AND ended_at IS NULL
            """)
        try db.run(
            """
            INSERT INTO opinion_point (code, location, drawn_at, demo)
            VALUES (\(code), \(location), \(now), \(isDemo))
            """)
        try db.record(
            JournalEvent("quality.code.drawn", subject: "opinions/\(location)"), by: person, at: now
        )
    }
}
