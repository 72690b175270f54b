import Formats
import Kernel
import Storage
import Web

/// The directory for programs: the service of HSDS 3.0, and the whole of it as a data package. Anyone may read it.
struct HSDSRoutes: Sendable {
    let network: ServiceNetwork

    var all: [Route] {
        [
            json("/hsds", "What this service of HSDS is.", about),
            json("/hsds/organizations", "Organisations, a page at a time.") {
                try await list($0, "organization")
            },
            json("/hsds/organizations/{id}", "One organisation with all that hangs under it.") {
                try await one($0, "organization")
            },
            json(
                "/hsds/services",
                "Services, a page at a time; full=true with all that hangs under them."
            ) {
                try await list($0, "service")
            },
            json("/hsds/services/{id}", "One service with all that hangs under it.") {
                try await one($0, "service")
            },
            json("/hsds/locations", "Locations, a page at a time.") {
                try await list($0, "location")
            },
            json("/hsds/locations/{id}", "One location with all that hangs under it.") {
                try await one($0, "location")
            },
            json("/hsds/service_at_locations", "Services at locations, a page at a time.") {
                try await list($0, "service_at_location")
            },
            json("/hsds/service_at_locations/{id}", "One service at one location.") {
                try await one($0, "service_at_location")
            },
            json("/hsds/taxonomies", "Taxonomies, a page at a time.") {
                try await list($0, "taxonomy")
            },
            json("/hsds/taxonomies/{id}", "One taxonomy.") { try await one($0, "taxonomy") },
            json("/hsds/taxonomy_terms", "Terms of taxonomies, a page at a time.") {
                try await list($0, "taxonomy_term")
            },
            json("/hsds/taxonomy_terms/{id}", "One term of a taxonomy.") {
                try await one($0, "taxonomy_term")
            },
            .get(
                "/hsds/export", may: .everyone, "The whole directory as a tabular data package.",
                gives: "application/zip", exportTables),
            .get(
                "/hsds/export/json", may: .everyone, "The whole directory as one JSON file.",
                gives: "application/json", exportJSON),
        ]
    }

    private func json(
        _ path: String, _ summary: String, _ handle: @escaping Route.Handler
    ) -> Route {
        .get(path, may: .everyone, summary, gives: "application/json", handle)
    }

    @Sendable private func about(_ exchange: Exchange) async throws -> Reply {
        let words: JSON = [
            "version": "3.0", "profile": "https://docs.openreferral.org/en/3.0/hsds/",
            "openapi_url":
                "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
        ]
        return .json(Array(words.canonical.utf8))
    }

    private func list(_ exchange: Exchange, _ name: String) async throws -> Reply {
        let question = try await question(exchange, name)
        let isFull = exchange.asks("full") || exchange.asks("full_service")
        let tree = HSDSTree(depth: isFull ? .full : .list)
        let isMinimal = name == "service" && exchange.asks("minimal")
        if exchange.query["format"] == "ndjson", !isMinimal { return lines(question, tree) }
        let json = try await network.database.read { db -> JSON in
            if isMinimal { return minimal(try HSDSMinimal.all(question, in: db)) }
            let (records, count) = try HSDSRecord.page(question, in: db)
            return HSDSPage(
                items: try tree.nested(records, in: db), count: count, question: question
            ).json
        }
        return .json(Array(json.canonical.utf8))
    }

    /// What is asked; where it asks for what is near, with the locations that are.
    private func question(_ exchange: Exchange, _ name: String) async throws -> HSDSQuestion {
        var question = try HSDSQuestion(exchange, name)
        let isSomewhere = ["service", "service_at_location"].contains(name)
        guard isSomewhere, let near = try exchange.nearLocations else { return question }
        let ids = try await network.database.read { db in
            try near.ids(on: try network.shelf.snapshot(in: db), in: db)
        }
        guard let ids else {
            throw Refused(
                .invalid, "Nothing here says where this postcode is. Ask with lat and lon.")
        }
        question.locations = ids
        return question
    }

    /// All results without pages, one a line; a directory that changes meanwhile breaks them off.
    private func lines(_ question: HSDSQuestion, _ tree: HSDSTree) -> Reply {
        let database = network.database
        let write: BodyWriting = { send in
            let version = try await database.read { try DirectorySnapshot.version(in: $0) }
            var page = question
            (page.page, page.size) = (1, linesAtOnce)
            while true {
                let asked = page
                let items = try await database.read { db -> [JSON] in
                    guard try DirectorySnapshot.version(in: db) == version else {
                        throw ExportRefusal.changed
                    }
                    return try tree.nested(try HSDSRecord.page(asked, in: db).records, in: db)
                }
                if items.isEmpty { return }
                try await send(items.flatMap { Array($0.canonical.utf8) + [10] })
                page.page += 1
            }
        }
        return Reply(content: .stream(write, type: "application/x-ndjson"))
    }

    /// All services at once, each with its moment alone.
    private func minimal(_ all: [HSDSMinimal]) -> JSON {
        .array(all.map { ["id": .string($0.id), "modified_date": .string("\($0.modified)")] })
    }

    private func one(_ exchange: Exchange, _ name: String) async throws -> Reply {
        let id = (exchange.parameters["id"] ?? "").lowercased()
        let item = try await network.database.read { db -> JSON? in
            guard let record = try HSDSRecord.find(name, id, in: db) else { return nil }
            return try HSDSTree(depth: .full).nested([record], in: db).first
        }
        guard let item else { throw Refused.notFound }
        return .json(Array(item.canonical.utf8))
    }

    @Sendable private func exportTables(_ exchange: Exchange) async throws -> Reply {
        let (database, day) = (network.database, exchange.now.utcDay)
        return .download(type: "application/zip", name: "hsds.zip") { send in
            var zip = ZipWriter(year: day.year, month: day.month, day: day.day)
            try await HSDSExport(database: database).tables { name, bytes in
                try await send(try zip.file(name, bytes))
            }
            try await send(try zip.finish())
        }
    }

    @Sendable private func exportJSON(_ exchange: Exchange) async throws -> Reply {
        let database = network.database
        return .download(type: "application/json", name: "hsds.json") { send in
            try await HSDSExport(database: database).json(send)
        }
    }
}

/// One page as the standard wraps it.
private struct HSDSPage {
    let items: [JSON]
    let count: Int
    let question: HSDSQuestion

    var json: JSON {
        let pages = max(1, (count + question.size - 1) / question.size)
        return [
            "total_items": .int(count), "total_pages": .int(pages),
            "page_number": .int(question.page), "size": .int(items.count),
            "first_page": .bool(question.page == 1), "last_page": .bool(question.page >= pages),
            "empty": .bool(items.isEmpty), "contents": .array(items),
        ]
    }
}

private let linesAtOnce = 200
