import Kernel
import LegalTime

/// The differences of two versions of a procedure: of one file, or of two states of it. Pure.
struct LawDifference: Sendable {
    let old: LawView
    let new: LawView

    /// In the order of the parts, and within each in the order of the older file.
    var changes: [LawChange] {
        var all = whole + texts + documents + clocks + notes
        all += outcomes + stages + steps + tables
        return all
    }

    private var whole: [LawChange] {
        let (was, now) = (old.procedure, new.procedure)
        var list = DetailList()
        list.add(.title, .text(was.title), .text(now.title))
        list.add(.text, .plain(was.official), .plain(now.official))
        list.add(.family, .plain(words(was.family)), .plain(words(now.family)))
        if list.details.isEmpty { return [] }
        return [
            LawChange(
                part: .procedure, sign: .changed, name: now.title, details: list.details,
                article: "", sources: [], verified: nil, isForPerson: true)
        ]
    }

    private func words(_ range: FamilyRange) -> String { "\(range.min)–\(range.max)" }

    private var texts: [LawChange] {
        rules(.rule, old.procedure.whoMayApply, new.procedure.whoMayApply)
            + rules(.guide, old.procedure.guide, new.procedure.guide)
    }

    /// Rules in words have no code: another text is another rule; what stands below the same text may change.
    private func rules(
        _ part: LawChange.Part, _ old: [StatedRule], _ new: [StatedRule]
    ) -> [LawChange] {
        pairs(old, new) { $0.text.pt }.compactMap { was, now in
            guard let rule = now ?? was else { return nil }
            var list = DetailList()
            if let was, let now {
                list.add(.text, .text(was.text), .text(now.text))
                list.add(.article, LawValue(was.article), LawValue(now.article))
                list.add(.confirmed, .flag(was.verified), .flag(now.verified))
                if list.details.isEmpty { return nil }
            }
            return LawChange(
                part: part, sign: sign(was, now), name: rule.text, details: list.details,
                article: rule.article, sources: rule.sources, verified: rule.verified,
                isForPerson: true)
        }
    }

    private var documents: [LawChange] {
        pairs(old.documents, new.documents) { $0.code }.compactMap { was, now in
            guard let paper = now ?? was else { return nil }
            var list = DetailList()
            if let was, let now {
                list.add(.title, .text(was.title), .text(now.title))
                list.add(.who, .owner(was.who), .owner(now.who))
                list.add(.validMonths, months(was), months(now))
                list.add(.confirmed, .flag(was.verified), .flag(now.verified))
                list.add(.sources, sources(was.sources), sources(now.sources))
                if list.details.isEmpty { return nil }
            }
            return LawChange(
                part: .document, sign: sign(was, now), name: paper.title, details: list.details,
                article: paper.validMonths?.article ?? "", sources: paper.sources,
                verified: paper.verified, isForPerson: true)
        }
    }

    private func months(_ paper: DocumentKind) -> LawValue {
        paper.validMonths.map { .months($0.months) } ?? .nothing
    }

    private func sources(_ list: [String]) -> LawValue { LawValue(list.joined(separator: ", ")) }

    private var notes: [LawChange] {
        pairs(old.version.notes, new.version.notes) { $0.clock }.compactMap { was, now in
            guard let note = now ?? was else { return nil }
            var list = DetailList()
            if let was, let now {
                list.add(.text, .text(was.ifSilent), .text(now.ifSilent))
                list.add(.confirmed, .flag(was.verified), .flag(now.verified))
                if list.details.isEmpty { return nil }
            }
            let view = now == nil ? old : new
            let clock = view.clocks.first { $0.name == note.clock }
            return LawChange(
                part: .silence, sign: sign(was, now), name: view.title(ofClock: note.clock),
                details: list.details, article: clock?.article ?? "",
                sources: [clock?.source].compactMap(\.self), verified: note.verified,
                isForPerson: true)
        }
    }

    /// Decision tables that a procedure names; what their rules say stands in files of their own.
    private var tables: [LawChange] {
        let (was, now) = (old.procedure, new.procedure)
        let named: [(String?, String?)] = [
            (was.documentsDecision, now.documentsDecision),
            (was.attendance?.description, now.attendance?.description),
            (was.priority?.description, now.priority?.description),
        ]
        return named.compactMap { before, after in
            guard before != after, let name = after ?? before else { return nil }
            var list = DetailList()
            if before != nil, after != nil {
                list.add(.contents, LawValue(before), LawValue(after))
            }
            return LawChange(
                part: .table, sign: sign(before, after), name: LocalText(code: name),
                details: list.details, article: "", sources: [], verified: nil,
                isForPerson: false)
        }
    }
}

/// What stands in both lists, in the first alone or in the second alone, by a key; in the order of the first.
func pairs<Item>(_ old: [Item], _ new: [Item], by key: (Item) -> String) -> [(Item?, Item?)] {
    var found: [(Item?, Item?)] = []
    for was in old { found.append((was, new.first { key($0) == key(was) })) }
    let known = Set(old.map(key))
    for now in new where !known.contains(key(now)) { found.append((nil, now)) }
    return found
}

func sign<Item>(_ old: Item?, _ new: Item?) -> LawChange.Sign {
    if old == nil { return .added }
    return new == nil ? .removed : .changed
}
