import Kernel
import Languages
import Storage
import Web

extension CasePages {
    @Sendable func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let (now, house) = (exchange.now, cases.house)
        let own = try await cases.database.read { db in
            try house.peopleBehind(principal, at: now, in: db).flatMap {
                try Case.all(of: $0, in: db)
            }
        }
        if principal.person == nil { return entrusted(own, t) }
        let procedure = cases.house.policy.procedures.first
        let start = procedure.map {
            buttonLink(
                t("New request: {procedure}", ["procedure": $0.title(t)]), to: "/guides/\($0.code)",
                kind: .secondary)
        }
        if own.isEmpty {
            let empty = emptyState(
                title: t("You have no cases yet"),
                words: t("Read what you need, then file a request."), action: start)
            return .page(t("My cases"), "<h1>\(t("My cases"))</h1>\(empty)")
        }
        return .page(t("My cases"), "\(lines(own, t("My cases"), t))<p>\(start)</p>")
    }

    /// Whoever has no files of their own holds those of others.
    private func entrusted(_ files: [Case], _ t: Translator) -> Reply {
        let title = t("Files entrusted to me")
        if !files.isEmpty { return .page(title, lines(files, title, t)) }
        let empty = emptyState(
            title: t("Nobody has given you a mandate"),
            words: t("Whoever wants your help names you by the reference in your account."),
            action: buttonLink(t("Your account"), to: WebPath.account, kind: .secondary))
        return .page(title, "<h1>\(title)</h1>\(empty)")
    }

    private func lines(_ files: [Case], _ title: String, _ t: Translator) -> HTML {
        // What waits for the reader stands first, what is over last.
        let ranked = Turn.allCases.flatMap { turn in files.filter { $0.projection.turn == turn } }
        let demo: HTML? = files.contains(where: \.isDemo) ? demoNote(t) : nil
        return "\(demo)<h1>\(title)</h1>\(ranked.html { card(line($0, t)) })"
    }

    private func line(_ kase: Case, _ t: Translator) -> HTML {
        let procedure = cases.house.policy.procedure(kase.procedure)
        let stage = procedure?.stage(kase.projection.state)?.title(t) ?? kase.projection.state
        let next: HTML? = kase.projection.nextDate.map {
            "<p>\(t("Next legal date: {date}", ["date": t.date($0)]))</p>"
        }
        let tone: Tone =
            switch kase.projection.turn {
            case .person: .yours
            case .state: .now
            case .none: .plain
            }
        return """
            <h2><a href="/cases/\(kase.reference)">\(procedure?.title(t) ?? kase.procedure)</a></h2>
            <p><b class="number">\(kase.reference)</b> \
            \(tag(stage, tone))</p>\(next)
            """
    }
}
