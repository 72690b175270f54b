/// What constraints allow, ready to be asked of millions of keys.
struct ConstraintRule {
    private let name: String
    private let included: [Region]
    private let excluded: [Region]
    private let keySets: [KeySet]

    private struct Part {
        let id: String
        let isIncluded: Bool
        let codes: Set<String>
        let range: TimeRange?

        /// Whether the value is one that is meant.
        func means(_ value: String) -> Bool {
            let isNamed = range.map { $0.contains(value) } ?? codes.contains(value)
            return isNamed == isIncluded
        }
    }

    private struct Region {
        let parts: [Part]
    }

    init(_ constraint: Constraint, _ structure: DataStructure, _ catalogue: StructureCatalogue) {
        func part(_ it: ValueSelection) -> Part {
            let list = structure.component(it.id).flatMap {
                catalogue.representation(of: $0)?.enumeration.flatMap { catalogue.codes($0) }
            }
            let codes = it.values.reduce(into: Set<String>()) { all, member in
                all.formUnion(list?.chosen(member) ?? [member.value])
            }
            return Part(id: it.id, isIncluded: it.isIncluded, codes: codes, range: it.timeRange)
        }
        func regions(_ isIncluded: Bool) -> [Region] {
            constraint.regions.filter { $0.isIncluded == isIncluded }.map {
                Region(parts: ($0.keys + $0.components).map(part))
            }
        }
        name = constraint.about.reference.text
        included = regions(true)
        excluded = regions(false)
        keySets = constraint.keySets
    }

    /// The component that is out of bounds and why, or nil. A component without value is not looked at.
    func refusal(_ value: (String) -> String?) -> (field: String, why: String)? {
        if !included.isEmpty {
            // Any of the regions will do; what is told is of the first.
            let outside = included.map { region in
                region.parts.first { part in value(part.id).map { !part.means($0) } ?? false }
            }
            if outside.allSatisfy({ $0 != nil }), let part = outside.first ?? nil {
                return (part.id, "'\(value(part.id) ?? "")' is not allowed by \(name)")
            }
        }
        for region in excluded where !region.parts.isEmpty {
            let isInside = region.parts.allSatisfy { part in
                value(part.id).map(part.means) ?? false
            }
            if isInside { return (region.parts[0].id, "the key is excluded by \(name)") }
        }
        return keyRefusal(value)
    }

    private func keyRefusal(_ value: (String) -> String?) -> (field: String, why: String)? {
        for set in keySets {
            let isNamed = set.keys.contains { key in
                key.allSatisfy { value($0.key) == $0.value || $0.value == "*" }
            }
            if isNamed != set.isIncluded {
                let field = set.keys.first?.keys.min() ?? "key"
                return (field, "the key is not among those of \(name)")
            }
        }
        return nil
    }
}

extension TimeRange {
    /// Whether the whole period lies within.
    func contains(_ text: String) -> Bool {
        guard let period = SDMXTime(text) else { return false }
        if let from = from.flatMap({ SDMXTime($0) }) {
            let isAfter =
                includesFrom
                ? period.firstDay >= from.firstDay : period.firstDay > from.lastDay
            if !isAfter { return false }
        }
        if let to = to.flatMap({ SDMXTime($0) }) {
            let isBefore =
                includesTo ? period.lastDay <= to.lastDay : period.lastDay < to.firstDay
            if !isBefore { return false }
        }
        return true
    }
}
