import Kernel
import Storage

extension Competence: Storable {}

extension Delegation {
    private static let columns: SQL = """
        d.id, d.municipality, m.name, d.competence, d.slots_week, d.staff, d.from_day, d.until_day, d.agreement,
        d.ended_on, d.demo
        """
    private static let table: SQL =
        "municipal_delegation d JOIN municipality m ON m.code = d.municipality"

    private init(_ row: Row) throws {
        id = try row[0]
        municipality = try row[1]
        municipalityName = try row[2]
        competence = try row[3]
        slotsAWeek = try row[4]
        staff = try row[5]
        fromDay = try row[6]
        untilDay = try row[7]
        agreement = try row[8]
        endedOn = try row[9]
        isDemo = try row[10]
    }

    /// Every one, what ends first before the others.
    static func all(in db: Reader) throws -> [Delegation] {
        try db.all("SELECT \(columns) FROM \(table) ORDER BY d.until_day, m.folded, d.id")
            .map { try Delegation($0) }
    }

    static func all(of place: PlaceCode, in db: Reader) throws -> [Delegation] {
        try db.all(
            """
            SELECT \(columns) FROM \(table) WHERE d.municipality = \(place)
            ORDER BY d.until_day DESC, d.id
            """
        ).map { try Delegation($0) }
    }

    static func find(_ id: DelegationID, in db: Reader) throws -> Delegation {
        guard let row = try db.first("SELECT \(columns) FROM \(table) WHERE d.id = \(id)") else {
            throw Refused.notFound
        }
        return try Delegation(row)
    }
}

/// The coordinator keeps an agreement with a municipality; two for one competence never overlap.
struct Delegate: Sendable {
    let municipality: PlaceCode
    let competence: Competence
    let slotsAWeek: Int
    let staff: Int
    let fromDay: Day
    let untilDay: Day
    let agreement: String
    var isDemo = false

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> DelegationID {
        guard try Municipality.find(municipality, in: db) != nil else { throw Refused.notFound }
        if untilDay < fromDay { throw DelegationRefusal.endsBefore }
        let overlapping = try db.count(
            """
            SELECT COUNT(*) FROM municipal_delegation
            WHERE municipality = \(municipality) AND competence = \(competence)
                AND from_day <= \(untilDay) AND until_day >= \(fromDay)
                AND (ended_on IS NULL OR (ended_on > \(fromDay) AND ended_on > from_day))
            """)
        if overlapping > 0 { throw DelegationRefusal.overlaps }
        let id = DelegationID.new(at: now)
        try db.run(
            """
            INSERT INTO municipal_delegation (id, municipality, competence, slots_week, staff, from_day, until_day,
                agreement, demo)
            VALUES (\(id), \(municipality), \(competence), \(slotsAWeek), \(staff), \(fromDay), \(untilDay),
                \(agreement), \(isDemo))
            """)
        let facts = [
            "municipality": municipality.text, "competence": competence.rawValue,
            "slots": String(slotsAWeek), "staff": String(staff), "from": fromDay.description,
            "until": untilDay.description, "agreement": agreement,
        ]
        try db.record(
            JournalEvent("delegation.given", subject: Delegation.subject(id), facts), by: person,
            at: now)
        return id
    }
}

/// From a day on it holds no more, before its time.
struct EndDelegation: Sendable {
    let delegation: DelegationID
    let today: Day

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let found = try Delegation.find(delegation, in: db)
        if found.standing(on: today) == .over { return }
        try db.run("UPDATE municipal_delegation SET ended_on = \(today) WHERE id = \(delegation)")
        try db.record(
            JournalEvent("delegation.ended", subject: Delegation.subject(delegation)), by: person,
            at: now)
    }
}
