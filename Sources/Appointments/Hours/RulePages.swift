import Kernel
import Languages
import Storage
import Web

/// Where the supervisor of an office says in which weeks its desks open.
struct RulePages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        let supervisors = Permission.role(.supervisor)
        return [
            .get(
                "/desk/hours", may: supervisors, "The weeks in which the desks of an office open.",
                show),
            .post(
                "/desk/hours", may: supervisors, "Open desks week after week by a rule.", keep),
            .post(
                "/desk/hours/{id}/end", may: supervisors, "A rule opens no more weeks.", end),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, exchange.query["location"], [])
    }

    private func page(
        _ exchange: Exchange, _ asked: String?, _ errors: [FieldError]
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let view = try await database.read { db -> RuleView in
            let own = try Desk.offices(of: principal, in: db)
            guard let office = asked.flatMap({ LocationID($0) }) ?? own.first,
                principal.serves(office), let place = try asks.place(office, db)
            else { throw Refused.notFound }
            let offices = try own.compactMap { id in try asks.place(id, db).map { (id, $0.name) } }
            let today = place.zone.day(of: exchange.now)
            return RuleView(
                exchange: exchange, office: office, offices: offices, place: place, today: today,
                desks: try Desk.own(at: office, in: db).filter { !$0.isRetired },
                rules: try KeptRule.all(at: office, from: today, in: db).filter {
                    !$0.desks.isEmpty
                }, errors: errors)
        }
        return .page(
            exchange.t("Opening weeks"), status: errors.isEmpty ? 200 : 422, width: .desk, view.html
        )
    }

    @Sendable private func keep(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        guard let office = LocationID(exchange.form.text("location") ?? "") else {
            throw Refused.notFound
        }
        let (rule, desks) = rule(&input, exchange)
        guard input.isValid, let rule else {
            return try await page(exchange, office.description, input.errors)
        }
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    try KeepRule(office: office, rule: rule, desks: desks)
                        .perform(by: principal, at: exchange.now, in: db, asks)
                    return "/desk/hours?location=\(office)"
                }
            })
    }

    private func rule(
        _ input: inout FormInput, _ exchange: Exchange
    ) -> (OpeningRule?, [DeskID]) {
        let t = exchange.t
        let desks = (exchange.form.fields["desk"] ?? []).compactMap { DeskID($0) }
        if desks.isEmpty { input.refuse("desk", t("Choose at least one.")) }
        let weekdays = Set(
            (exchange.form.fields["weekday"] ?? []).compactMap { Int($0) }.filter {
                (1...7).contains($0)
            })
        if weekdays.isEmpty { input.refuse("weekday", t("Choose at least one.")) }
        let rhythm = OpeningRule.Rhythm(form: exchange.form.text("rhythm") ?? "")
        if rhythm == nil { input.refuse("rhythm", t("Choose one of the options.")) }
        let (first, last) = (input.day("first"), input.day("last"))
        let (from, to) = (clock("from", &input, t), clock("to", &input, t))
        let ahead = input.number("ahead", in: 1...365)
        if let first, let last, last < first {
            input.refuse("last", t("The last day is before the first."))
        }
        if let from, let to, to <= from {
            input.refuse("to", t("The end is not after the beginning."))
        }
        guard input.isValid, let rhythm, let first, let last, let from, let to, let ahead else {
            return (nil, desks)
        }
        return (
            OpeningRule(
                weekdays: weekdays, rhythm: rhythm, first: first, last: last, minutes: from..<to,
                stepMinutes: 1, bookableDesks: desks.count, staffedDesks: desks.count,
                daysAhead: 0...ahead), Array(Set(desks)).sorted()
        )
    }

    /// `09:00` as minutes since midnight.
    private func clock(_ field: String, _ input: inout FormInput, _ t: Translator) -> Int? {
        let typed = input.text(field, max: 5)
        if typed.isEmpty { return nil }
        let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map {
            Int($0) ?? -1
        }
        if parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) {
            return parts[0] * 60 + parts[1]
        }
        input.refuse(field, t("Write the time with hours and minutes, such as 09:00."))
        return nil
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: RuleThing.self)
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let office = try KeptRule.find(id, for: principal, in: db).office
                    try EndRule(rule: id).perform(by: principal, at: exchange.now, in: db, asks)
                    return "/desk/hours?location=\(office)"
                }
            })
    }
}

extension OpeningRule.Rhythm {
    /// `weeks-2` or `month-1`.
    init?(form value: String) {
        let parts = value.split(separator: "-")
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        switch parts[0] {
        case "weeks" where (1...4).contains(number): self = .everyWeeks(number)
        case "month" where (1...5).contains(number): self = .weekOfMonth(number)
        default: return nil
        }
    }
}
