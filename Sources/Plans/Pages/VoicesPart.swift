import Kernel
import Languages
import Web

/// What the responsible body, municipalities and civil society say of one measure, side by side.
struct VoicesPart {
    let view: MeasureView
    let exchange: Exchange

    private var t: Translator { exchange.t }

    var html: HTML {
        let voices = view.voices
        guard voices.newest.contains(where: { $0.voice != .lead }) else { return HTML() }
        let columns = [
            Column(t("Who")), Column(t("What it says")), Column(t("Day")),
            Column(t("Answer of the responsible body")),
        ]
        let diverging = Set(voices.diverging.map(\.id))
        let rows = voices.newest.map { one -> [HTML] in
            let body = one.body.isEmpty ? one.voice.words(t) : "\(one.voice.words(t)): \(one.body)"
            return [
                "\(body)", said(one), "\(t.shortDate(one.now.day))",
                diverging.contains(one.id) ? answer(one) : "",
            ]
        }
        let lead: HTML =
            voices.lead == nil
            ? "<p>\(t("The responsible body has not said anything yet."))</p>" : ""
        return """
            <h2>\(t("Voices side by side"))</h2>\(lead)
            \(sortableTable(t, caption: t("Voices side by side"), captionHidden: true, columns: columns, rows: rows))
            """
    }

    private func said(_ one: PlanReport) -> HTML {
        "\(tag(one.now.claim?.words(t) ?? "", .now)) \(one.now.text)"
    }

    private func answer(_ one: PlanReport) -> HTML {
        if let answer = one.answer {
            return
                "\(answer.words) <span class=\"quiet small\">\(t.shortDate(answer.at.utcDay))</span>"
        }
        let open = tag(t("It says something else, and nobody has answered"), .care)
        guard view.speaker?.voice == .lead else { return open }
        return """
            \(open)\(postForm(to: "/plan/reports/\(one.id)/answer", fields: exchange.formFields, """
                \(textArea(t, name: "words-\(one.id)", label: t("Your answer, which everybody reads"), rows: 3))\
                <div class="actions">\(button(t("Answer"), kind: .secondary))</div>
                """))
            """
    }
}
