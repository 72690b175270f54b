import Kernel
import Storage

/// A place as it stands in the directory, whether it is offered or not.
struct Place: Sendable {
    let id: LocationID
    let slug: String
    let kind: PlaceKind
    let name: String
    let searched: String
    let address: String?
    let postalCode: String?
    let ownPoint: Point?
    let isOpen: Bool
    let closedOn: Day?
    let phone: String?
    let email: String?
    let isItinerant: Bool?
    let source: String
    let sourceYear: Int?
    let note: String?
    let municipality: Municipality

    /// Where it is: its own point, or the centre of its municipality.
    var point: Point? { ownPoint ?? municipality.point }

    /// Whether somebody may be sent there at all.
    var isOffered: Bool { isOpen && !kind.isOtherBody }
}

extension Place {
    /// Goes with `FROM location l JOIN municipality m ON m.code = l.municipality`.
    static let columns: SQL = """
        l.id, l.slug, l.kind, l.name, l.folded, l.address, l.postal_code, l.lat, l.lon, l.status, l.closed_on,
        l.phone, l.email, l.itinerant, l.source, l.source_year, l.note, m.code AS m_code, m.name AS m_name,
        m.district, m.district_code, m.population, m.foreign_nationals, m.lat AS m_lat, m.lon AS m_lon
        """

    init(row: Row) throws {
        id = try row["id"]
        slug = try row["slug"]
        kind = try row["kind"]
        name = try row["name"]
        searched = try row["folded"]
        address = try row["address"]
        postalCode = try row["postal_code"]
        ownPoint = try makePoint(row["lat"], row["lon"])
        let status: String = try row["status"]
        isOpen = status == "open"
        closedOn = try row["closed_on"]
        phone = try row["phone"]
        email = try row["email"]
        isItinerant = try row["itinerant"]
        source = try row["source"]
        sourceYear = try row["source_year"]
        note = try row["note"]
        municipality = Municipality(
            code: try row["m_code"], name: try row["m_name"], district: try row["district"],
            districtCode: try row["district_code"], population: try row["population"],
            foreignNationals: try row["foreign_nationals"], point: try makePoint(row["m_lat"], row["m_lon"]))
    }
}

/// What a place does, the two kept apart: a local centre informs, a one-stop centre processes.
struct PlaceServices: Sendable, Equatable {
    var processes: [String] = []
    var informs: [String] = []
}
