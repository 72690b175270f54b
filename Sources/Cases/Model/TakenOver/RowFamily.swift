import Kernel

/// The family of a row, and the numbers by which other systems know its person.
extension RowCheck {
    /// `NAME=BIRTH=RELATION=here` or `=abroad`, a bar between two people. A file about a family names it: nobody can be
    /// asked later whom it was about.
    func family(
        _ fields: RowFields, _ procedure: Procedure, _ filed: Day
    ) throws -> [PersonOfFile] {
        let text = try fields.optional(.family, charactersMax: 4_000) ?? ""
        let people = try text.split(separator: "|").map { try member($0, fields, filed) }
        let range = procedure.family
        if people.count < range.min {
            throw fields.error(
                .family,
                "\(procedure.code) is about a family of \(range.min) or more; name each as NAME=1990-02-28=child=here (or =abroad) with | between two, or take the file over by hand at a desk"
            )
        }
        if people.count > range.max {
            throw fields.error(
                .family, "\(procedure.code) takes \(range.max) at most beside the applicant")
        }
        return people
    }

    private func member(
        _ text: Substring, _ fields: RowFields, _ filed: Day
    ) throws -> PersonOfFile {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ").joined(separator: " ") }
        let known = Relation.allCases.filter { $0 != .holder }
        guard parts.count == 4, !parts[0].isEmpty, let birth = Day(iso: parts[1]),
            let relation = known.first(where: { $0.rawValue == parts[2] }),
            ["here", "abroad"].contains(parts[3])
        else {
            let words = known.map(\.rawValue).joined(separator: ", ")
            throw fields.error(
                .family,
                "'\(text)' is none; write NAME=1990-02-28=RELATION=here (or =abroad), with one of: \(words)"
            )
        }
        guard isPlausible(birth, on: filed) else {
            throw fields.error(.family, "'\(text)': nobody of this birth was named on \(filed)")
        }
        return PersonOfFile(
            name: parts[0], birth: birth, relation: relation, isInPortugal: parts[3] == "here")
    }

    func keys(_ fields: RowFields) throws -> [PersonKeyKind: String] {
        var keys: [PersonKeyKind: String] = [:]
        for (column, kind) in ImportColumn.keys {
            guard let text = try fields.optional(column, charactersMax: 40) else { continue }
            guard kind.plain(text) != nil else {
                throw fields.error(
                    column, "this can be no such number; correct it or leave it empty")
            }
            keys[kind] = text
        }
        return keys
    }
}
