public import Kernel
public import Storage

/// Complaints of discrimination: the sealed room of the equality body.
public enum Complaints {
    public static var schema: [Migration] { complaintsSchema + SealedRoom.schema }

    /// The room with what it shows beside the engine.
    public static func room(
        _ database: Database, _ policy: Policy, _ world: SealedWorld
    ) throws -> SealedRoom {
        let parts = EqualityParts(
            decisions: policy.decisions, wizards: policy.wizards, amounts: policy.sealed.amounts)
        var extras = SealedExtras.none
        extras.forPerson = { try parts.ways($0) }
        extras.forDesk = { parts.forDesk($0) }
        extras.check = { history, act, answers, _ in
            try refuseNames(in: answers["publicFacts"], history.answers.merging(answers) { $1 })
        }
        extras.checkFiled = { try refuseNames(in: $0["publicFacts"], $0) }
        extras.routes = { SanctionPages(room: $0).routes + YearPages(room: $0).routes }
        extras.forList = { YearPages.link(below: $0, $1) }
        return try SealedRoom(
            database: database, book: policy.sealed, world: world, extras: extras)
    }

    static let code = "discrimination"
    /// What courts and other bodies send to the register.
    static let sent = "court-sanction"

    /// The public register names nobody: a word of a name that was given is refused there.
    static func refuseNames(in facts: String?, _ answers: [String: String]) throws {
        guard let facts else { return }
        let named = [
            "accusedName", "accusedNow", "complainantName", "mediator", "heardWho",
            "sanctionedName",
        ].compactMap { answers[$0] }
        let said = words(facts)
        guard named.allSatisfy({ said.isDisjoint(with: words($0)) }) else {
            throw Refused(
                .invalid, "The public register names nobody. Tell the facts without any name.")
        }
    }

    /// Short ones are in every sentence.
    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }.map(String.init))
    }
}

extension Complaints {
    /// How many complaints came in each month that was over on a day, by ground; no word of any of them.
    public static func counts(before day: Day, _ zone: Zone, in db: Reader) throws -> FlowTable {
        let end = zone.moment(day.adding(days: 1 - day.day))
        let kind = SealedState.kind(code, db.keys)
        let rows = try db.all(
            "SELECT id FROM sealed_case WHERE kind_hash = \(kind) AND received_at < \(end)")
        var counts: [[String: String]: Int] = [:]
        for row in rows {
            guard let history = try SealedHistory.load(try row[0], in: db) else { continue }
            let month = zone.day(of: history.filedAt).description.prefix(7)
            let ground = history.answers["ground"].map(hyphenated) ?? "not-said"
            counts[["month": String(month), "ground-group": ground], default: 0] += 1
        }
        return FlowTable(
            dimensions: ["month", "ground-group"],
            rows: counts.map { FlowTable.Row($0.key, count: $0.value) })
    }
}

/// `racialOrEthnicOrigin` as decision tables write it: `racial-or-ethnic-origin`.
func hyphenated(_ code: String) -> String {
    code.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
}
