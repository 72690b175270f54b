import Languages
import Storage
import Web

/// Read first, explore second: the list of series with words, facets and pages.
struct ExplorerPages: Sendable {
    let database: Database
    let atlas: Atlas

    var routes: [Route] {
        [.get("/observatory", may: .everyone, "The series of the observatory", list)]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let query = ExplorerQuery(exchange.query, page: exchange.listPage)
        let found = try await database.read { db in
            try Series.search(query.store, in: db)
        }
        let view = ExplorerView(t: exchange.t, query: query, found: found, atlas: atlas)
        return .page(exchange.t("Observatory"), width: .desk, view.html)
    }
}

/// What is searched for, as it stands in the address.
struct ExplorerQuery {
    let parameters: [String: String]
    let store: SeriesQuery

    init(_ query: [String: String], page: Int) {
        func text(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(100)) }
        }
        var store = SeriesQuery()
        store.words = text("q") ?? ""
        store.source = text("source")
        store.topic = text("topic")
        store.territory = text("territory")
        store.frequency = text("frequency")
        store.page = page
        self.store = store
        parameters = query.filter { ExplorerQuery.names.contains($0.key) }
    }

    static let names: Set<String> = ["q", "source", "topic", "territory", "frequency", "page"]

    var isEmpty: Bool { parameters.filter { $0.key != "page" && !$0.value.isEmpty }.isEmpty }

    func value(of facet: SeriesFound.Facet) -> String? {
        switch facet {
        case .source: store.source
        case .topic: store.topic
        case .territory: store.territory
        case .frequency: store.frequency
        }
    }
}
