import Kernel
import Languages
import Storage
import Web

/// The messages of the one who asks.
struct MessagePages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get(
                "/messages", may: .ownFiles, "One's own messages, or those of a mandate's giver",
                list),
            .get(
                "/messages/{id}", may: .ownFiles,
                "One message; its person's opening proves that it came", show),
            .post(
                "/messages/{id}/opening", may: .ownFiles,
                "Open a message of one's own; that it was read counts", open),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (t, page, now) = (exchange.t, exchange.listPage, exchange.now)
        let mandate = exchange.query["mandate"]
        let found = try await people.database.read { db -> MessageList in
            let (numbers, held) = try owner(mandate, principal, at: now, in: db)
            let open: SQL =
                try held == nil
                ? "1 = 1" : people.rights.openToHolder(principal, "subject", "person")
            let messages = try Message.page(page, of: numbers, where: open, in: db)
            var topics: [String: NoticeTopic] = [:]
            for subject in Set(messages.map(\.subject)) {
                topics[subject] = try people.about(subject, t, db)
            }
            return MessageList(
                messages: messages, topics: topics,
                all: try Message.counts(of: numbers, where: open, in: db).all, mandate: held)
        }
        // A look under a mandate is kept before anything is shown.
        if let held = found.mandate {
            let (look, day) = (LookAtMessages(mandate: held), people.zone.day(of: now))
            try await people.database.write { db in
                try look.perform(by: principal, at: now, on: day, in: db)
            }
        }
        let pages = max(1, (found.all + messagesPerPage - 1) / messagesPerPage)
        let list =
            found.messages.isEmpty
            ? emptyState(
                title: t("No messages yet"),
                words: t("When something happens to a request of yours, it stands here."))
            : table(found, t)
        let title =
            found.mandate.map { t("Messages of {name}", ["name": $0.name]) } ?? t("Messages")
        let address = mandate.map { Address("/messages").setting("mandate", to: $0) }
        return .page(
            title,
            """
            <h1>\(title)</h1>\(list)
            \(pager(t, page: page, pages: pages, address: address ?? Address("/messages")))
            """)
    }

    /// Whose messages are asked for: one's own, or those of the giver of a mandate that stands.
    private func owner(
        _ mandate: String?, _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> ([PersonID], HeldMandate?) {
        guard let mandate else {
            if principal.person == nil { throw Refused.notFound }
            return (principal.numbers, nil)
        }
        let held = try ID<Mandate>(mandate).flatMap {
            try HeldMandate.find($0, for: principal, at: now, in: db)
        }
        guard let held else { throw Refused.notFound }
        return (held.people, held)
    }

    private func table(_ found: MessageList, _ t: Translator) -> HTML {
        let columns = [
            Column(t("Message")), Column(t("About")), Column(t("Day")), Column(t("State")),
        ]
        let rows = found.messages.map { message -> [HTML] in
            [
                "<a href=\"/messages/\(message.id)\">\(message.title)</a>",
                found.topics[message.subject].map(topicLink) ?? "–",
                "\(t.date(people.zone.day(of: message.created)))",
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
        let (found, mandate) = try await people.database.read { db in
            try Message.find(id, for: principal, at: now, in: db, people.rights)
        }
        if found.readAt == nil, mandate == nil, exchange.look == .asks {
            return closed(found, exchange)
        }
        // What proves nothing is shown and stays unread.
        if mandate != nil || found.readAt == nil && exchange.look == .counts {
            try await people.database.write { db in
                try ReadMessage(message: id, opened: people.opened, rights: people.rights)
                    .perform(by: principal, at: now, in: db)
            }
        }
        let (attempts, waiting, topic, trail) = try await people.database.read { db in
            (
                try Attempt.all(of: id, in: db), try WaitingPush.all(of: found, in: db),
                try people.about(found.subject, exchange.t, db),
                try NoticeSign.all(of: id, in: db)
            )
        }
        let words = AttemptWords(t: exchange.t, zone: people.zone)
        let signs = SignWords(t: exchange.t, zone: people.zone)
        let lines =
            attempts.html(words.line) + trail.html(signs.line) + waiting.html(words.line)
        let own = mandate == nil ? "/messages" : "/messages?mandate=" + (mandate?.number ?? "")
        return .page(found.title, view(found, topic, lines, exchange.t, back: own))
    }

    /// Nobody is known to sit before this page: a button opens what is unread.
    private func closed(_ message: Message, _ exchange: Exchange) -> Reply {
        let t = exchange.t
        return .page(
            t("A message waits for you"),
            """
            <h1>\(t("A message waits for you"))</h1>
            <p class="lead">\(t("A time limit may begin when you open it. It was asked for by something other than you here: a preview, or a page elsewhere. So it is not open yet."))</p>
            \(smallForm(exchange, "/messages/\(message.id)/opening", t("Open the message")))
            """)
    }

    @Sendable private func open(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, counts) = (exchange.now, exchange.look == .counts)
        let id: ID<Message> = try exchange.id("id")
        let action = ReadMessage(message: id, opened: people.opened, rights: people.rights)
        try await people.database.write { db in
            let (_, mandate) = try Message.find(id, for: principal, at: now, in: db, people.rights)
            if counts, mandate == nil { try action.perform(by: principal, at: now, in: db) }
        }
        return .seeOther("/messages/\(id)")
    }

    private func view(
        _ message: Message, _ topic: NoticeTopic?, _ lines: HTML, _ t: Translator, back: String
    ) -> HTML {
        let about: HTML? = topic.map { "<p>\(t("About:")) \(topicLink($0))</p>" }
        let paragraphs = message.body.split(separator: "\n").html { "<p>\($0)</p>" }
        let legal: HTML? =
            message.legalEffect
            ? "<p>\(tag(t("A time limit may depend on this message"), .care))</p>" : nil
        let official: HTML? = message.official.map { words -> HTML in
            let effect =
                message.legalEffect
                ? t("The text with legal effect, in Portuguese") : t("The same in Portuguese")
            let lines = words.body.split(separator: "\n").html { "<p>\($0)</p>" }
            return
                "<h2>\(effect)</h2><section lang=\"pt\"><p><b>\(words.title)</b></p>\(lines)</section>"
        }
        let link: HTML? =
            message.link.isEmpty
            ? nil : actions(buttonLink(t("Go to what it is about"), to: message.link))
        return """
            <p><a href="\(back)">\(t("All messages"))</a></p>
            <h1>\(message.title)</h1><p class="quiet">\(momentWords(message.created, t, people.zone))</p>\(about)\(legal)
            \(paragraphs)\(official)\(link)
            <details><summary>\(t("How this message was sent to you"))</summary>
            <ul>\(lines)</ul></details>
            """
    }
}

private func topicLink(_ topic: NoticeTopic) -> HTML {
    "<a href=\"\(topic.link)\">\(topic.title), <span class=\"nowrap\">\(topic.reference)</span></a>"
}

/// One screen of messages.
private struct MessageList: Sendable {
    let messages: [Message]
    /// What they are about, by subject.
    let topics: [String: NoticeTopic]
    let all: Int
    /// Under which mandate they are seen, where they are not one's own.
    let mandate: HeldMandate?
}
