import Kernel
import Languages
import Storage
import Web

/// The messages of the one who asks.
struct MessagePages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get("/messages", may: .role(.person), "One's own messages", list),
            .get(
                "/messages/{id}", may: .role(.person),
                "One message; opening it proves that it came", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (t, page) = (exchange.t, exchange.listPage)
        let (messages, all) = try await people.database.read { db in
            let all = try principal.person.map { try Message.counts(of: $0, in: db).all } ?? 0
            return (try Message.page(page, for: principal, in: db), all)
        }
        let pages = max(1, (all + messagesPerPage - 1) / messagesPerPage)
        let list =
            messages.isEmpty
            ? emptyState(
                title: t("No messages yet"),
                words: t("When something happens to a request of yours, it stands here."))
            : table(messages, t)
        return .page(
            t("Messages"),
            """
            <h1>\(t("Messages"))</h1>\(list)
            \(pager(t, page: page, pages: pages, address: Address("/messages")))
            """)
    }

    private func table(_ messages: [Message], _ t: Translator) -> HTML {
        let columns = [Column(t("Message")), Column(t("Day")), Column(t("State"))]
        let rows = messages.map { message -> [HTML] in
            [
                "<a href=\"/messages/\(message.id)\">\(message.title)</a>",
                "\(t.date(message.created.utcDay))",
                message.readAt == nil ? tag(t("New"), .yours) : tag(t("Read"), .plain),
            ]
        }
        return sortableTable(
            t, caption: t("Your messages"), captionHidden: true, columns: columns, rows: rows)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let now = exchange.now
        let id: ID<Message> = try exchange.id("id")
        let found = try await people.database.read { db in
            try Message.find(id, for: principal, in: db)
        }
        if found.readAt == nil {
            try await people.database.write { db in
                try ReadMessage(message: id).perform(by: principal, at: now, in: db)
            }
        }
        let attempts = try await people.database.read { db in try Attempt.all(of: id, in: db) }
        return .page(found.title, view(found, attempts, exchange.t))
    }

    private func view(_ message: Message, _ attempts: [Attempt], _ t: Translator) -> HTML {
        let paragraphs = message.body.split(separator: "\n").html { "<p>\($0)</p>" }
        let legal: HTML? =
            message.legalEffect
            ? "<p>\(tag(t("A time limit may depend on this message"), .care))</p>" : nil
        let link: HTML? =
            message.link.isEmpty
            ? nil : actions(buttonLink(t("Go to what it is about"), to: message.link))
        return """
            <p><a href="/messages">\(t("All messages"))</a></p>
            <h1>\(message.title)</h1><p class="quiet">\(momentWords(message.created, t))</p>\(legal)
            \(paragraphs)\(link)
            <details><summary>\(t("How this message was sent to you"))</summary>
            <ul>\(attempts.html { line($0, t) })</ul></details>
            """
    }

    private func line(_ attempt: Attempt, _ t: Translator) -> HTML {
        let way =
            ChannelKind(rawValue: attempt.channel).map { channelWords($0, t) } ?? attempt.channel
        return "<li>\(momentWords(attempt.at, t)): \(way), \(resultWords(attempt.result, t))</li>"
    }
}
