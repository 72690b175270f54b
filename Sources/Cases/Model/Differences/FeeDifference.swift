import Kernel

/// The differences of two states of a fee: its tables, what they charge and what they take off. The amounts themselves are
/// compared by their rows. A fee goes by the day of the request, so two versions of one procedure never differ in it.
struct FeeDifference: Sendable {
    private let old: FeeSchedule
    private let new: FeeSchedule

    /// Fee by fee, by the codes of their files; in the order of the older folder.
    static func changes(_ old: [FeeSchedule], _ new: [FeeSchedule]) -> [LawChange] {
        pairs(old, new) { $0.code }.flatMap { was, now -> [LawChange] in
            if let was, let now { return FeeDifference(old: was, new: now).changes }
            guard let one = now ?? was else { return [] }
            return [change(.feeTable, sign(was, now), one.title)]
        }
    }

    private var changes: [LawChange] {
        var list = DetailList()
        list.add(.title, .text(old.title), .text(new.title))
        list.add(.charged, LawValue(old.procedure), LawValue(new.procedure))
        let whole =
            list.details.isEmpty
            ? [] : [FeeDifference.change(.feeTable, .changed, new.title, list.details)]
        return whole
            + pairs(old.tables, new.tables) { $0.name }.flatMap { was, now in table(was, now) }
    }

    private func table(_ was: FeeTable?, _ now: FeeTable?) -> [LawChange] {
        guard let one = now ?? was else { return [] }
        let name = FeeDifference.joined(new.title, one.title)
        guard let was, let now else {
            return [FeeDifference.change(.feeTable, sign(was, now), name)]
        }
        var list = DetailList()
        list.add(.title, .text(was.title), .text(now.title))
        list.add(.from, .plain(was.validFrom.description), .plain(now.validFrom.description))
        list.add(.until, LawValue(was.validTo?.description), LawValue(now.validTo?.description))
        list.add(.unknown, LawValue(was.reductionsUnknown), LawValue(now.reductionsUnknown))
        list.add(.disputed, rows(was.rivalRows), rows(now.rivalRows))
        let whole =
            list.details.isEmpty
            ? [] : [FeeDifference.change(.feeTable, .changed, name, list.details)]
        return whole + lines(was, now, name) + reductions(was, now, name)
    }

    private func lines(_ was: FeeTable, _ now: FeeTable, _ table: LocalText) -> [LawChange] {
        pairs(was.lines, now.lines) { $0.code }.compactMap { before, after in
            guard let line = after ?? before else { return nil }
            var list = DetailList()
            if let before, let after {
                list.add(.title, .text(before.title), .text(after.title))
                list.add(.payer, .payer(before.payer), .payer(after.payer))
                list.add(.amount, .plain(before.row), .plain(after.row))
                addRule(before.rule, after.rule, to: &list)
                if list.details.isEmpty { return nil }
            }
            return change(
                .charge, sign(before, after), FeeDifference.joined(table, line.title),
                list.details, line.amounts)
        }
    }

    private func reductions(
        _ was: FeeTable, _ now: FeeTable, _ table: LocalText
    ) -> [LawChange] {
        pairs(was.reductions, now.reductions) { $0.code }.compactMap { before, after in
            guard let one = after ?? before else { return nil }
            var list = DetailList()
            if let before, let after {
                list.add(.title, .text(before.title), .text(after.title))
                list.add(.amount, .plain(before.row), .plain(after.row))
                addRule(before.rule, after.rule, to: &list)
                if list.details.isEmpty { return nil }
            }
            return change(
                .reduction, sign(before, after), FeeDifference.joined(table, one.title),
                list.details, one.shares)
        }
    }

    private func addRule(_ was: FeeRule?, _ now: FeeRule?, to list: inout DetailList) {
        list.add(.condition, LawValue(was?.when.text), LawValue(now?.when.text))
        list.add(.whom, LawValue(was?.whom), LawValue(now?.whom))
    }

    private func rows(_ codes: [String]) -> LawValue { LawValue(codes.joined(separator: ", ")) }

    /// With the sources of its rows, as the newer file has them, and whether one of them is confirmed.
    private func change(
        _ part: LawChange.Part, _ sign: LawChange.Sign, _ name: LocalText,
        _ details: [LawChange.Detail], _ amounts: [FeeAmount]
    ) -> LawChange {
        var sources: [String] = []
        for key in amounts.flatMap(\.sources) {
            guard let text = new.sources[key] ?? old.sources[key], !sources.contains(text) else {
                continue
            }
            sources.append(text)
        }
        return LawChange(
            part: part, sign: sign, name: name, details: details, article: "", sources: sources,
            verified: amounts.isEmpty ? nil : amounts.contains(where: \.isVerified),
            isForPerson: true)
    }

    private static func change(
        _ part: LawChange.Part, _ sign: LawChange.Sign, _ name: LocalText,
        _ details: [LawChange.Detail] = []
    ) -> LawChange {
        LawChange(
            part: part, sign: sign, name: name, details: details, article: "", sources: [],
            verified: nil, isForPerson: true)
    }

    private static func joined(_ one: LocalText, _ other: LocalText) -> LocalText {
        LocalText(pt: "\(one.pt): \(other.pt)", en: "\(one.en): \(other.en)")
    }
}
