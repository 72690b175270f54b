import Kernel
import Languages
import Storage
import Web

/// People whom no message reached: somebody calls, writes or goes there.
struct OutreachPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get(
                "/outreach", may: .role(.officer, .supervisor, .mediator),
                "People whom no message reached", list),
            .post(
                "/outreach/{id}/closure", may: .role(.officer, .supervisor, .mediator),
                "Note that somebody was reached, or why not", close),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (t, page, now) = (exchange.t, exchange.listPage, exchange.now)
        let (items, all, topics) = try await people.database.read { db in
            let items = try OutreachItem.open(page, for: principal, at: now, in: db, people.rights)
            var topics: [String: NoticeTopic] = [:]
            for subject in Set(items.map(\.subject)) {
                topics[subject] = try people.about(subject, t, db)
            }
            return (
                items, try OutreachItem.count(for: principal, at: now, in: db, people.rights),
                topics
            )
        }
        if all == 0 {
            let none = emptyState(
                title: t("Everybody was reached"),
                words: t("When a message reaches nobody, the person stands here."))
            return .page(
                t("People to reach"), width: .desk, "<h1>\(t("People to reach"))</h1>\(none)")
        }
        let pages = max(1, (all + messagesPerPage - 1) / messagesPerPage)
        return .page(
            t("People to reach"), width: .desk,
            """
            <h1>\(t("People to reach"))</h1>
            <p>\(t.plural("{n} person waits.", "{n} people wait.", all))</p>
            \(table(items, topics, exchange))
            \(pager(t, page: page, pages: pages, address: Address("/outreach")))
            """)
    }

    private func table(
        _ items: [OutreachItem], _ topics: [String: NoticeTopic], _ exchange: Exchange
    ) -> HTML {
        let t = exchange.t
        let columns = [
            Column(t("Person")), Column(t("About")), Column(t("Why")), Column(t("Since")),
            Column(t("What may be tried")), Column(t("Action")),
        ]
        let rows = items.map { item -> [HTML] in
            let mark = item.legalEffect ? tag(t("Time limit"), .care) : HTML()
            let why = whyWords(item.reason, t)
            return [
                "\(item.person) \(mark)", topics[item.subject].map(link) ?? "–", "\(why)",
                "\(t.date(people.zone.day(of: item.since)))", ways(item, t), form(item, exchange),
            ]
        }
        return sortableTable(
            t, caption: t("People to reach"), captionHidden: true, columns: columns, rows: rows)
    }

    private func link(_ topic: NoticeTopic) -> HTML {
        "<a href=\"\(topic.link)\">\(topic.reference)</a>"
    }

    /// The ways that the person gave, with those that gave something back, and the language they read.
    private func ways(_ item: OutreachItem, _ t: Translator) -> HTML {
        let lines = item.ways.html { way -> HTML in
            let mark: HTML? = way.hasBounced ? " \(tag(t("Does not work"), .care))" : nil
            return "<li>\(channelWords(way.kind, t)): \(way.address)\(mark)</li>"
        }
        let list: HTML =
            item.ways.isEmpty
            ? "<p>\(t("They gave no way: look into their file."))</p>" : "<ul>\(lines)</ul>"
        let reads: HTML? = item.language.map { code in
            "<p>\(t("reads: {language}", ["language": code]))</p>"
        }
        return list + (reads ?? HTML())
    }

    private func whyWords(_ reason: String, _ t: Translator) -> String {
        switch reason {
        case "post": t("Wants letters by post")
        case "returned": t("A letter came back")
        case "silent": t("Nothing shows that it arrived")
        default: t("No address works")
        }
    }

    private func form(_ item: OutreachItem, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let id = "outcome-\(item.message)"
        let options = outcomes(t).html { "<option value=\"\($0.value)\">\($0.label)</option>" }
        return """
            <form method="post" action="/outreach/\(item.message)/closure">\(exchange.formFields)
            <label for="\(id)">\(t("What came of it"))</label>
            <select id="\(id)" name="outcome">\(options)</select>
            \(button(t("Note it"), kind: .secondary))</form>
            """
    }

    private func outcomes(_ t: Translator) -> [Choice] {
        [
            Choice("phone", t("Reached by phone")), Choice("visit", t("Reached in person")),
            Choice("letter", t("Letter sent")), Choice("unknown", t("Not to be found")),
        ]
    }

    @Sendable private func close(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        guard let outcome = input.choice("outcome", of: outcomes(exchange.t).map(\.value)) else {
            throw Refused(.invalid, "Choose one of the options.")
        }
        let action = CloseOutreach(
            message: try exchange.id("id"), outcome: outcome, rights: people.rights)
        return try await people.acting(exchange, then: "/outreach") { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }
}
