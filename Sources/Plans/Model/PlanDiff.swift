import Kernel

/// What a draft changes of the plan it follows, measure by measure, with the renumbering map.
struct PlanDiff: Sendable, Equatable {
    struct Change: Sendable, Equatable {
        let before: NodeText?
        let after: NodeText?
        /// The columns that differ, each with the old and the new value.
        let fields: [Field]

        var isRenumbered: Bool { before != nil && after != nil && before?.code != after?.code }
    }

    struct Field: Sendable, Equatable {
        let name: String
        let was: String
        let becomes: String
    }

    /// In the order of the new plan, then what is gone.
    let changes: [Change]

    /// `old` and `new` in their order; a node of the new plan names its forerunner by a link such as `pnipgm/M-e`.
    init(_ old: PlanDocument, _ new: PlanDocument) {
        let sign = old.header.key + "/"
        let byCode = Dictionary(
            old.nodes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var (changes, seen) = ([Change](), Set<String>())
        for node in new.nodes {
            let names = node.codes(.plan).filter { $0.hasPrefix(sign) }.map {
                String($0.dropFirst(sign.count))
            }
            let forerunners = names.compactMap { byCode[$0] }
            seen.formUnion(forerunners.map(\.code))
            changes.append(
                Change(
                    before: forerunners.first, after: node,
                    fields: forerunners.first.map { PlanDiff.fields($0, node, sign) } ?? []))
        }
        let gone = old.nodes.filter { !seen.contains($0.code) }
        self.changes = changes + gone.map { Change(before: $0, after: nil, fields: []) }
    }

    var added: [Change] { changes.filter { $0.before == nil } }
    var removed: [Change] { changes.filter { $0.after == nil } }
    var changed: [Change] {
        changes.filter { $0.before != nil && $0.after != nil && !$0.fields.isEmpty }
    }
    /// Old code to new code, of all that go on.
    var map: [(from: String, to: String)] {
        changes.compactMap { change in
            change.before.flatMap { before in change.after.map { (before.code, $0.code) } }
        }
    }

    /// The rows of both as a file has them, without what joins them.
    private static func fields(_ old: NodeText, _ new: NodeText, _ sign: String) -> [Field] {
        var joined = new
        joined.links.removeAll { $0.scheme == .plan && $0.code.hasPrefix(sign) }
        let (before, after) = (PlanTable.rows(of: old), PlanTable.rows(of: joined))
        return Set(before.keys).union(after.keys).subtracting(["code", "parent"]).sorted()
            .compactMap { name in
                let (was, becomes) = (before[name] ?? "", after[name] ?? "")
                return was == becomes ? nil : Field(name: name, was: was, becomes: becomes)
            }
    }
}
