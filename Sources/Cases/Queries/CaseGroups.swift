public import Kernel
public import Languages
public import Storage

/// What a file states that groups of people are compared by; nil where it states nothing.
public struct CaseGroups: Sendable {
    public let language: String?
    public let nationality: String?
    public let sex: String?
}

extension Cases {
    /// No smaller count of people is shown where groups are compared.
    public var cellMin: Int { house.policy.board.cellMin }

    /// The groups of these files; those of procedures that keep some of the staff apart move no figure, and are left out.
    public func groups(of cases: [CaseID], in db: Reader) throws -> [CaseID: CaseGroups] {
        let open = house.policy.procedures.filter { $0.recusal == nil }.map(\.code)
        var found: [CaseID: CaseGroups] = [:]
        for start in stride(from: 0, to: cases.count, by: groupsAtOnceMax) {
            let part = Array(cases[start..<min(start + groupsAtOnceMax, cases.count)])
            let rows = try db.all(
                """
                SELECT kase.id, l.language, r.nationality, r.sex
                FROM kase LEFT JOIN case_language l ON l.kase = kase.id
                    LEFT JOIN case_trait r ON r.kase = kase.id
                WHERE kase.id IN \(list: part) AND kase.procedure IN \(list: open)
                """)
            for row in rows {
                found[try row[0]] = CaseGroups(
                    language: try row[1], nationality: try row[2], sex: try row[3])
            }
        }
        return found
    }

    /// A group of nationalities as the installation calls it.
    public func nationalityGroup(_ code: String, _ t: Translator) -> String {
        let known = house.policy.board.nationalityGroups.first { $0.code == code }
        return known?.title(t) ?? t("other States")
    }

    /// An answer about the sex as a form words it.
    public func sexName(_ code: String, _ t: Translator) -> String {
        let fields = house.policy.procedures.flatMap { $0.form.sections.flatMap(\.fields) }
        let options = fields.filter { $0.code == sexField }.flatMap(\.options)
        return options.first { $0.code == code }?.title(t) ?? code
    }

    /// A language in its own name.
    public func languageName(_ code: String) -> String {
        let found = house.neighbours.translator(code).language
        return found.code == code ? found.nativeName : code
    }
}

/// As many values as one statement takes on every engine.
private let groupsAtOnceMax = 1_000
