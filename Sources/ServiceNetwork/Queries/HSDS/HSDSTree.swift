import Formats
import Storage

/// Records with what hangs under them, read level by level: as many questions as there are levels, not records.
struct HSDSTree: Sendable {
    /// How deep: a list shows what a record names, a full answer everything under it.
    enum Depth: Sendable {
        case list, full
    }

    let depth: Depth

    func nested(_ records: [HSDSRecord], in db: Reader) throws -> [JSON] {
        try nested(records, in: db, levels: depth == .full ? levelsMax : 1, seen: [])
    }

    private func nested(
        _ records: [HSDSRecord], in db: Reader, levels: Int, seen: Set<String>
    ) throws -> [JSON] {
        guard let table = records.first.flatMap({ HSDSTable.named($0.table) }) else { return [] }
        let nests =
            levels == 0
            ? []
            : table.nests.filter { nest in
                // Of the body behind a service its other places are not told again.
                let isAgain =
                    table.name == "organization" && !seen.isEmpty && nest.table == "location"
                return !seen.contains(nest.table) && !isAgain && shows(nest)
            }
        // What was walked through is not walked into again.
        let path = seen.union([table.name])
        var members = records.map(\.values)
        for nest in nests where nest.isOne {
            let ids = Set(records.compactMap { $0.text(nest.field) }).sorted()
            let ones = try HSDSRecord.named(nest.table, ids, in: db)
            let inner = try nested(ones, in: db, levels: levels - 1, seen: path)
            let byID = Dictionary(uniqueKeysWithValues: zip(ones.map(\.id), inner))
            for (index, record) in records.enumerated() {
                members[index][nest.property] = record.text(nest.field).flatMap { byID[$0] }
            }
        }
        try addLists(nests.filter { !$0.isOne }, to: &members, records, in: db, levels, path)
        if table.name == "service_at_location", depth == .list {
            try addServices(to: &members, records, in: db)
        }
        return members.map(JSON.object)
    }

    private func addLists(
        _ nests: [HSDSNest], to members: inout [[String: JSON]], _ records: [HSDSRecord],
        in db: Reader, _ levels: Int, _ path: Set<String>
    ) throws {
        let found = try HSDSRecord.under(records.map(\.id), nests, in: db)
        for nest in nests {
            let own = found.filter { $0.record.table == nest.table && $0.field == nest.field }
            let inner = try nested(own.map(\.record), in: db, levels: levels - 1, seen: path)
            let byOwner = Dictionary(grouping: zip(own, inner), by: { $0.0.owner })
            for (index, record) in records.enumerated() {
                guard let list = byOwner[record.id] else { continue }
                members[index][nest.property] = .array(list.map(\.1))
            }
        }
    }

    /// Lists of services at locations say which service it is; the standard's own list does so.
    private func addServices(
        to members: inout [[String: JSON]], _ records: [HSDSRecord], in db: Reader
    ) throws {
        let ids = Set(records.compactMap { $0.text("service_id") }).sorted()
        let services = try HSDSRecord.named("service", ids, in: db)
        let byID = Dictionary(
            uniqueKeysWithValues: services.map { ($0.id, JSON.object($0.values)) })
        for (index, record) in records.enumerated() {
            members[index]["service"] = record.text("service_id").flatMap { byID[$0] }
        }
    }

    private func shows(_ nest: HSDSNest) -> Bool { depth == .full || nest.isOne }
}

/// service, service at location, location, contact, phone, language, attribute, term, taxonomy.
private let levelsMax = 9
