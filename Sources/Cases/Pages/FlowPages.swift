import Kernel
import Languages
import Web

/// For everyone: what may leave a sealed room, to whom, why, and until when. What is not here does not pass.
struct FlowPages: Sendable {
    let flows: [Flow]
    /// What the fields of the sealed rooms are called where they are asked, by their code.
    let titles: [String: LocalText]

    init(_ policy: Policy) {
        flows = policy.flows
        let fields = policy.sealed.procedures.flatMap { $0.form.sections.flatMap(\.fields) }
        titles = Dictionary(fields.map { ($0.code, $0.title) }) { first, _ in first }
    }

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
        let (sealed, open) = (
            flows.filter { $0.from.isSealed }, flows.filter { !$0.from.isSealed }
        )
        let branches: HTML = """
            <p>\(t("From no sealed room: what a body at the same place reads of somebody who said yes to it."))</p>
            \(open.html { card(flow($0, t)) })
            """
        return .page(
            t("What may leave a sealed room"),
            """
            <h1>\(t("What may leave a sealed room"))</h1>
            <p class="lead">\(t("Only what stands here passes, and never to decide on residence or to enforce."))</p>
            \(sealed.html { card(flow($0, t)) })\(open.isEmpty ? nil : branches)
            """)
    }

    private func flow(_ flow: Flow, _ t: Translator) -> HTML {
        let mark: HTML? = flow.verified ? nil : " \(unverifiedMark(t))"
        let state =
            flow.status == .inForce
            ? tag(t("in force"), .good) : tag(t("an example that moves nothing"), .care)
        let names = flow.fields.map { (flow.titles[$0] ?? titles[$0]).map { $0(t) } ?? $0 }.joined(
            separator: "; ")
        return """
            <h2>\(flow.body.map { $0(t) } ?? room(flow.to, t)) \(state)</h2>
            \(definitionList(t, [
                Fact(t("From"), "\(room(flow.from, t))"),
                Fact(t("Legal basis"), "<span lang=\"pt\">\(flow.legalBasis)</span>\(mark)"),
                Fact(t("Fields"), "\(names)"),
                Fact(t("Until"), "\(t.date(flow.expires))"),
                Fact(t("Contract"), "\(flow.name), \(t.number(flow.version))"),
            ]))
            """
    }

    private func room(_ compartment: Compartment, _ t: Translator) -> String {
        switch compartment {
        case .help: t("Help room")
        case .equality: t("Room of complaints of discrimination")
        case .protection: t("Room of child protection")
        default: t("General house")
        }
    }
}
