import Kernel
import Storage

extension PlaceField: Storable {}

extension FieldCheck {
    /// One check for each field that a place has.
    static func all(of shelved: ShelvedPlace, in db: Reader) throws -> [FieldCheck] {
        let notes = try notes("location = \(shelved.place.id)", in: db)
        return all(of: shelved, notes[shelved.place.id] ?? [:])
    }

    static func all(
        of places: [ShelvedPlace], in db: Reader
    ) throws -> [LocationID: [FieldCheck]] {
        let notes = try notes("location IS NOT NULL", in: db)
        return Dictionary(
            uniqueKeysWithValues: places.map {
                ($0.place.id, all(of: $0, notes[$0.place.id] ?? [:]))
            })
    }

    /// Whether it was said to hold on that day already.
    static func isNoted(
        _ field: PlaceField, of location: LocationID, on day: Day, in db: Reader
    ) throws -> Bool {
        let known: Day? = try db.value(
            "SELECT checked_on FROM field_check WHERE location = \(location) AND field = \(field)")
        return known == day
    }

    /// Where nobody noted a day, that of the place's details stands, or the year of its source.
    private static func all(
        of shelved: ShelvedPlace, _ notes: [String: (owner: String, day: Day)]
    ) -> [FieldCheck] {
        PlaceField.allCases.filter { $0.isFilled(shelved) }.map { field in
            let note = notes[field.rawValue]
            return FieldCheck(
                field: field, owner: note?.owner ?? shelved.place.name,
                checkedOn: note?.day ?? shelved.detail?.checkedOn
                    ?? shelved.place.sourceYear.flatMap { Day(year: $0, month: 1, day: 1) })
        }
    }

    private static func notes(
        _ condition: SQL, in db: Reader
    ) throws -> [LocationID: [String: (owner: String, day: Day)]] {
        var all: [LocationID: [String: (owner: String, day: Day)]] = [:]
        let rows = try db.all(
            "SELECT location, field, owner, checked_on FROM field_check WHERE \(condition)")
        for row in rows {
            all[try row[0], default: [:]][try row[1]] = (try row[2], try row[3])
        }
        return all
    }
}
