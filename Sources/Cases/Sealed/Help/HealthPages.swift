import Kernel
import Languages
import Statistics
import Web

/// Health care: what one has, the note for the desk, what to do when turned away, and what is known of coverage.
struct HealthPages: Sendable {
    let pages: HelpPages

    var routes: [Route] {
        let everywhere: [Route] = [
            .get(
                "/health", may: .everyone, "Health care: what to do, and where to complain", start),
            .get(
                "/health/coverage", may: .everyone,
                "How many are registered or vaccinated, as far as a source says", coverage),
        ]
        return everywhere + (pages.isGeneral ? notes : [])
    }

    /// Where the questions stand whose answers they print.
    private var notes: [Route] {
        [
            .get(
                "/health/note", may: .everyone,
                "A note for the health centre, in Portuguese and in the visitor's language", note),
            .get("/health/note/pdf", may: .everyone, "The same note as PDF", paper),
        ]
    }

    @Sendable private func start(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let requests: HTML? =
            pages.takesRequests
            ? """
            <li><a href="/health-requests/new">\(t("Ask to be registered at a health centre"))</a></li>
            <li><a href="/health-refusals/new">\(t("Tell that you were turned away"))</a></li>
            """ : nil
        let check: HTML? =
            pages.isGeneral
            ? "<li><a href=\"/check/health-access\">\(t("See which care you have, and print a note for the desk"))</a></li>"
            : nil
        return .page(
            t("Health care"),
            """
            <h1>\(t("Health care"))</h1>
            <p class="lead">\(t("Nobody may be turned away because of nationality, money or papers. If a life is in danger, call 112."))</p>
            <ul>
            \(check)\(requests)
            <li><a href="/health/coverage">\(t("What is known of registration and vaccination"))</a></li>
            </ul>
            <h2>\(t("Complain about a refusal"))</h2>
            <p>\(t("Ask for the refusal in writing. The complaint goes to the health regulator (ERS); this house does not decide it."))</p>
            \(SupportList(services: pages.support.services(.health), isGeneral: pages.isGeneral, t: t).html)
            """)
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        guard let note = try asked(exchange) else { return .seeOther(check(exchange).text) }
        var reply = Reply.page(
            t("Note for the health centre"),
            """
            <h1>\(t("Note for the health centre"))</h1>
            \(note.whole(t, pages.official))
            \(actions(printButton(t), buttonLink(t("Open as PDF"), to: path("/health/note/pdf", exchange).text, kind: .secondary),
                buttonLink(t("Change the answers"), to: check(exchange).text, kind: .secondary)))
            """)
        reply.headers += forNobodyElse
        return reply
    }

    @Sendable private func paper(_ exchange: Exchange) async throws -> Reply {
        guard let note = try asked(exchange) else { return .seeOther(check(exchange).text) }
        guard exchange.mayTry(in: "health-note " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany, "Many notes were printed from your connection. Try again in a minute.")
        }
        let bytes = try await pages.pdf(note.paper(exchange.t, pages.official))
        var reply = Reply.download(bytes, type: "application/pdf", name: "nota.pdf")
        reply.headers += forNobodyElse
        return reply
    }

    /// Nil where a question that matters is still open.
    private func asked(_ exchange: Exchange) throws -> HealthNote? {
        guard let wizard = pages.policy.wizard(HealthNote.wizard) else { throw Refused.notFound }
        let (today, now) = (pages.zone.day(of: exchange.now), exchange.now)
        let book = pages.policy.decisions
        let walk = try WizardWalk(wizard, typed(exchange), on: today, at: now, book)
        guard walk.next == nil else { return nil }
        return HealthNote(
            results: try wizard.answers.map {
                try WizardResult($0, walk, on: today, at: now, book)
            }, sources: wizard.sources, today: today)
    }

    private func typed(_ exchange: Exchange) -> [String: String] {
        let inputs = pages.policy.wizard(HealthNote.wizard)?.questions.map(\.input) ?? []
        return exchange.query.filter { inputs.contains($0.key) }
    }

    private func check(_ exchange: Exchange) -> Address {
        path("/check/" + HealthNote.wizard, exchange)
    }

    /// The same answers at another page.
    private func path(_ path: String, _ exchange: Exchange) -> Address {
        typed(exchange).sorted { $0.key < $1.key }.reduce(Address(path)) {
            $0.setting($1.key, to: $1.value)
        }
    }

    @Sendable private func coverage(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let parts = HealthCoverage.Measure.allCases.html {
            CoveragePart($0, pages.coverage, t).html
        }
        return .page(
            t("Registration and vaccination"),
            """
            <p><a href="/health">\(t("Health care"))</a></p>
            <h1>\(t("Registration and vaccination"))</h1>
            <p class="lead">\(t("Only what a source says. What no source counts stays empty."))</p>\(parts)
            """)
    }
}

/// One measure: the country, then municipalities under the guard.
struct CoveragePart {
    let measure: HealthCoverage.Measure
    let coverage: HealthCoverage
    let t: Translator

    init(_ measure: HealthCoverage.Measure, _ coverage: HealthCoverage, _ t: Translator) {
        (self.measure, self.coverage, self.t) = (measure, coverage, t)
    }

    var html: HTML { "<h2>\(title)</h2>\(country)\(municipalities)" }

    private var title: String {
        switch measure {
        case .registered: t("Registered with the health service")
        case .vaccinated: t("Vaccinated")
        }
    }

    private var country: HTML {
        let rows = coverage.country(measure)
        if rows.isEmpty { return "<p>\(t("No source that was read counts this."))</p>" }
        return rows.html { row -> HTML in
            """
            <p><strong>\(t.number(row.people))</strong> (\(row.period)) <span class="quiet small">\(linkedText(row.source))</span></p>
            <p class="quiet small" lang="en">\(row.note)</p>
            """
        }
    }

    private var municipalities: HTML {
        let rows = coverage.municipalities(measure).map { line -> [HTML] in
            [
                "\(line.row.municipality ?? "")", "\(line.row.period)",
                "\(line.people.value.map { t.number($0) } ?? t("too few to show"))",
            ]
        }
        if rows.isEmpty { return "<p>\(t("By municipality nothing is known."))</p>" }
        return sortableTable(
            t, caption: title, captionHidden: true,
            columns: [
                Column(t("Municipality")), Column(t("Period")), Column(t("People"), numeric: true),
            ], rows: rows)
    }
}
