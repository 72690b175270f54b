import FoundationEssentials
public import Kernel
import Languages
public import Storage

/// The groups of grounds that the law on discrimination names, as a person may choose one.
enum ComplaintGround: String, Codable, CaseIterable, Sendable {
    case origin
    case nationality
    case ancestry
    case language
    case other

    func words(_ t: Translator) -> String {
        switch self {
        case .origin: t("Racial or ethnic origin, or colour")
        case .nationality: t("Nationality")
        case .ancestry: t("Ancestry or territory of origin")
        case .language: t("Language")
        case .other: t("Something else")
        }
    }
}

extension Complaints {
    /// How many complaints came in each month that was over on a day, by ground; no word of any of them.
    public func counts(before day: Day, in db: Reader) throws -> FlowTable {
        let end = zone.moment(day.adding(days: 1 - day.day))
        let rows = try db.all(
            "SELECT id, content, received_at FROM sealed_complaint WHERE received_at < \(end)")
        var counts: [[String: String]: Int] = [:]
        for row in rows {
            let id: ComplaintID = try row[0]
            let plain = try db.keys.open(
                try row[1], use: Complaint.use, context: id.description)
            let complaint = try JSONDecoder().decode(Complaint.self, from: Data(plain))
            let month = zone.day(of: try row[2]).description.prefix(7)
            let ground = complaint.ground?.rawValue ?? "not-said"
            counts[["month": String(month), "ground-group": ground], default: 0] += 1
        }
        return FlowTable(
            dimensions: ["month", "ground-group"],
            rows: counts.map { FlowTable.Row($0.key, count: $0.value) })
    }
}
