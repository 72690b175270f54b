import Kernel
import Languages
import Storage
import Web

/// Anyone may check a paper, and learns only whether it is ours, of which kind and day, and whether it still stands.
struct VerifyPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/verify", may: .everyone, "Check the code of a paper", ask),
            .get("/verify/{code}", may: .everyone, "What the code of a paper proves", answer),
        ]
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        if let typed = exchange.query["code"], !typed.isEmpty {
            return try await check(typed, exchange)
        }
        let t = exchange.t
        return .page(
            t("Check a paper"), "<h1>\(t("Check a paper"))</h1>\(form(t, typed: "", error: nil))")
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        try await check(exchange.parameters["code"] ?? "", exchange)
    }

    /// A code that nobody gave and one that is no code are one answer.
    private func check(_ typed: String, _ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        if cases.checks.take(RateLimiter.key(of: exchange.address), at: exchange.now) != .go {
            throw CaseRefusal.tooManyChecks
        }
        if let day = try await erasedOn(typed) { return gone(on: day, exchange) }
        let code = VerifyCode(typed)
        if let code, let paper = try await outside(code) {
            return .page(t("Check a paper"), result(code, paper, exchange))
        }
        guard let code,
            let found = try await cases.database.read({ db in try CheckedCode.find(code, in: db) })
        else {
            let unknown = t(
                "We did not issue a paper with this code. Check each letter, or ask whoever gave it to you."
            )
            return .page(
                t("Check a paper"), status: 404,
                """
                <h1>\(t("Check a paper"))</h1><p>\(tag(t("Not valid"), .error))</p>
                \(form(t, typed: String(typed.prefix(codeTypedMax)), error: unknown))
                """)
        }
        return .page(t("Check a paper"), result(code, found, exchange))
    }

    /// On which day the file of a paper, or that of a reference, was erased; nil of everything else.
    private func erasedOn(_ typed: String) async throws -> Day? {
        let (code, reference) = (VerifyCode(typed), Reference(typed))
        let moment = try await cases.database.read { db in
            try code.flatMap { try ErasedFile.moment(of: $0, in: db) }
                ?? reference.flatMap { try ErasedFile.moment(of: $0, in: db) }
        }
        return moment.map { cases.house.zone.day(of: $0) }
    }

    /// Nothing else is told: not whose it was, nor of which kind.
    private func gone(on day: Day, _ exchange: Exchange) -> Reply {
        let t = exchange.t
        return .page(
            t("Check a paper"), status: 410,
            """
            <h1>\(t("Check a paper"))</h1>
            <p>\(tag(t("erased"), .care)) \(t("The file was erased on {date}. Nothing of it can be told any more.", ["date": t.date(day)]))</p>
            <p><a href="/verify">\(t("Check another paper"))</a></p>
            """)
    }

    private func outside(_ code: VerifyCode) async throws -> OutsidePaper? {
        let paper = cases.house.neighbours.outsidePaper
        return try await cases.database.read { db in try paper(code, db) }
    }

    /// A paper of another room: of which kind, of which day, and no more.
    private func result(_ code: VerifyCode, _ paper: OutsidePaper, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let facts = [
            Fact(t("Code"), "<span class=\"code\">\(code)</span>"),
            Fact(t("Kind of paper"), "\(paper.title(t))"),
            Fact(t("As things stood on"), "\(t.date(cases.house.zone.day(of: paper.madeAt)))"),
        ]
        let demo: HTML? = paper.isDemo ? demoNote(t) : nil
        let nothing: HTML? =
            paper.isDemo ? tag(t("Made for demonstration: it proves nothing"), .care) : nil
        return """
            \(demo)<h1>\(t("Check a paper"))</h1><p>\(tag(t("Valid"), .good)) \(nothing)</p>
            \(definitionList(t, facts))\(nameless(t))
            """
    }

    private func nameless(_ t: Translator) -> HTML {
        """
        <p class="quiet">\(t("This page does not say who the paper is about. Compare the name on the paper with an identity document."))</p>
        <p><a href="/verify">\(t("Check another paper"))</a></p>
        """
    }

    private func result(_ code: VerifyCode, _ found: CheckedCode, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let zone = cases.house.zone
        var facts = [
            Fact(t("Code"), "<span class=\"code\">\(code)</span>"),
            Fact(t("Kind of paper"), "\(found.kind.title(t))"),
            Fact(t("As things stood on"), "\(t.date(zone.day(of: found.madeAt)))"),
        ]
        if let expires = found.expires {
            facts.append(Fact(t("Valid until"), "\(t.date(expires))"))
        }
        let demo: HTML? = found.isDemo ? demoNote(t) : nil
        let nothing: HTML? =
            found.isDemo ? tag(t("Made for demonstration: it proves nothing"), .care) : nil
        return """
            \(demo)<h1>\(t("Check a paper"))</h1>
            <p>\(standing(found, on: zone.day(of: exchange.now), t)) \(nothing)</p>
            \(definitionList(t, facts))\(nameless(t))
            """
    }

    private func standing(_ found: CheckedCode, on today: Day, _ t: Translator) -> HTML {
        if let expires = found.expires, today > expires {
            return tag(t("No longer valid: it is too old"), .care)
        }
        if found.isSuperseded {
            return tag(t("Superseded: ask for the newer paper, or for a new one"), .care)
        }
        if found.isOfItsDay(today: today, in: cases.house.zone) {
            let words = t(
                "Genuine, as of the day it was made: for how things stand today, ask for a new one")
            return tag(words, .plain)
        }
        return tag(t("Valid"), .good)
    }

    private func form(_ t: Translator, typed: String, error: String?) -> HTML {
        """
        <p>\(t("Every letter and certificate of this house carries a code. Type it here to see whether it is ours."))</p>
        <form method="get" action="/verify">
        \(textField(t, name: "code", label: t("Code on the paper"), hint: t("Seven groups of four letters and digits."),
            value: typed, error: error))
        \(actions(button(t("Check"))))</form>
        """
    }
}

/// A code has 34 characters with its hyphens.
private let codeTypedMax = 80
