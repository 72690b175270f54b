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
        let located = try directory.located.value(of: directory.version) {
            try LocatedRecords(directory, in: db)
        }
        guard let centre = centre(located) else { return nil }
        return located.points.filter { centre.kilometres(to: $0.value) * 1_000 <= metres }
            .map(\.key).sorted()
    }

    private func centre(_ located: LocatedRecords) -> Point? {
        let code: String
        switch around {
        case .point(let point): return point
        case .postcode(let text): code = text
        }
        let points = (located.byPostcode[code] ?? []).compactMap { located.points[$0] }
        if points.isEmpty { return nil }
        let count = Double(points.count)
        return Point(
            lat: points.map(\.lat).reduce(0, +) / count, lon: points.map(\.lon).reduce(0, +) / count
        )
    }
}

/// Where the locations of all feeds are, read once for a version of the directory.
struct LocatedRecords: Sendable {
    let points: [String: Point]
    /// The locations with an address of a postcode, one for each address.
    let byPostcode: [String: [String]]

    /// As everywhere in the directory, a place of our own without a point lies at the centre of its municipality.
    init(_ directory: DirectorySnapshot, in db: Reader) throws {
        func records(_ table: String) throws -> [HSDSRecord] {
            try db.all("SELECT kind, id, body FROM hsds_record WHERE kind = \(table) ORDER BY id")
                .map(HSDSRecord.init)
        }
        var points: [String: Point] = [:]
        for shelved in directory.places { points[locationID(shelved.place)] = shelved.place.point }
        for record in try records("location") {
            let (lat, lon) = (
                record.values["latitude"]?.doubleValue, record.values["longitude"]?.doubleValue
            )
            if let point = makePoint(lat, lon) { points[record.id] = point }
        }
        self.points = points
        var byPostcode: [String: [String]] = [:]
        for record in try records("address") {
            guard let code = record.text("postal_code"), let location = record.text("location_id")
            else { continue }
            byPostcode[code, default: []].append(location)
        }
        self.byPostcode = byPostcode
    }
}
