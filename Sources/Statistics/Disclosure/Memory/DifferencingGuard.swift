/// Decides what of new numbers may be told, given all that was told before.
public struct DifferencingGuard: Sendable {
    public let rules: [SensitivityRule]

    public init(rules: [SensitivityRule]) { self.rules = rules }

    /// What leaves the house, and what is remembered of it.
    public struct Decision: Equatable, Sendable {
        public let told: [String: Double]
        /// Of the numbers asked for, in the order asked.
        public let hidden: [String]
        /// Small numbers that earlier tables expose already, whatever is hidden now.
        public let exposed: [String]
        public let memory: PublicationMemory
    }

    /// `grown` are pairs of a later and an earlier number of the same growing people: the difference is a count too.
    public func decide(
        _ facts: [PublicationMemory.Fact], sums: [PublicationMemory.Sum] = [],
        grown: [(later: String, earlier: String)] = [], after memory: PublicationMemory = .init()
    ) throws(MemoryFault) -> Decision {
        var all = memory
        let new = try fresh(facts, memory)
        for fact in new { all.remember(fact, isTold: false) }
        for sum in sums { all.remember(sum) }
        for (later, earlier) in grown { try grow(later, earlier, &all) }
        let table = try linked(all, firstNew: memory.known.count)
        let pattern = table.suppressGreedily()
        return decision(facts, all, pattern, memory)
    }

    private func fresh(
        _ facts: [PublicationMemory.Fact], _ memory: PublicationMemory
    ) throws(MemoryFault) -> [PublicationMemory.Fact] {
        var new: [PublicationMemory.Fact] = []
        for fact in facts {
            guard let place = memory.place(of: fact.key) else {
                new.append(fact)
                continue
            }
            let before = memory.known[place].fact.content.value
            if before != fact.content.value { throw .contradicts(key: fact.key, before: before) }
        }
        return new
    }

    /// The people who came between two vintages are a group that nobody asked for.
    private func grow(
        _ later: String, _ earlier: String, _ all: inout PublicationMemory
    ) throws(MemoryFault) {
        guard let new = all.place(of: later) else { throw .unknownKey(later) }
        guard let old = all.place(of: earlier) else { throw .unknownKey(earlier) }
        let (now, then) = (all.known[new].fact.content, all.known[old].fact.content)
        // Fewer than before: the people are not the same, and the difference counts nobody.
        guard now.count >= then.count, now.value >= then.value else { return }
        let key = "\(later) - \(earlier)"
        let newcomers = CellContent(value: now.value - then.value, count: now.count - then.count)
        all.remember(PublicationMemory.Fact(key, newcomers, isAsked: false), isTold: false)
        all.remember(PublicationMemory.Sum(later, of: [earlier, key]))
    }

    private func linked(
        _ all: PublicationMemory, firstNew: Int
    ) throws(MemoryFault) -> LinkedTable {
        let largest = all.known.map(\.fact.content.value.magnitude).max() ?? 0
        let cells = all.known.enumerated().map { index, known in
            let value = known.fact.content.value
            return TableCell(
                value: value, lowest: known.fact.isAsked ? min(1, value) : min(0, value),
                cost: HidingCost.cells.of(value, largest: largest),
                standing: standing(known, isNew: index >= firstNew))
        }
        var relations: [TableRelation] = []
        for sum in all.sums {
            guard let total = all.place(of: sum.total) else { throw .unknownKey(sum.total) }
            var parts: [Int] = []
            for key in sum.parts {
                guard let part = all.place(of: key) else { throw .unknownKey(key) }
                parts.append(part)
            }
            relations.append(TableRelation(total: total, parts: parts))
        }
        do { return try LinkedTable(cells: cells, relations: relations) } catch {
            throw .table(error)
        }
    }

    /// What was hidden stays hidden: to tell it now would tell what it hid.
    private func standing(_ known: PublicationMemory.Known, isNew: Bool) -> TableCell.Standing {
        let content = known.fact.content
        if known.isTold { return .told }
        if let level = rules.level(of: content) { return .sensitive(level) }
        if !isNew || !known.fact.isAsked {
            return .sensitive(ProtectionLevel(lower: 0, upper: 0))
        }
        return content.value == 0 ? .told : .open
    }

    private func decision(
        _ facts: [PublicationMemory.Fact], _ all: PublicationMemory, _ pattern: Suppression,
        _ before: PublicationMemory
    ) -> Decision {
        var memory = before
        for (index, known) in all.known.enumerated().dropFirst(before.known.count) {
            memory.remember(
                known.fact, isTold: known.fact.isAsked && !pattern.hidden.contains(index))
        }
        for sum in all.sums { memory.remember(sum) }
        var told: [String: Double] = [:]
        var hidden: [String] = []
        for fact in facts where fact.isAsked {
            guard let place = memory.place(of: fact.key) else { continue }
            if memory.known[place].isTold {
                told[fact.key] = fact.content.value
            } else {
                hidden.append(fact.key)
            }
        }
        return Decision(
            told: told, hidden: hidden,
            exposed: pattern.unprotectable.map { all.known[$0].fact.key }, memory: memory)
    }
}
