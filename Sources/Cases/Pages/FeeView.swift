import Kernel
import Languages
import Web

/// The tables of fees on a page, and what they answer a household.
struct FeeView {
    let t: Translator
    let policy: Policy
    let today: Day

    /// The sum with its lines; nothing where nothing was asked.
    func answer(to question: FeeForm) throws -> HTML {
        guard let schedule = question.schedule, let day = question.day, question.errors.isEmpty
        else { return HTML() }
        let quote = try schedule.quote(question.people, by: question.channel, on: day)
        return """
            <section class="card" role="status"><h2>\(schedule.title(t)), \(t.date(day))</h2>
            \(FeeWords(t: t).quote(quote) { _ in nil })</section>
            """
    }

    var schedules: HTML {
        if policy.fees.isEmpty {
            return emptyState(
                title: t("No table of fees is stored"),
                words: t("Ask at an office what the request costs before you pay anything."))
        }
        let known = Set(policy.fees.compactMap(\.procedure))
        let without = policy.procedures.filter {
            $0.concern == .status && !known.contains($0.code)
        }
        let open = without.html { "<li><a href=\"/guides/\($0.code)\">\($0.title(t))</a></li>" }
        let rest: HTML =
            without.isEmpty
            ? HTML()
            : """
            <h2>\(t("Without a table"))</h2>
            <p>\(t("No source that we read says what these cost. Ask at an office before you pay anything."))</p>
            <ul>\(open)</ul>
            """
        return policy.fees.html(schedule) + rest
    }

    private func schedule(_ schedule: FeeSchedule) -> HTML {
        let tables = schedule.tables.sorted { $0.validFrom > $1.validFrom }
        return """
            <h2 id="\(schedule.code)">\(schedule.title(t))</h2>\(tables.html { table($0, schedule) })
            <p class="quiet small">\(t("Last held against its sources on {date}.", ["date": t.date(schedule.lastVerified)]))</p>
            """
    }

    private func table(_ table: FeeTable, _ schedule: FeeSchedule) -> HTML {
        let span =
            table.validTo.map {
                t("{from} to {to}", ["from": t.date(table.validFrom), "to": t.date($0)])
            } ?? t("since {date}", ["date": t.date(table.validFrom)])
        let now: HTML? = table.isInForce(on: today) ? " \(tag(t("in force"), .now))" : nil
        let open: HTML? = table.reductionsUnknown.map { "<p>\($0(t)) \(unverifiedMark(t))</p>" }
        let dispute: HTML? =
            table.rivals.isEmpty
            ? nil
            : "<p>\(tag(t("Sources disagree"), .care)) \(t("No total is made: both amounts stand here."))</p>"
        return """
            <h3>\(table.title(t)), \(span)\(now)</h3>\(dispute)\(open)
            \(sortableTable(t, caption: "\(schedule.title(t)), \(table.title(t))", captionHidden: true,
                columns: [Column(t("Part")), Column(t("For whom")),
                    Column(t("Amount"), numeric: true), Column(t("Source"))],
                rows: rows(table, schedule)))
            """
    }

    private func rows(_ table: FeeTable, _ schedule: FeeSchedule) -> [[HTML]] {
        let lines = table.lines.flatMap { line in
            rows(line.title(t), whom(line), line.amounts, schedule)
        }
        let rivals = table.rivals.map { amount in
            row(t("Another source says"), "–", amount, schedule)
        }
        let reductions = table.reductions.flatMap { one in
            rows(one.title(t), one.rule.whom(t), one.shares, schedule)
        }
        return lines + rivals + reductions
    }

    private func whom(_ line: FeeLine) -> String {
        line.rule?.whom(t)
            ?? (line.payer == .member ? t("each person of the file") : t("once for the file"))
    }

    private func rows(
        _ title: String, _ whom: String, _ amounts: [FeeAmount], _ schedule: FeeSchedule
    ) -> [[HTML]] {
        if amounts.isEmpty { return [["\(title)", "\(whom)", "\(t("not known"))", "–"]] }
        return amounts.map { row(title, whom, $0, schedule) }
    }

    private func row(
        _ title: String, _ whom: String, _ amount: FeeAmount, _ schedule: FeeSchedule
    ) -> [HTML] {
        let sources = amount.sources.map { key in linkedText(schedule.sources[key] ?? key) }
        let mark: HTML? = amount.isVerified ? nil : " \(unverifiedMark(t))"
        let value = FeeWords(t: t).amount(amount)
        return [
            "\(title)", "\(whom)", "<span class=\"nowrap\">\(value)</span>",
            "\(sources.html { "\($0) " })\(mark)",
        ]
    }
}

/// Amounts and sums in words.
struct FeeWords {
    let t: Translator

    /// `440,20 EUR`.
    func money(_ cents: Int64, _ currency: String = "EUR") -> String {
        t.decimal(Double(cents) / 100, digits: 2) + " " + currency
    }

    func amount(_ amount: FeeAmount) -> String {
        switch amount.unit {
        case .euro: money(amount.hundredths)
        case .percent:
            "−"
                + t.decimal(
                    Double(amount.hundredths) / 100, digits: amount.hundredths % 100 == 0 ? 0 : 2)
                + " %"
        }
    }

    /// The lines of a sum, the sum, and how sure it is; without a sum the reason why there is none.
    func quote(_ quote: FeeQuote, name: (CaseMemberID) -> String?) -> HTML {
        let total: HTML? = quote.total.map {
            "<p class=\"lead\">\(t("In all: {amount}", ["amount": money($0.cents, $0.currency)]))</p>"
        }
        let lines: HTML? = quote.charges.isEmpty ? nil : charges(quote.charges, name: name)
        return "\(total)<p>\(certainty(quote.certainty))</p>\(lines)"
    }

    func charges(_ charges: [FeeCharge], name: (CaseMemberID) -> String?) -> HTML {
        let lines = charges.html { charge -> HTML in
            let whose = charge.member.flatMap(name).map { ": \($0)" } ?? ""
            return """
                <li><span>\(charge.title(t))\(whose)</span> <span class="number nowrap">\(money(charge.cents))</span></li>
                """
        }
        return "<ul class=\"lines\">\(lines)</ul>"
    }

    private func certainty(_ certainty: FeeQuote.Certainty) -> HTML {
        switch certainty {
        case .known: "\(t("Every amount was read in an official text."))"
        case .reported:
            "\(t("The amounts come from the press, a guide or a summary.")) \(unverifiedMark(t))"
        case .reductionUnknown:
            "\(t("These are amounts before reductions: which reduction holds is not known, so no total is made.")) \(unverifiedMark(t))"
        case .disputed:
            "\(t("The sources do not say the same, so no total is made.")) \(unverifiedMark(t))"
        case .unknown: "\(t("No source says an amount for this day. Nothing is guessed."))"
        }
    }
}

extension FeeView {
    /// An amount as it is typed into a form: `440.20`.
    static func typed(_ cents: Int64) -> String {
        let rest = cents % 100
        return "\(cents / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}
