import Kernel
import Languages
import Storage
import Web

/// People who may be one human being in two files: found by a program, settled by an officer, never by itself.
struct DuplicatePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/duplicates", may: staff,
                "People of two files of one's offices who may be one, or one such pair", show),
            .post(
                "/desk/duplicates/merges", may: staff,
                "Say that two people of two files are one", merge),
            .post(
                "/desk/duplicates/differences", may: staff,
                "Say that two people of two files are two", keepApart),
            .post(
                "/desk/duplicates/reversals", may: staff,
                "Take back what was said of two people of two files", reverse),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        if let typed = exchange.query["pair"] {
            guard let pair = MemberPair(typed) else { throw Refused.notFound }
            return try await page(exchange, pair, errors: [])
        }
        return try await list(exchange)
    }

    private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let t = exchange.t
        var asked = DuplicateList()
        asked.isSettled = exchange.query["state"] == "settled"
        asked.page = exchange.listPage
        let (start, reference) = (asked, exchange.query["case"].flatMap { Reference($0) })
        let (question, found) = try await cases.database.read { db in
            var question = start
            // A file that is not theirs has no pair of theirs: it is not there.
            question.kase = try reference.map { try Case.findForStaff($0, principal, in: db).id }
            return (question, try question.run(principal, in: db))
        }
        let view = DuplicateView(t: t, zone: cases.house.zone)
        let address = Address("/desk/duplicates")
            .setting("state", to: question.isSettled ? "settled" : nil)
            .setting("case", to: reference?.text)
        let table =
            found.pairs.isEmpty
            ? emptyState(
                title: t("Nothing here"),
                words: t("In files of your offices nobody waits to be told apart."))
            : view.table(found)
        let other =
            question.isSettled
            ? "<a href=\"/desk/duplicates\">\(t("What is open"))</a>" as HTML
            : "<a href=\"/desk/duplicates?state=settled\">\(t("What was settled"))</a>"
        return .page(
            t("Perhaps one person"), width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Perhaps one person"), path: "/desk/duplicates", current: true)]))
            <h1>\(t("Perhaps one person"))</h1>
            <p class="lead">\(t("Two files of your offices may name one human being. Look at both, then say what is true; until then nothing changes."))</p>
            <p>\(other)</p>\(table)\(pager(t, page: question.page, pages: found.pages, address: address))
            """)
    }

    private func page(
        _ exchange: Exchange, _ pair: MemberPair, errors: [FieldError]
    ) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        // Both files are looked at, and each person may read by whom.
        let found = try await cases.database.write { db in
            let found = try PossibleDuplicate.find(pair, for: principal, in: db)
            for id in [found.one.kase, found.other.kase] {
                try Case.find(id, for: principal, in: db)
                    .noteLook(by: principal, .comparison, at: now, in: db)
            }
            return found
        }
        return DuplicateView(t: exchange.t, zone: cases.house.zone)
            .page(found, exchange, errors)
    }

    @Sendable private func merge(_ exchange: Exchange) async throws -> Reply {
        let house = cases.house
        return try await settle(exchange) { pair, reason in
            return { principal, now, db in
                try MergePeople(pair: pair, reason: reason).perform(by: principal, at: now, in: db)
                try TellMerge(pair: pair, isUndone: false).perform(at: now, in: db, house)
            }
        }
    }

    @Sendable private func keepApart(_ exchange: Exchange) async throws -> Reply {
        try await settle(exchange) { pair, reason in
            KeepPeopleApart(pair: pair, reason: reason).perform
        }
    }

    @Sendable private func reverse(_ exchange: Exchange) async throws -> Reply {
        let house = cases.house
        return try await settle(exchange) { pair, reason in
            return { principal, now, db in
                let found = try PossibleDuplicate.find(pair, for: principal, in: db)
                try ReverseMatch(pair: pair, reason: reason).perform(by: principal, at: now, in: db)
                guard found.settled == .same else { return }
                try TellMerge(pair: pair, isUndone: true).perform(at: now, in: db, house)
            }
        }
    }

    private typealias Act = @Sendable (Principal, Moment, Writer) throws -> Void

    /// Without a reason the page is shown again; a pair that is not theirs is not there.
    private func settle(
        _ exchange: Exchange, _ act: (MemberPair, String) -> Act
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let pair = MemberPair(exchange.form.text("pair") ?? "") else {
            throw Refused.notFound
        }
        var input = FormInput(exchange)
        let reason = input.text("reason", max: reasonMax)
        guard input.isValid else { return try await page(exchange, pair, errors: input.errors) }
        let perform = act(pair, reason)
        return try await cases.act(exchange, to: "/desk/duplicates?pair=\(pair.text)") { db, now in
            try perform(principal, now, db)
        }
    }
}

/// A sentence or two.
private let reasonMax = 500
