import Formats
import Kernel
import Storage

/// The locations of all feeds around a point, or around where the directory's own addresses of a postcode lie.
struct NearLocations {
    enum Around: Sendable {
        case point(Point)
        case postcode(String)
    }

    let around: Around
    let metres: Double

    /// Nil where nothing in the directory says where the postcode is: no list of postcodes is open data here.
    func ids(on directory: DirectorySnapshot, in db: Reader) throws -> [String]? {
        let located = try points(on: directory, in: db)
        guard let centre = try centre(located, in: db) else { return nil }
        return located.filter { centre.kilometres(to: $0.value) * 1_000 <= metres }.map(\.key)
            .sorted()
    }

    /// As everywhere in the directory, a place of our own without a point lies at the centre of its municipality.
    private func points(on directory: DirectorySnapshot, in db: Reader) throws -> [String: Point] {
        var all: [String: Point] = [:]
        for shelved in directory.places { all[locationID(shelved.place)] = shelved.place.point }
        for record in try records("location", in: db) {
            let (lat, lon) = (
                record.values["latitude"]?.doubleValue, record.values["longitude"]?.doubleValue
            )
            if let point = makePoint(lat, lon) { all[record.id] = point }
        }
        return all
    }

    private func centre(_ located: [String: Point], in db: Reader) throws -> Point? {
        guard case .postcode(let code) = around else {
            if case .point(let point) = around { return point }
            return nil
        }
        let points = try records("address", in: db).filter { $0.text("postal_code") == code }
            .compactMap { $0.text("location_id").flatMap { located[$0] } }
        if points.isEmpty { return nil }
        let count = Double(points.count)
        return Point(
            lat: points.map(\.lat).reduce(0, +) / count, lon: points.map(\.lon).reduce(0, +) / count
        )
    }

    private func records(_ table: String, in db: Reader) throws -> [HSDSRecord] {
        try db.all("SELECT kind, id, body FROM hsds_record WHERE kind = \(table) ORDER BY id")
            .map(HSDSRecord.init)
    }
}
