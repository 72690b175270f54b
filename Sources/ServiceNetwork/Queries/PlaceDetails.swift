import Kernel
import Storage

extension PlaceDetail {
    static func all(in db: Reader) throws -> [LocationID: PlaceDetail] {
        let rows = try db.all(
            """
            SELECT location, languages, interpreters, walk_in, accessibility, capacity, funding_until, cost,
                documents, eligibility, eligibility_rule, area, checked_on, source
            FROM place_detail
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0["location"], try PlaceDetail(row: $0)) })
    }

    private init(row: Row) throws {
        self.init()
        languages = parts(try row["languages"])
        interpreters = try row["interpreters"]
        walkIn = try row["walk_in"]
        accessibility = parts(try row["accessibility"]).compactMap(Access.init)
        capacity = try row["capacity"]
        fundingUntil = try row["funding_until"]
        cost = try row["cost"]
        documents = parts(try row["documents"])
        eligibility = try row["eligibility"]
        eligibilityRule = try row["eligibility_rule"]
        area = try row["area"]
        checkedOn = try row["checked_on"]
        source = try row["source"]
    }
}

private func parts(_ text: String?) -> [String] {
    (text ?? "").split(separator: ";").map(String.init)
}

extension OpeningTimes {
    /// The hours of every place of which a source gives some.
    static func all(in db: Reader) throws -> [LocationID: OpeningTimes] {
        var all: [LocationID: OpeningTimes] = [:]
        let lines = try db.all(
            """
            SELECT location, byday, opens_at, closes_at, every, starts_on, valid_from, valid_to FROM schedule
            ORDER BY location, id
            """)
        for row in lines {
            all[try row[0], default: OpeningTimes()].hours.append(
                OpeningHours(
                    days: try row[1], opens: try row[2], closes: try row[3], every: try row[4],
                    startsOn: try row[5], validFrom: try row[6], validTo: try row[7]))
        }
        let days = try db.all(
            "SELECT location, day, opens_at, closes_at FROM schedule_exception ORDER BY location, day"
        )
        for row in days {
            let (opens, closes): (Int?, Int?) = (try row[2], try row[3])
            let window = opens.flatMap { start in closes.map { start..<$0 } }
            all[try row[0], default: OpeningTimes()].exceptions.append(
                Exception(day: try row[1], window: window))
        }
        return all
    }
}
