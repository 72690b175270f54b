public import Kernel
public import Storage
public import Web

/// The join: the register of published numbers, their snapshots, and the one guard on the way out.
public struct Figures: Sendable {
    public static var schema: [Migration] { figuresSchema + demoSchema }

    /// In the order they were registered.
    public let all: [Figure]
    private let byKey: [FigureKey: Figure]
    let database: Database
    /// The day at the capital, for snapshots.
    let zone: Zone

    /// Registers the figures of all rooms; a key that two rooms use is a fault of ours.
    public init(database: Database, zone: Zone, figures: [Figure]) throws {
        self.database = database
        self.zone = zone
        all = figures
        var byKey: [FigureKey: Figure] = [:]
        for figure in figures {
            guard byKey.updateValue(figure, forKey: figure.key) == nil else {
                throw FigureTrouble.registeredTwice(figure.key)
            }
        }
        self.byKey = byKey
    }

    public subscript(key: FigureKey) -> Figure? { byKey[key] }

    /// What the public is told: the newest snapshot, with the day it was taken; nil before there is one.
    public func published(_ key: FigureKey, in db: Reader) throws -> Snapshot? {
        guard byKey[key] != nil else { return nil }
        return try db.first(
            """
            SELECT day, at, value, status, period, demo FROM figure_snapshot WHERE figure = \(key)
            ORDER BY day DESC LIMIT 1
            """
        ).map(Snapshot.init)
    }

    /// The number now, for those whose work needs it and who may not publish it; it has passed the guard too.
    public func live(
        _ key: FigureKey, for person: Principal?, in db: Reader, at now: Moment
    ) throws -> Published? {
        guard let figure = byKey[key], Figures.maySeeLive(person) else { return nil }
        return Published(try figure.measure(db, now), figure.protection)
    }

    /// Analysts, and the desk that works on the files; a role for another purpose is none of them.
    static func maySeeLive(_ person: Principal?) -> Bool {
        person?.duties.contains { duty in
            switch duty.role {
            case .analyst: duty.purpose == .statistics
            case .officer, .supervisor: duty.purpose == .status
            default: false
            }
        } ?? false
    }

    /// Keeps today's numbers; asked again on one day it replaces them. Returns how many were kept.
    @discardableResult
    public func takeSnapshots(at now: Moment, in db: Writer) throws -> Int {
        try all.map { try take($0, at: now, in: db) }.count
    }

    /// Keeps the numbers that today does not have yet: what was published of a day stays as it is.
    @discardableResult
    public func takeMissingSnapshots(at now: Moment, in db: Writer) throws -> Int {
        let day = zone.day(of: now)
        let kept = try db.all("SELECT figure FROM figure_snapshot WHERE day = \(day)")
        let known = Set(try kept.map { row -> String in try row[0] })
        return try all.filter { !known.contains($0.key.text) }.map {
            try take($0, at: now, in: db)
        }.count
    }

    private func take(_ figure: Figure, at now: Moment, in db: Writer) throws {
        let published = Published(try figure.measure(db, now), figure.protection)
        try db.run(
            """
            INSERT INTO figure_snapshot (figure, day, at, value, status, period, demo)
            VALUES (\(figure.key), \(zone.day(of: now)), \(now), \(published.value),
                \(published.status.rawValue), \(published.period), \(published.isDemo))
            ON CONFLICT (figure, day) DO UPDATE SET at = excluded.at, value = excluded.value,
                status = excluded.status, period = excluded.period, demo = excluded.demo
            """)
    }

    /// What was published, oldest first.
    public func history(_ key: FigureKey, in db: Reader) throws -> [Snapshot] {
        try db.all(
            "SELECT day, at, value, status, period, demo FROM figure_snapshot WHERE figure = \(key) ORDER BY day"
        ).map(Snapshot.init)
    }

    public var routes: [Route] { FigurePages(figures: self).routes }
}

/// One published number of one day.
public struct Snapshot: Sendable {
    public let day: Day
    public let at: Moment
    public let published: Published

    init(row: Row) throws {
        day = try row["day"]
        at = try row["at"]
        let status: String = try row["status"]
        published = Published(
            value: try row["value"], status: Published.Status(rawValue: status) ?? .none,
            period: try row["period"], isDemo: try row["demo"])
    }
}

enum FigureTrouble: Error {
    case registeredTwice(FigureKey)
}
