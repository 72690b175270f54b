import Kernel
import Statistics

/// By what contacts are told apart.
enum ContactBreakdown: String, CaseIterable, Sendable {
    case topic, language, sex, age
}

/// So many contacts of a month that were alike.
struct ContactGroup: Sendable {
    let location: LocationID
    let topic: String
    let language: String
    let sex: String?
    let age: String?
    let count: Int

    func value(_ breakdown: ContactBreakdown) -> String {
        switch breakdown {
        case .topic: topic
        case .language: language
        case .sex: sex ?? notSaid
        case .age: age ?? notSaid
        }
    }
}

/// What may leave of a month's contacts: the same for every reader, so that no two put together what neither may know.
///
/// Each centre stands alone: no sum over centres is told by topic, language, sex or age, and the one sum that is
/// told is that of the totals which stand here.
struct ContactFigures: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        let value: String
        let count: ProtectedCount
    }

    struct Centre: Sendable, Equatable {
        let location: LocationID
        /// Hidden where few came; nothing else is told of the centre then.
        let total: ProtectedCount
        /// What did not occur has no line. Nil where any line would tell of few.
        let lines: [ContactBreakdown: [Line]]
    }

    let month: ContactMonth
    let centres: [Centre]
    let isDemo: Bool

    init(_ month: ContactMonth, _ groups: [ContactGroup], isDemo: Bool = false) {
        self.month = month
        self.isDemo = isDemo
        centres = Dictionary(grouping: groups, by: \.location).sorted { $0.key < $1.key }
            .map { Centre($0.key, $0.value) }
    }

    /// All contacts of the centres whose total is told.
    var total: Int { centres.reduce(0) { $0 + ($1.total.value ?? 0) } }

    /// What somebody may read of it: their own centres, or all.
    func centres(for principal: Principal) -> [Centre] {
        if principal.readsContactsOfAll { return centres }
        let own = principal.contactCentres
        return centres.filter { own.contains($0.location) }
    }
}

extension ContactFigures.Centre {
    fileprivate init(_ location: LocationID, _ groups: [ContactGroup]) {
        let total = contactRule.protect(groups.reduce(0) { $0 + $1.count })
        var lines: [ContactBreakdown: [ContactFigures.Line]] = [:]
        for breakdown in ContactBreakdown.allCases where total != .suppressed {
            lines[breakdown] = protectedLines(breakdown, groups)
        }
        self.init(location: location, total: total, lines: lines)
    }
}

/// One row with its total for the control of disclosure. Where even that total would tell of few, the row is not told:
/// the total stands beside it, being that of the other breakdowns too.
private func protectedLines(
    _ breakdown: ContactBreakdown, _ groups: [ContactGroup]
) -> [ContactFigures.Line]? {
    var counts: [String: Int] = [:]
    for group in groups { counts[group.value(breakdown), default: 0] += group.count }
    if breakdown == .language { counts = gathered(counts) }
    let values = counts.keys.sorted()
    let row = contactRule.protect(values.map { counts[$0] ?? 0 })
    if row.total == .suppressed { return nil }
    return zip(values, row.cells).map { ContactFigures.Line(value: $0, count: $1) }
}

/// A language that few spoke is not named: they are counted together.
private func gathered(_ counts: [String: Int]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (language, count) in counts {
        result[contactRule.isTooSmall(count) ? otherLanguage : language, default: 0] += count
    }
    return result
}

/// Fewer than five are not told, as everywhere in the house. Nothing is rounded: a small centre has twenty a month.
let contactRule = DisclosureRule(threshold: 5)
let notSaid = "not-said"
