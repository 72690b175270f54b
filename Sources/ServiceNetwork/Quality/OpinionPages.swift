import Kernel
import Languages
import Storage
import Web

/// One question at each place, which anybody answers who has its card before them: no name, no sign-in, no cookie.
struct OpinionPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            Route.get(
                "/opinion/{code}", may: .everyone, "One question: how one was served at a place.",
                ask
            ).traceless,
            Route.post(
                "/opinion/{code}", may: .everyone,
                "Says how one was served; adds one to a sum, and keeps nothing of who said it.",
                answer
            ).traceless,
            Route.get(
                "/opinion/{code}/card", may: .everyone,
                "A card for the desk, to be printed, with the QR code of the question.", card
            ).traceless,
        ]
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let code = try exchange.reference("code")
        var input = FormInput(exchange)
        let said = input.choice("answer", of: OpinionAnswer.allCases.map { "\($0.rawValue)" })
        let topic = exchange.form.text("topic").flatMap(OpinionTopic.init)
        guard input.isValid, let answer = said.flatMap({ Int($0) }).flatMap(OpinionAnswer.init)
        else { return try await page(exchange, errors: input.errors, status: 422) }
        guard exchange.mayTry(in: "opinion " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany, "Many answers came from your connection. Send it again in a minute.")
        }
        let action = GiveOpinion(code: code, answer: answer, topic: topic)
        // What was answered is no part of the key, which stays beside its moment: what a form brought first counts.
        let (key, now) = (OnceKey(exchange.onceKey.text, contents: "opinion"), exchange.now)
        let quarter = Quarter(of: network.capitalZone.day(of: now))
        let isFirst = try await network.database.write { db in
            let isFirst = try db.answer(to: key) == nil
            _ = try db.once(key, at: now) {
                try action.perform(in: quarter, at: now, in: db)
                return ""
            }
            return isFirst
        }
        return thanks(exchange, code, quarter, isFirst: isFirst)
    }

    private func thanks(
        _ exchange: Exchange, _ code: Reference, _ quarter: Quarter, isFirst: Bool
    ) -> Reply {
        let t = exchange.t
        let words =
            isFirst
            ? t(
                "Your answer counts in the figures of {period}. Nothing else of it is kept.",
                ["period": quarter.words(t)])
            : t("This form was sent before. The first answer counts, once.")
        let again = "/opinion/\(code)?lang=\(t.language.code)"
        return .page(
            t("Thank you"),
            """
            <h1>\(t("Thank you"))</h1>
            <p class="lead">\(words)</p>
            \(actions(
                buttonLink(t("What people say of each place"), to: "/quality", kind: .secondary),
                buttonLink(t("Somebody else answers"), to: again, kind: .secondary)))
            """)
    }

    private func standing(_ exchange: Exchange) async throws -> (OpinionPoint, Place) {
        let code = try exchange.reference("code")
        return try await network.database.read { db in
            let point = try OpinionPoint.find(code, in: db)
            let id = try PlaceMerge.kept(for: point.location, in: db)
            guard let place = try Place.find(id, in: db) else { throw Refused.notFound }
            return (point, place)
        }
    }

    private func page(
        _ exchange: Exchange, errors: [FieldError], status: Int = 200
    ) async throws -> Reply {
        let t = exchange.t
        let (point, place) = try await standing(exchange)
        // The language stands in the address: no cookie keeps it.
        let address = "/opinion/\(point.code)?lang=\(t.language.code)"
        let title = t("How were you served here?")
        let form: HTML = """
            <h1>\(title)</h1><p class="lead">\(place.name)</p>
            \(point.isDemo ? demoNote(t) : nil)
            <p>\(t("We do not ask who you are. This page keeps no trace of you: no name, no sign-in, no cookie."))</p>
            <form method="post" action="\(address)" novalidate>\(exchange.onceField)
            \(radioFields(t, name: "answer", legend: t("Your answer"), options: answers(t),
                value: exchange.form.text("answer") ?? "", error: message(for: "answer", in: errors)))
            \(selectField(t, name: "topic", label: t("What is it mostly about?"), options: topics(t),
                value: exchange.form.text("topic") ?? "", required: false))
            \(actions(button(t("Send my answer"))))</form>
            <p class="quiet small">\(t("A complaint that is to be answered goes another way: here nobody can write back."))</p>
            """
        return .page(title, status: status, withErrors(t, errors, form))
    }

    /// The best stands first, as in the words; nothing but words tells them apart.
    private func answers(_ t: Translator) -> [Choice] {
        OpinionAnswer.allCases.reversed().map { Choice("\($0.rawValue)", $0.words(t)) }
    }

    private func topics(_ t: Translator) -> [Choice] {
        [Choice("", t("I do not say"))]
            + OpinionTopic.allCases.map { Choice($0.rawValue, $0.words(t)) }
    }

    @Sendable private func card(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (point, place) = try await standing(exchange)
        let address = "\(network.quality.address)/opinion/\(point.code)"
        let words = OpinionAnswer.allCases.reversed().html { "<li>\($0.words(t))</li>" }
        return .page(
            t("Card for the desk"),
            """
            <h1>\(t("How were you served here?"))</h1><p class="lead">\(place.name)</p>
            \(point.isDemo ? demoNote(t) : nil)
            \(qrCode(address, label: t("QR code that opens the question")))
            <p>\(t("Point your telephone at the square, or open this address:"))<br><b>\(address)</b></p>
            <ul>\(words)</ul>
            <p>\(t("We do not ask who you are. Nobody behind the desk sees what you answer."))</p>
            \(actions(printButton(t)))
            """)
    }
}
