import Allocation
import Formats
import Kernel
import Languages

/// Who is called when, and who has priority: what the policy folder says (queue/order.yaml).
public struct QueueRules: Sendable {
    /// Whom a law gives priority, as it is asked at the queue.
    struct Group: Sendable, Equatable {
        let ground: TicketPriority
        let pt: String
        let en: String
        let article: String
        let isVerified: Bool

        func title(_ t: Translator) -> String { t.either(pt: pt, en: en) }
    }

    let order: QueueOrder
    let near: Int
    let groups: [Group]

    /// A country that names no rule: booked times within a quarter of an hour, then arrival.
    public static let plain = QueueRules(
        order: QueueOrder(
            toleranceSeconds: 900, bookedLeadSeconds: 3_600, priorityLeadSeconds: 0),
        near: 2, groups: [])

    private init(order: QueueOrder, near: Int, groups: [Group]) {
        (self.order, self.near, self.groups) = (order, near, groups)
    }

    /// Reads the file; what it names wrongly is refused with its line.
    public init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: [
            "lastReviewed", "tolerance", "bookedLead", "priorityLead", "near", "groups",
        ])
        guard Day(iso: try root.string("lastReviewed")) != nil else {
            throw try root.required("lastReviewed").error("write the day as 2026-11-27")
        }
        let groups = try root.list("groups").map { try Group($0) }
        guard Set(groups.map(\.ground)).count == groups.count else {
            throw try root.required("groups").error("name each group once")
        }
        self.init(
            order: QueueOrder(
                toleranceSeconds: try root.minutes("tolerance", max: 60) * 60,
                bookedLeadSeconds: try root.minutes("bookedLead", max: 240) * 60,
                priorityLeadSeconds: try root.minutes("priorityLead", max: 240) * 60),
            near: Int(try root.minutes("near", max: 10)), groups: groups)
    }
}

extension QueueRules.Group {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["group", "title", "article", "source", "verified"])
        let word = try node.string("group")
        guard let known = TicketPriority(rawValue: word), known != .none else {
            throw try node.required("group").error(
                "'\(word)' is none of pregnancy, disability, child, elderly")
        }
        let title = try node.map("title")
        try title.unknownKeys(allowed: ["pt", "en"])
        isVerified = try node.bool("verified")
        if isVerified, try node.optionalString("source")?.hasPrefix("https://") != true {
            throw node.error("what is verified names under source the text that was read")
        }
        ground = known
        (pt, en) = (try title.string("pt"), try title.string("en"))
        article = try node.string("article")
    }
}

extension YAML {
    fileprivate func minutes(_ key: String, max: Int) throws -> Int64 {
        let node = try required(key)
        let value = try node.int()
        guard (0...max).contains(value) else { throw node.error("from 0 to \(max) is expected") }
        return Int64(value)
    }
}
