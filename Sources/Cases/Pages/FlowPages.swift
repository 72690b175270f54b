import Kernel
import Languages
import Web

/// For everyone: what may leave a sealed room, to whom, why, and until when. What is not here does not pass.
struct FlowPages: Sendable {
    let flows: [Flow]

    var routes: [Route] {
        [
            .get(
                "/flows", may: .everyone,
                "The contracts by which something may leave a sealed room, each with its legal basis",
                show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return .page(
            t("What may leave a sealed room"),
            """
            <h1>\(t("What may leave a sealed room"))</h1>
            <p class="lead">\(t("Only what stands here passes, and never to decide on residence or to enforce."))</p>
            \(cards(flows.map { card(flow($0, t)) }))
            """)
    }

    private func flow(_ flow: Flow, _ t: Translator) -> HTML {
        let mark: HTML? = flow.verified ? nil : " \(unverifiedMark(t))"
        let state =
            flow.status == .inForce
            ? tag(t("in force"), .good) : tag(t("an example that moves nothing"), .care)
        let names = flow.fields.joined(separator: ", ")
        return """
            <h2>\(flow.body.map { $0(t) } ?? flow.to.name) \(state)</h2>
            \(definitionList(t, [
                Fact(t("From"), "\(flow.from.name)"),
                Fact(t("Legal basis"), "<span lang=\"pt\">\(flow.legalBasis)</span>\(mark)"),
                Fact(t("Fields"), "<span lang=\"en\">\(names)</span>"),
                Fact(t("Until"), "\(t.date(flow.expires))"),
                Fact(t("Contract"), "\(flow.name), \(t.number(flow.version))"),
            ]))
            """
    }
}
