import Kernel
import Web

extension HSDSQuestion {
    /// The parameters of the API reference of HSDS 3.0; what a table does not have is passed over.
    init(_ exchange: Exchange, _ name: String) throws {
        guard let table = HSDSTable.named(name) else { throw Refused.notFound }
        self.init(table: table)
        page = exchange.listPage
        size = max(1, min(Int(exchange.query["per_page"] ?? "") ?? sizeUsual, sizeMax))
        words = searchable(String((exchange.query["search"] ?? "").prefix(typedMax)))
            .split(separator: " ").map(String.init)
        let own = table.fields.filter { $0.format == .uuid && $0.name != "id" }.map(\.name)
        let ofServices = ["service", "service_at_location"].contains(name)
        let more =
            ofServices
            ? ["taxonomy_term_id", "taxonomy_id", "organization_id"] : ["taxonomy_term_id"]
        for field in own + more where !naming.contains(where: { $0.field == field }) {
            guard let id = exchange.query[field], !id.isEmpty else { continue }
            naming.append((field, String(id.lowercased().prefix(typedMax))))
        }
        if let text = exchange.query["modified_after"], !text.isEmpty {
            guard let moment = Moment(written: text) else {
                throw Refused(.invalid, "Write modified_after as 2026-11-23T12:00:00Z.")
            }
            modifiedAfter = moment
        }
    }
}

extension Exchange {
    func asks(_ name: String) -> Bool { query[name] == "true" || query[name] == "1" }

    /// `proximity` in metres around `postcode`; where nobody knows the postcode, around `lat` and `lon`, which are ours.
    var nearLocations: NearLocations? {
        get throws {
            let (postcode, proximity) = (query["postcode"] ?? "", query["proximity"] ?? "")
            let point = makePoint(
                query["lat"].flatMap { Double($0) }, query["lon"].flatMap { Double($0) })
            if postcode.isEmpty, proximity.isEmpty { return nil }
            guard let metres = Double(proximity), metres >= 0, metres.isFinite,
                point != nil || !postcode.isEmpty
            else {
                // Areas served are words here: alone a postcode narrows nothing.
                throw Refused(
                    .invalid, "Write proximity in metres, with postcode or with lat and lon.")
            }
            let around = point.map(NearLocations.Around.point)
            return NearLocations(
                around: around ?? .postcode(String(postcode.prefix(typedMax))), metres: metres)
        }
    }
}

extension Moment {
    /// `2026-11-23` or `2026-11-23T12:00:00Z`, also with an offset: a plus that came as a blank is one.
    init?(written text: String) {
        guard let day = Day(iso: String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty {
            self.init(day)
            return
        }
        guard rest.first == "T" || rest.first == " " else { return nil }
        let clock = rest.dropFirst().prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let parts = clock.split(separator: ":").map { Int($0.prefix { $0 != "." }) ?? -1 }
        guard (2...3).contains(parts.count), (0...23).contains(parts[0]),
            (0...59).contains(parts[1]),
            (0...60).contains(parts.count == 3 ? parts[2] : 0),
            let offset = offsetSeconds(rest.dropFirst(1 + clock.count))
        else { return nil }
        let local = Moment(
            day, hour: parts[0], minute: parts[1], second: parts.count == 3 ? parts[2] : 0)
        self = local.adding(seconds: Int64(-offset))
    }
}

/// `Z`, `+01:00`, or nothing, which is UTC.
private func offsetSeconds(_ text: Substring) -> Int? {
    if text.isEmpty || text == "Z" { return 0 }
    let parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard let sign = text.first, parts.count == 2, parts[0] < 24, parts[1] < 60 else { return nil }
    switch sign {
    case "+", " ": return parts[0] * 3_600 + parts[1] * 60
    case "-": return -(parts[0] * 3_600 + parts[1] * 60)
    default: return nil
    }
}

private let sizeUsual = 50
private let sizeMax = 500
private let typedMax = 120
