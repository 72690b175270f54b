import Kernel
import Languages
import Web

/// The page that says how far help is: in bands, on a map, municipality by municipality, need by need.
struct CoverageView {
    let t: Translator
    let question: CoverageQuestion
    let directory: DirectorySnapshot
    let outline: [[MapCorner]]
    let today: Day

    var html: HTML {
        let coverage = question.coverage(on: directory)
        return question.asMap ? mapHTML(coverage) : listHTML(coverage)
    }

    private func listHTML(_ coverage: Coverage) -> HTML {
        let map = question.address("/coverage").setting("view", to: "map").text
        let mapLink: HTML? =
            outline.isEmpty ? nil : "<a href=\"\(map)\">\(t("Show it on a map"))</a> · "
        return """
            <h1>\(t("How far help is"))</h1>
            <p class="lead">\(t("From the point of each municipality to the nearest open place that we know, in a straight line."))</p>
            \(CoverageForm(t: t, question: question, path: "/coverage").html)
            <h2>\(needWords(t, question))</h2>\(CoverageNumbers(t: t, coverage: coverage).html)
            <p>\(mapLink)<a href="\(question.address("/coverage/csv").text)">\(t("Download as CSV"))</a> ·
            <a href="\(question.address("/coverage/stops").text)">\(t("Where should a travelling team stop?"))</a></p>
            \(towns(coverage))
            \(question.need == nil ? needs : nil)
            <h2>\(t("Centres whose money ends soon"))</h2>\(grants(coverage))
            """
    }

    private func mapHTML(_ coverage: Coverage) -> HTML {
        let bands = CoverageBand.allCases.filter { $0 != .unknown }.map { band in
            MapBand(
                band.words(t),
                points: coverage.reaches.filter { $0.band == band }.compactMap(\.town.point)
                    .filter { $0.lon > westOfMap }.map { MapCorner(lat: $0.lat, lon: $0.lon) })
        }
        let title = t("How far help is, on a map")
        return """
            \(breadcrumbs(t, [
                NavItem(t("How far help is"), path: question.address("/coverage").text),
                NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1><p class="lead">\(needWords(t, question))</p>
            \(CoverageForm(t: t, question: question, path: "/coverage").html)
            \(bandMap(bands, outline: outline, title: title,
                desc: t("Outline of the districts of mainland Portugal; each dot is a municipality, the larger the farther.")))
            <p class="quiet">\(t("The islands are not on the map; the table has them."))</p>
            """
    }

    // MARK: - Municipality by municipality

    static func columns(_ t: Translator) -> [Column] {
        [
            Column(t("Municipality"), key: "name"),
            Column(t("Residents"), key: "residents", numeric: true),
            Column(t("Nearest place")), Column(t("Kilometres"), key: "km", numeric: true),
        ]
    }

    private func towns(_ coverage: Coverage) -> HTML {
        let sorted = self.sorted(coverage.reaches)
        let pages = max(1, (sorted.count + townsPerPage - 1) / townsPerPage)
        let page = min(question.page, pages)
        let shown = sorted.dropFirst((page - 1) * townsPerPage).prefix(townsPerPage)
        let address = question.address("/coverage").setting("sort", to: question.sorting.parameter)
        let rows = shown.map { reach -> [HTML] in
            [
                "\(reach.town.label(among: directory.municipalities))",
                "\(reach.town.population.map(t.number) ?? t("not known"))",
                reach.nearest.map { "<a href=\"/places/\($0.id)\">\($0.name)</a>" } ?? "–",
                "\(reach.km.map { t.decimal($0) } ?? t("not known"))",
            ]
        }
        return sortableTable(
            t, caption: t("The municipalities"), columns: Self.columns(t), rows: rows,
            sorting: question.sorting, address: address)
            + pager(t, page: page, pages: pages, address: address)
    }

    /// Those of no known distance come last, whichever way the rest is turned.
    private func sorted(_ reaches: [Coverage.Reach]) -> [Coverage.Reach] {
        let isDown = question.sorting.descending
        func turned(_ all: [Coverage.Reach]) -> [Coverage.Reach] { isDown ? all.reversed() : all }
        switch question.sorting.key {
        case "name": return turned(reaches)
        case "residents":
            return turned(reaches.sorted { ($0.town.population ?? 0) < ($1.town.population ?? 0) })
        default:
            let known = reaches.filter { $0.km != nil }.sorted { ($0.km ?? 0) < ($1.km ?? 0) }
            return turned(known) + reaches.filter { $0.km == nil }
        }
    }

    // MARK: - Need by need

    private var needs: HTML {
        let columns =
            [Column(t("Need")), Column(t("Places"), numeric: true)]
            + coverageRadii.map { Column(t("Within {n} km", ["n": t.number($0)]), numeric: true) }
        let rows = KnownService.allCases.map { need -> [HTML] in
            let coverage = directory.coverage(need.rawValue, question.act)
            let address = CoverageQuestion(need: need.rawValue, act: question.act).address(
                "/coverage")
            let shares = coverageRadii.map { radius -> HTML in
                "\(percentWords(t, coverage.share(within: Double(radius))))"
            }
            return [
                "<a href=\"\(address.text)\">\(need.words(t))</a>",
                "\(t.number(coverage.places.count))",
            ] + shares
        }
        return "<h2>\(t("Need by need"))</h2>"
            + sortableTable(
                t, caption: t("Part of all residents who have a place so near"), columns: columns,
                rows: rows)
    }

    // MARK: - Money

    private func grants(_ coverage: Coverage) -> HTML {
        let offered = directory.places.count { $0.place.isOffered }
        let known = t(
            "{n} of {total} open places say until when they are paid for.",
            [
                "n": t.number(EndingGrant.known(on: directory)), "total": t.number(offered),
            ])
        let ending = EndingGrant.all(by: today.adding(days: soonDays), in: coverage, on: directory)
        if ending.isEmpty {
            return
                "<p>\(known) \(t("None of them says that it ends within {n} days.", ["n": t.number(soonDays)]))</p>"
        }
        let columns = [
            Column(t("Place")), Column(t("Paid for until")),
            Column(
                t("Residents who would have nothing within {n} km", ["n": t.number(25)]),
                numeric: true),
        ]
        let rows = ending.map { grant -> [HTML] in
            [
                "<a href=\"/places/\(grant.place.id)\">\(grant.place.name)</a>",
                "\(t.date(grant.until)) \(grant.until < today ? tag(t("ended"), .error) : nil)",
                "\(t.number(grant.losing))",
            ]
        }
        return "<p>\(known)</p>"
            + sortableTable(
                t, caption: t("Money that ends within {n} days", ["n": t.number(soonDays)]),
                columns: columns, rows: rows)
    }
}

/// Half a year: long enough to find other money or to plan a travelling team. A choice of the house.
private let soonDays = 180
private let townsPerPage = 30
/// The outline is the mainland's.
private let westOfMap = -10.0
