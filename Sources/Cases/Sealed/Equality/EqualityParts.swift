import Decisions
import Kernel
import Languages
import Web

/// What the room of complaints shows beside the engine.
struct EqualityParts: Sendable {
    let decisions: DecisionBook
    let wizards: [Wizard]
    let amounts: [DatedAmount]

    /// The other ways that stay open, by `complaint-route.dmn`: the words are those of the wizard.
    func ways(_ scene: SealedScene) throws -> HTML? {
        guard scene.view.procedure.code == Complaints.code, decisions[EqualityParts.model] != nil
        else { return nil }
        let t = scene.exchange.t
        let day = scene.house.zone.day(of: scene.exchange.now)
        let answer = try decisions.ask(
            EqualityParts.model, "bodies", EqualityParts.data(scene.view.history.answers), on: day)
        let bodies = EqualityParts.codes(answer.value).compactMap(title)
        if bodies.isEmpty { return nil }
        let lines = bodies.html { "<li>\($0(t))</li>" }
        let mark: HTML? = answer.isInForce && !answer.isFromUnknown ? nil : unverifiedMark(t)
        return """
            <h2>\(t("Ways that stay open beside this one"))</h2><ul>\(lines)</ul>\(mark)
            """
    }

    /// What the desk has to see first: a fine that was set, and that nothing is counted down.
    func forDesk(_ scene: SealedScene) -> HTML? { fine(scene) ?? uncounted(scene) }

    private func uncounted(_ scene: SealedScene) -> HTML? {
        let (view, t) = (scene.view, scene.exchange.t)
        guard view.procedure.clocks.contains(where: \.isLimit), view.stage.turn != .none,
            !view.periods.contains(where: \.isLimit)
        else { return nil }
        return card(
            "<p>\(t("No limitation is counted: nobody has said on which day it happened."))</p>")
    }

    /// A fine in euros, by the index of the day on which it was set.
    private func fine(_ scene: SealedScene) -> HTML? {
        let history = scene.view.history
        let done = history.acts.last { $0.act.act == "fineNatural" || $0.act.act == "fineLegal" }
        let given = done?.act.answers["fineUnitsNatural"] ?? done?.act.answers["fineUnitsLegal"]
        guard let done, let units = given.flatMap({ Int($0) }) else { return nil }
        let t = scene.exchange.t
        guard let index = amounts.on(done.act.day, "ias") else {
            return card(
                "<p>\(t("The index of that day is not known: the fine has no amount yet."))</p>")
        }
        let euros = t.decimal(Double(units * index.cents) / 100, digits: 2)
        let words = t(
            "Fine: {n} IAS, that is {amount} EUR.", ["n": t.number(units), "amount": euros])
        let mark: HTML? = index.verified ? nil : unverifiedMark(t)
        return card("<p>\(words) \(mark)</p>")
    }

    static let model = "complaint-route"

    /// What was answered as the table asks for it.
    static func data(_ answers: [String: String]) -> [String: FEELValue] {
        var data: [String: FEELValue] = [
            "wantsAnonymity": .boolean(answers["complainantName"] == nil),
            "byPublicService": .boolean(answers["byPublicService"] == "yes"),
            "mayBeCrime": .string(answers["mayBeCrime"].map(hyphenated) ?? "not-sure"),
            "ground": .string(answers["ground"].map(hyphenated) ?? "not-sure"),
            "area": .string(answers["area"].map(hyphenated) ?? "elsewhere"),
            "complainant": .string(answers["whoComplains"].map(hyphenated) ?? "victim"),
        ]
        let day = answers["happenedOn"].flatMap { Day(iso: $0) }.flatMap { CivilDate($0) }
        data["happenedOn"] = day.map { .date($0) }
        return data
    }

    private static func codes(_ value: FEELValue) -> [String] {
        guard case .list(let list) = value else { return [] }
        return list.items.compactMap { item in
            if case .string(let code) = item { code } else { nil }
        }
    }

    private func title(_ code: String) -> LocalText? {
        wizards.flatMap(\.answers).filter { $0.decision == "bodies" }
            .compactMap { $0.outcome(code)?.text }.first
    }
}
