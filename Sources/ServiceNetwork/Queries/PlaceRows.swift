import Kernel
import Storage

extension PlaceKind: Storable {}

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
            foreignNationals: try row["foreign_nationals"],
            point: try makePoint(row["m_lat"], row["m_lon"]))
    }
}
