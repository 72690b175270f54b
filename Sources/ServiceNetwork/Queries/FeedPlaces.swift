import Formats
import Kernel
import Storage

extension FeedPlace {
    /// The locations that came with feeds, each with what is offered there: one question, whatever their number.
    static func all(in db: Reader) throws -> [FeedPlace] {
        let kinds = [
            "location", "service_at_location", "service", "organization", "address", "phone",
            "attribute",
        ]
        let records = try db.all(
            """
            SELECT kind, id, body FROM hsds_record WHERE origin = 'import' AND kind IN \(list: kinds)
            ORDER BY kind, id
            """
        ).map(HSDSRecord.init)
        return Feed(records).places
    }
}

/// The records of feeds, by what they hang under.
private struct Feed {
    let locations: [HSDSRecord]
    let byID: [String: HSDSRecord]
    /// By the location that they name.
    let offers: [String: [HSDSRecord]]
    let addresses: [String: [HSDSRecord]]
    let phones: [String: [HSDSRecord]]
    /// By the service at which they stand.
    let terms: [String: Set<String>]

    init(_ records: [HSDSRecord]) {
        let kinds = Dictionary(grouping: records, by: \.table)
        func by(_ field: String, _ table: String) -> [String: [HSDSRecord]] {
            Dictionary(grouping: kinds[table] ?? [], by: { $0.text(field) ?? "" })
        }
        locations = kinds["location"] ?? []
        let named = (kinds["service"] ?? []) + (kinds["organization"] ?? [])
        byID = Dictionary(named.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        offers = by("location_id", "service_at_location")
        addresses = by("location_id", "address")
        phones = by("location_id", "phone")
        terms = by("link_id", "attribute").mapValues {
            Set($0.compactMap { $0.text("taxonomy_term_id") })
        }
    }

    var places: [FeedPlace] {
        let needs = Dictionary(
            KnownService.allCases.map { (termID("needs", $0.rawValue), $0.rawValue) },
            uniquingKeysWith: { first, _ in first })
        return locations.map { location in
            let services = (offers[location.id] ?? []).compactMap {
                $0.text("service_id").flatMap { byID[$0] }
            }
            let bodies = (services + [location]).compactMap { $0.text("organization_id") }
                .compactMap { byID[$0]?.text("name") }
            let names = services.compactMap { $0.text("name") }
            let name = location.text("name") ?? names.first ?? location.id
            let address = addresses[location.id]?.first.map(words)
            let point = makePoint(
                location.values["latitude"]?.doubleValue, location.values["longitude"]?.doubleValue)
            return FeedPlace(
                id: location.id, name: name, address: address, point: point,
                phones: (phones[location.id] ?? []).compactMap { $0.text("number") },
                services: Array(Set(names)).sorted(),
                needs: Set(services.flatMap { terms[$0.id] ?? [] }.compactMap { needs[$0] }),
                bodies: Array(Set(bodies)).sorted(),
                searched: " " + searchable(([name, address ?? ""] + names).joined(separator: " ")))
        }
    }

    private func words(_ address: HSDSRecord) -> String {
        ["address_1", "address_2", "postal_code", "city"].compactMap { address.text($0) }
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
