import Formats
import Kernel
import Storage

/// What a program asks of the service: a table, a page of it, and what narrows it.
struct HSDSQuestion: Sendable {
    let table: HSDSTable
    var page = 1
    var size = 50
    /// Fields that must name a record: `organization_id`, `taxonomy_term_id`, `taxonomy_id`.
    var naming: [(field: String, target: String)] = []
    /// Folded words of the name and the description.
    var words: [String] = []
    /// Only what changed at this moment or after it.
    var modifiedAfter: Moment?
    /// Locations of which one must be that of the service; nil where it does not matter where it is.
    var locations: [String]?

    /// Goes with `FROM hsds_record r`.
    var condition: SQL {
        var all: SQL = "r.kind = \(table.name)"
        for (field, target) in naming {
            all = all + " AND (\(link(field, target)))"
        }
        for word in words {
            let pattern = "% " + word + "%"
            all = all + " AND r.searched LIKE \(pattern)"
        }
        if let modifiedAfter { all = all + " AND r.modified_at >= \(modifiedAfter)" }
        if let locations { all = all + " AND (\(isAt(locations)))" }
        return all
    }

    /// Terms stand at attributes; those of a service hold for it at each of its places, as does its body.
    private func link(_ field: String, _ target: String) -> SQL {
        let isAt = table.name == "service_at_location"
        switch field {
        case "taxonomy_term_id" where isAt: return ofService(term("s.target", target))
        case "taxonomy_id" where isAt: return ofService(taxonomy("s.target", target))
        case "organization_id" where isAt:
            return ofService(
                """
                EXISTS (SELECT 1 FROM hsds_link b WHERE b.kind = 'service' AND b.id = s.target
                    AND b.field = 'organization_id' AND b.target = \(target))
                """)
        case "taxonomy_term_id": return term("r.id", target)
        case "taxonomy_id" where table.name == "service": return taxonomy("r.id", target)
        default:
            return """
                EXISTS (SELECT 1 FROM hsds_link l WHERE l.target = \(target) AND l.kind = r.kind
                    AND l.field = \(field) AND l.id = r.id)
                """
        }
    }

    private func ofService(_ condition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM hsds_link s WHERE s.kind = 'service_at_location' AND s.id = r.id
            AND s.field = 'service_id' AND \(condition))
        """
    }

    private func term(_ record: SQL, _ target: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM hsds_link a JOIN hsds_link o ON o.kind = 'attribute' AND o.id = a.id
            AND o.field = 'link_id' WHERE a.target = \(target) AND a.kind = 'attribute'
            AND a.field = 'taxonomy_term_id' AND o.target = \(record))
        """
    }

    private func taxonomy(_ record: SQL, _ target: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM hsds_link x JOIN hsds_link a ON a.kind = 'attribute'
            AND a.field = 'taxonomy_term_id' AND a.target = x.id
            JOIN hsds_link o ON o.kind = 'attribute' AND o.id = a.id AND o.field = 'link_id'
            WHERE x.kind = 'taxonomy_term' AND x.field = 'taxonomy_id' AND x.target = \(target)
                AND o.target = \(record))
        """
    }

    private func isAt(_ locations: [String]) -> SQL {
        if locations.isEmpty { return "1 = 0" }
        let place: SQL = """
            p.kind = 'service_at_location' AND p.field = 'location_id' AND p.target IN \(list: locations)
            """
        if table.name == "service_at_location" {
            return "EXISTS (SELECT 1 FROM hsds_link p WHERE \(place) AND p.id = r.id)"
        }
        return """
            EXISTS (SELECT 1 FROM hsds_link p JOIN hsds_link s ON s.kind = p.kind AND s.id = p.id
                AND s.field = 'service_id' WHERE \(place) AND s.target = r.id)
            """
    }
}
