import Formats
import Kernel
import SDMX
import Storage
import Web

/// What there is, for portals of open data: a catalogue in the words of DCAT-AP, as JSON-LD.
struct CatalogueRoutes: Sendable {
    let database: Database
    private let spans = StateSpans()

    init(database: Database) { self.database = database }

    var all: [Route] {
        [
            Route.get(
                "/observatory/catalogue.jsonld", may: .everyone,
                "The series as a catalogue of data sets (DCAT-AP 3, JSON-LD)",
                gives: "application/ld+json",
                catalogue
            ).traceless
        ]
    }

    @Sendable private func catalogue(_ exchange: Exchange) async throws -> Reply {
        let spans = self.spans
        let json = try await database.read { db -> JSON in
            let shelf = try FlowShelf.load(in: db)
            let places = try Coverage.places(in: db)
            let entries = try shelf.places.map { place in
                CatalogueEntry(
                    place: place, countries: places[place.series.number] ?? [],
                    span: try spans.span(of: place.series, in: db))
            }
            return Catalogue(entries: entries).json
        }
        return Reply(
            content: .bytes(Array(json.canonical.utf8), type: "application/ld+json"),
            headers: [("cache-control", "public, no-cache")])
    }
}

/// Which countries the series are about.
enum Coverage {
    /// ISO 3166 alpha-3 by the number of the series; by the dimension that says where, not by citizenships.
    static func places(in db: Reader) throws -> [Int64: [String]] {
        var places: [Int64: [String]] = [:]
        for row in try db.all(
            """
            SELECT DISTINCT c.series, c.place FROM series_code c
            JOIN series_dimension d ON d.series = c.series AND d.id = c.dimension
            WHERE d.role = 'territory' AND c.place <> '' ORDER BY c.series, c.place
            """)
        {
            places[try row[0], default: []].append(try row[1])
        }
        return places
    }
}
