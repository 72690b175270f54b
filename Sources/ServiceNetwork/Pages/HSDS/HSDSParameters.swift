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

private let sizeUsual = 50
private let sizeMax = 500
private let typedMax = 120
