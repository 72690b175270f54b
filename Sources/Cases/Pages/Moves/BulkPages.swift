import Kernel
import Languages
import Storage
import Web

/// What was done with several cases together: what became of each, going on, and undoing.
struct BulkPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .post(
                "/desk/bulk", may: staff,
                "Do one thing with several cases of the queue, or see what would happen", act),
            .get(
                "/desk/runs", may: staff, "What one has done with several cases together", list),
            .get(
                "/desk/runs/{run}", may: staff,
                "What became of each case of a run of one's own", show),
            .post(
                "/desk/runs/{run}/batches", may: .role(.supervisor),
                "Go on with a run where it stopped", goOn),
            .post("/desk/runs/{run}/undo", may: staff, "Undo a run within its time", undo),
        ]
    }

    /// In earnest it is done and kept as a run; else it says what would happen.
    @Sendable private func act(_ exchange: Exchange) async throws -> Reply {
        let (principal, house) = (try exchange.signedIn(), cases.house)
        let chosen = (exchange.form.fields["chosen"] ?? []).compactMap { Reference($0) }
        guard !chosen.isEmpty else { throw BulkRefusal.nothingChosen }
        let form = BulkForm(exchange: exchange, house: house)
        let action = BulkAtDesk(act: try form.act(), references: chosen)
        let (now, key) = (exchange.now, exchange.onceKey)
        if exchange.form.text("step") != "do" {
            let lines = try await cases.database.read { db in
                try action.lines(by: principal, at: now, in: db, house)
            }
            return form.trial(lines)
        }
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let run = try action.perform(by: principal, at: now, in: db, house)
                return "/desk/runs/\(run)"
            }
        }
        return .seeOther(path)
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let runs = try await cases.database.read { db in
            try BulkRun.latest(of: principal, in: db)
        }
        let words = RunWords(t: t, house: cases.house)
        let rows = runs.map { run -> [HTML] in
            [
                rowLink(words.moment(run.at), to: "/desk/runs/\(run.id)"),
                "\(words.title(run.act))", "\(words.state(run))",
            ]
        }
        let title = t("What was done with several cases")
        let table =
            runs.isEmpty
            ? emptyState(
                title: t("Nothing here"), words: t("You have done nothing with several cases yet."))
            : sortableTable(
                t, caption: title, captionHidden: true,
                columns: [Column(t("When")), Column(t("What")), Column(t("State"))], rows: rows)
        let cut: HTML? =
            runs.count < runsShown
            ? nil : "<p>\(t("These are the latest {n}.", ["n": t.number(runsShown)]))</p>"
        return .page(title, width: .desk, "<h1>\(title)</h1>\(table)\(cut)\(back(t))")
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (id, now) = (try run(exchange), exchange.now)
        let report = try await cases.database.read { db in
            try BulkReport(
                try BulkRun.find(id, for: principal, in: db), for: principal, in: db)
        }
        let t = exchange.t
        let words = RunWords(t: t, house: cases.house)
        let title = words.title(report.run.act)
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1><p>\(words.moment(report.run.at)). \(words.state(report.run))</p>
            \(words.reasons(report.run.act))\(words.facts(report))
            \(forms(report, exchange, now))\(words.stayed(report))\(back(t))
            """)
    }

    /// Going on, and undoing, where there is room for it.
    private func forms(_ report: BulkReport, _ exchange: Exchange, _ now: Moment) -> HTML {
        let (t, run) = (exchange.t, report.run)
        let base = "/desk/runs/\(run.id)"
        let goOn: HTML? =
            run.endedAt == nil
            ? postForm(
                to: base + "/batches", fields: exchange.formFields, actions(button(t("Go on"))))
            : nil
        guard run.undoRefusal(at: now) == nil, report.done > 0 else { return goOn ?? HTML() }
        let until = run.undoUntil.map { RunWords(t: t, house: cases.house).moment($0) } ?? ""
        let label = run.undoBegan == nil ? t("Undo all of it") : t("Go on undoing")
        return """
            \(goOn)<p>\(t("It can be undone until {time}.", ["time": until]))</p>
            \(postForm(to: base + "/undo", fields: exchange.formFields,
                actions(button(label, kind: .secondary))))
            """
    }

    private func back(_ t: Translator) -> HTML {
        """
        <p><a href="/desk">\(t("Queue"))</a> · <a href="/desk/runs">\(t("What was done with several cases"))</a></p>
        """
    }

    /// Some more cases; sent twice it is done once.
    @Sendable private func goOn(_ exchange: Exchange) async throws -> Reply {
        let (principal, id, house) = (try exchange.signedIn(), try run(exchange), cases.house)
        return try await cases.act(exchange, to: "/desk/runs/\(id)") { db, now in
            _ = try MoveBatch(run: id).perform(by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func undo(_ exchange: Exchange) async throws -> Reply {
        let (principal, id, house) = (try exchange.signedIn(), try run(exchange), cases.house)
        return try await cases.act(exchange, to: "/desk/runs/\(id)") { db, now in
            _ = try UndoBatch(run: id).perform(by: principal, at: now, in: db, house)
        }
    }

    private func run(_ exchange: Exchange) throws -> BulkRunID {
        try exchange.id("run", of: BulkRunThing.self)
    }
}
