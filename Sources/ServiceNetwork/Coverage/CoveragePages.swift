import Formats
import Kernel
import Languages
import Storage
import Web

/// How far help is, for everybody to read: nothing here is about a person.
struct CoveragePages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/coverage", may: .everyone,
                "How far each municipality is from help, and how many people that is.", show),
            .get(
                "/coverage/stops", may: .everyone,
                "Where a travelling team would reach most people who have no place near.", stops),
            .get(
                "/coverage/csv", may: .everyone,
                "The nearest place of each municipality, as CSV.", gives: "text/csv", csv),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let question = CoverageQuestion(exchange)
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        let view = CoverageView(
            t: exchange.t, question: question, directory: directory, outline: network.outline,
            today: exchange.now.utcDay)
        return .page(exchange.t("How far help is"), width: .desk, view.html)
    }

    @Sendable private func stops(_ exchange: Exchange) async throws -> Reply {
        let question = CoverageQuestion(exchange)
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        let view = StopsView(t: exchange.t, question: question, directory: directory)
        return .page(view.title, width: .desk, view.html)
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        let question = CoverageQuestion(exchange)
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        let coverage = question.coverage(on: directory)
        var writer = CSVWriter(header: [
            "municipality", "name", "district", "population_2021", "need", "act", "nearest",
            "nearest_name", "km",
        ])
        for reach in coverage.reaches {
            writer.append([
                reach.town.code.text, reach.town.name, reach.town.district,
                reach.town.population.map(String.init) ?? "", question.need ?? "",
                question.act.rawValue, reach.nearest?.slug ?? "", reach.nearest?.name ?? "",
                reach.km.map(tenths) ?? "",
            ])
        }
        return .download(writer.bytes, type: "text/csv; charset=utf-8", name: "coverage.csv")
    }
}

/// With one digit and a point, whatever the language: a file is read by programs.
private func tenths(_ km: Double) -> String { "\((km * 10).rounded() / 10)" }

/// What stands in the address: a need, what counts as served, the radius and the number of stops.
struct CoverageQuestion: Sendable {
    var need: String?
    var act = Coverage.Act.helps
    var radius = 25
    var stops = 5
    var asMap = false
    var page = 1
    var sorting = Sorting(key: "km", descending: true)

    init(need: String? = nil, act: Coverage.Act = .helps) {
        self.need = need
        self.act = act
    }

    init(_ exchange: Exchange) {
        need = exchange.query["need"].flatMap(KnownService.init)?.rawValue
        act = exchange.query["act"].flatMap(Coverage.Act.init) ?? .helps
        radius =
            exchange.query["km"].flatMap { Int($0) }.flatMap { km in
                coverageRadii.first { $0 == km }
            } ?? 25
        stops = min(max(exchange.query["stops"].flatMap { Int($0) } ?? 5, 1), stopsMax)
        asMap = exchange.query["view"] == "map"
        page = exchange.listPage
        sorting = Sorting(exchange.query["sort"], in: CoverageView.columns(exchange.t)) ?? sorting
    }

    func coverage(on directory: DirectorySnapshot) -> Coverage {
        directory.coverage(need, act)
    }

    /// The address of a page with this need and this act, and nothing of the other page's own.
    func address(_ path: String) -> Address {
        Address(path).setting("need", to: need).setting(
            "act", to: act == .helps ? nil : act.rawValue)
    }
}

/// More stops than a team makes in a month.
let stopsMax = 20
