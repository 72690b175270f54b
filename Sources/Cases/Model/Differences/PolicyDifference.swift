import Formats
import Kernel

/// The differences of two policy folders: procedure by procedure, and the letters, tables and models that all share.
struct PolicyDifference: Sendable {
    /// What differs in one procedure; under which law, where that is said of one version only.
    struct Part: Sendable {
        let title: LocalText
        let changes: [LawChange]
    }

    let parts: [Part]

    /// Both folders must hold together; the first fault is thrown.
    init(old: PolicyFolder, new: PolicyFolder) throws {
        let was = try Policy(old)
        let now = try Policy(new, like: was)
        var parts = pairs(was.procedures, now.procedures) { $0.code }.flatMap { before, after in
            PolicyDifference.parts(before, after)
        }
        let shared =
            try PolicyDifference.shared(old, new)
            + FeeDifference.changes(was.fees, now.fees)
        if !shared.isEmpty {
            let title = LocalText(pt: "Todos os procedimentos", en: "All procedures")
            parts.append(Part(title: title, changes: shared))
        }
        self.parts = parts
    }

    /// Version by version, as far as both know it. What two versions share is told once.
    static func parts(_ old: Procedure?, _ new: Procedure?) -> [Part] {
        guard let old, let new else {
            guard let one = new ?? old else { return [] }
            let change = LawChange(
                part: .procedure, sign: sign(old, new), name: one.title, details: [], article: "",
                sources: [], verified: nil, isForPerson: true)
            return [Part(title: one.title, changes: [change])]
        }
        var (parts, told): ([Part], [LawChange]) = ([], [])
        for (was, now) in pairs(old.versions, new.versions, by: { $0.name }) {
            var changes: [LawChange] = []
            if let was, let now {
                let both = LawDifference(
                    old: LawView(procedure: old, version: was),
                    new: LawView(procedure: new, version: now))
                changes = days(was, now, new) + both.changes.filter { !told.contains($0) }
            } else if let one = now ?? was {
                changes = [
                    LawChange(
                        part: .procedure, sign: sign(was, now), name: one.title, details: [],
                        article: "", sources: [], verified: nil, isForPerson: true)
                ]
            }
            told += changes
            guard !changes.isEmpty, let law = (now ?? was)?.title else { continue }
            let title = LocalText(
                pt: "\(new.title.pt): \(law.pt)", en: "\(new.title.en): \(law.en)")
            parts.append(Part(title: title, changes: changes))
        }
        return parts
    }

    /// From when to when a version holds.
    private static func days(
        _ was: ProcedureVersion, _ now: ProcedureVersion, _ procedure: Procedure
    ) -> [LawChange] {
        var list = DetailList()
        list.add(.title, .text(was.title), .text(now.title))
        list.add(
            .from, LawValue(was.validFrom?.description), LawValue(now.validFrom?.description))
        list.add(.until, LawValue(was.validTo?.description), LawValue(now.validTo?.description))
        if list.details.isEmpty { return [] }
        return [
            LawChange(
                part: .procedure, sign: .changed, name: now.title, details: list.details,
                article: "", sources: [], verified: nil, isForPerson: true)
        ]
    }

    private static func shared(
        _ old: PolicyFolder, _ new: PolicyFolder
    ) throws -> [LawChange] {
        let letters = files("letters", ".mustache", old, new, .letter, isForPerson: true)
        let models = files("decisions", ".dmn", old, new, .table, isForPerson: false)
        let names = Set(old.paths("decisions", ".csv")).union(new.paths("decisions", ".csv"))
        let amounts = try names.sorted().flatMap { try rows($0, old, new) }
        return letters + models + amounts
    }

    /// Files that are new, gone or not what they were: what they say is read in them.
    private static func files(
        _ folder: String, _ ending: String, _ old: PolicyFolder, _ new: PolicyFolder,
        _ part: LawChange.Part, isForPerson: Bool
    ) -> [LawChange] {
        pairs(old.paths(folder, ending), new.paths(folder, ending)) { $0 }
            .compactMap { was, now in
                guard let path = now ?? was, old.texts[path] != new.texts[path] else { return nil }
                return LawChange(
                    part: part, sign: sign(was, now), name: LocalText(code: path), details: [],
                    article: "", sources: [], verified: nil, isForPerson: isForPerson)
            }
    }

    /// Amounts and fees by their code and first day.
    private static func rows(
        _ path: String, _ old: PolicyFolder, _ new: PolicyFolder
    ) throws -> [LawChange] {
        let (was, now) = (try amounts(old.texts[path], path), try amounts(new.texts[path], path))
        return pairs(was, now) { $0.key }.compactMap { before, after in
            guard let row = after ?? before, before != after else { return nil }
            var list = DetailList()
            if let before, let after {
                list.add(.amount, LawValue(before.amount), LawValue(after.amount))
                list.add(.until, LawValue(before.until), LawValue(after.until))
                list.add(.sources, LawValue(before.source), LawValue(after.source))
                list.add(.confirmed, .flag(before.isVerified), .flag(after.isVerified))
            } else {
                list.add(.amount, LawValue(before?.amount), LawValue(after?.amount))
            }
            return LawChange(
                part: .fee, sign: sign(before, after), name: LocalText(code: row.key),
                details: list.details, article: "", sources: row.source.isEmpty ? [] : [row.source],
                verified: row.isVerified, isForPerson: true)
        }
    }

    private struct Amount: Equatable {
        let key: String
        let amount: String
        let until: String
        let source: String
        let isVerified: Bool
    }

    /// The rows of a table of amounts; none of a table of another form.
    private static func amounts(_ text: String?, _ path: String) throws -> [Amount] {
        guard let text else { return [] }
        var reader = try CSVReader(bytes: Array(text.utf8), file: path)
        guard ["code", "validFrom", "value"].allSatisfy(reader.header.contains) else { return [] }
        return try reader.rows().map { row in
            let from = row.optional("validFrom").map { " (\($0))" } ?? ""
            let unit = row.optional("unit").map { " \($0)" } ?? ""
            return Amount(
                key: try row.string("code") + from, amount: try row.string("value") + unit,
                until: row.optional("validTo") ?? "", source: row.optional("source") ?? "",
                isVerified: row.optional("verified") == "yes")
        }
    }
}
