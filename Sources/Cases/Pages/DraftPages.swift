import Kernel
import Languages
import Storage
import Web

/// A draft waits to be read, and nobody is known to sit before the page that was asked for: a button opens it, and what
/// it opens counts as read.
struct DraftPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/opening", may: .ownFiles,
                "Open the draft in one's own case; that it was read counts", open)
        ]
    }

    /// The page with the button, of a case or of a letter of it.
    static func page(_ exchange: Exchange, _ kase: Case, letter: LetterID? = nil) -> Reply {
        let t = exchange.t
        let content: HTML = """
            \(letter.map { hiddenField("letter", "\($0)") } ?? HTML())
            \(actions(button(t("Open the draft"))))
            """
        return .page(
            t("A draft waits for you"),
            """
            <h1>\(t("A draft waits for you"))</h1>
            <p><b class="number">\(kase.reference)</b></p>
            <p class="lead">\(t("When you open it, your time to answer begins. It was asked for by something other than you here: a preview, or a page elsewhere. So it is not open yet."))</p>
            \(postForm(to: "/cases/\(kase.reference)/opening", fields: exchange.formFields, content))
            """)
    }

    /// A holder of a mandate opens it as well; that proves nothing, and the page that follows keeps their look.
    @Sendable private func open(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, cases.house)
        let letter = exchange.form.text("letter").flatMap { LetterID($0) }
        let counts = exchange.look == .counts
        try await cases.database.write { db in
            let opened = try house.openOwn(reference, for: principal, to: .view, at: now, in: db)
            if counts, opened.mandate == nil {
                try opened.kase.noteDraftRead(by: principal, at: now, in: db, house)
            }
        }
        return .seeOther(letter.map { "/letters/\($0)" } ?? "/cases/\(reference)")
    }
}
