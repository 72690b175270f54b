import Languages
import Web

/// "What applies to me?": anyone answers one question after the other; the answers stand in the address, nothing is stored.
struct WizardPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/check", may: .everyone, "What anyone can check for themselves", list),
            .get(
                "/check/{wizard}", may: .everyone,
                "The next question that matters, or what the answers lead to and why", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let wizards = cases.house.policy.wizards.sorted { $0.title(t) < $1.title(t) }
        let boxes = wizards.map { wizard in
            card(
                """
                <h2><a href="\(wizard.path)">\(wizard.title(t))</a></h2><p>\(wizard.intro(t))</p>
                """)
        }
        return .page(
            t("Check what applies to you"),
            """
            <h1>\(t("Check what applies to you"))</h1>
            <p class="lead">\(t("Answer a few questions. You see what applies to you, why, and what to do next."))</p>
            \(boxes.isEmpty ? nothingToCheck(t) : cards(boxes))
            \(wizardNote(t, t("You need no account, and nothing is stored: your answers stand in the address of the page. Whoever sees the address sees them.")))
            """)
    }

    private func nothingToCheck(_ t: Translator) -> HTML {
        emptyState(
            title: t("Nothing to check here yet"), words: t("People near you can help."),
            action: buttonLink(t("Find help near you"), to: "/help"))
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let view = try WizardView(exchange, cases.house)
        var reply = Reply.page(view.title, status: view.mistake == nil ? 200 : 422, view.html)
        if !exchange.query.isEmpty { reply.headers += forNobodyElse }
        return reply
    }
}

/// Answers stand in the address: no copy of the page stays on the machine, and no search engine keeps it or goes on from it.
let forNobodyElse = [
    ("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow"),
]

/// What these pages are and are not, and where the answers go.
func wizardNote(_ t: Translator, _ privacy: String) -> HTML {
    """
    <p class="quiet">\(t("This is information, not a decision and not legal advice: the office decides. If a right of yours is at stake, ask someone in time."))</p>
    <p class="quiet">\(privacy)</p>
    """
}

/// Where the answers are, and how they are cleared.
func privacyWords(_ t: Translator) -> String {
    t(
        "Your answers stay in the address of this page and are not stored here: “Start again” clears them from it, and on a computer that others use, as in a library, close the window at the end and clear its history."
    )
}
