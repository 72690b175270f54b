public import Kernel
import Statistics
import Storage

/// The figures of a quarter that is over, counted once: what was published of it stays, also where files change later.
struct QualityCount: Sendable {
    let quarter: Quarter
    let figures: [QualityFigure]
    /// What opinions were about, everywhere.
    let topics: [(topic: OpinionTopic, count: ProtectedCount)]
    let isDemo: Bool

    static func isTaken(_ quarter: Quarter, in db: Reader) throws -> Bool {
        try db.count(
            "SELECT COUNT(*) FROM quality_quarter WHERE quarter = \(quarter.description)") > 0
    }

    init(
        _ quarter: Quarter, _ asks: QualityAsks, _ standards: ServiceStandards, zone: Zone,
        in db: Reader
    ) throws {
        let (span, rule) = (quarter.span(in: zone), standards.rule)
        let places = Set(try db.all("SELECT id FROM location").map { try $0[0] as LocationID })
        let waits = try asks.waits(span, db)
        let decisions = try asks.decisions(span, standards.daysToDecide, db)
        let complaints = try asks.complaints(span, db)
        let opinions = try OpinionSums(quarter, in: db)
        var figures: [QualityFigure?] = []
        figures += waits.map { QualityFigure.waits($1, of: $0, rule) }
        figures += decisions.map { QualityFigure.share($1, .inTime, of: $0, rule) }
        figures += opinions.places.map { QualityFigure.share($1, .satisfaction, of: $0, rule) }
        // That nobody complained is said of a place that decides, not of one about which nobody could.
        for place in Set(decisions.keys).union(complaints.keys) {
            let filed = complaints[place]
            figures.append(
                .complaints(
                    filed?.count ?? 0, of: place,
                    isDemo: filed?.isDemo ?? decisions[place]?.isDemo ?? false, rule))
        }
        self.quarter = quarter
        self.figures = figures.compactMap(\.self).filter { places.contains($0.place) }
        topics = zip(opinions.topics, rule.protect(opinions.topics.map(\.count)).cells).map {
            ($0.0.topic, $0.1)
        }
        isDemo = opinions.isDemo
    }

    /// Keeps it; a quarter that another night kept already stays as it is. Returns how many figures were kept.
    @discardableResult
    func keep(at now: Moment, in db: Writer) throws -> Int {
        let kept = try db.run(
            """
            INSERT INTO quality_quarter (quarter, taken_at) VALUES (\(quarter.description), \(now))
            ON CONFLICT (quarter) DO NOTHING
            """)
        if kept == 0 { return 0 }
        for one in figures {
            try db.run(
                """
                INSERT INTO quality_figure (quarter, location, measure, value, low, high, basis, demo)
                VALUES (\(quarter.description), \(one.place), \(one.measure), \(one.value), \(one.low),
                    \(one.high), \(one.basis), \(one.isDemo))
                """)
        }
        for (topic, count) in topics {
            try db.run(
                """
                INSERT INTO quality_topic (quarter, topic, n, demo)
                VALUES (\(quarter.description), \(topic), \(count.value), \(isDemo))
                """)
        }
        try db.record(
            JournalEvent(
                "quality.taken", subject: "quality",
                ["quarter": "\(quarter)", "figures": "\(figures.count)"]),
            by: .house, at: now)
        return figures.count
    }
}

/// The opinions of a quarter, added up.
struct OpinionSums: Sendable {
    private(set) var places: [LocationID: PlaceShare] = [:]
    private(set) var topics: [(topic: OpinionTopic, count: Int)] = []
    private(set) var isDemo = false

    init(_ quarter: Quarter, in db: Reader) throws {
        let rows = try db.all(
            """
            SELECT location, answer, topic, demo, n FROM opinion WHERE quarter = \(quarter.description)
            """)
        var about: [OpinionTopic: Int] = [:]
        for row in rows {
            let (place, answer): (LocationID, OpinionAnswer) = (try row[0], try row[1])
            let (topic, isInvented, n): (String, Bool, Int) = (try row[2], try row[3], try row[4])
            let before = places[place] ?? PlaceShare(count: 0, all: 0, isDemo: false)
            places[place] = PlaceShare(
                count: before.count + (answer.isSatisfied ? n : 0), all: before.all + n,
                isDemo: before.isDemo || isInvented)
            if let topic = OpinionTopic(rawValue: topic) { about[topic, default: 0] += n }
            isDemo = isDemo || isInvented
        }
        topics = OpinionTopic.allCases.map { ($0, about[$0] ?? 0) }
    }
}

extension ServiceNetwork {
    /// The time by which quarters begin: that of the capital.
    var capitalZone: Zone { civil.zone("Europe/Lisbon") ?? .utc }

    /// Counts the last quarter that is over, where nobody has yet. It is read apart from what writes it: a nation's
    /// decisions of three months make nobody wait.
    @discardableResult
    public func takeQuality(at now: Moment) async throws -> Int {
        let quarter = Quarter.lastWhole(on: capitalZone.day(of: now))
        let (asks, standards, zone) = (quality, self.standards, capitalZone)
        let count = try await database.read { db -> QualityCount? in
            if try QualityCount.isTaken(quarter, in: db) { return nil }
            return try QualityCount(quarter, asks, standards, zone: zone, in: db)
        }
        guard let count else { return 0 }
        return try await database.write { db in try count.keep(at: now, in: db) }
    }
}
