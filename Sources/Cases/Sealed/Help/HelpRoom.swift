import Kernel
import Languages
public import Storage
import Web

/// What the help room does beside the engine of sealed cases: hands on under contracts, counts, and finds clusters.
public enum HelpRoom {
    public static var schema: [Migration] { handedSchema }

    public static func extras(_ policy: Policy) -> SealedExtras {
        let flows = policy.flows
        var extras = SealedExtras.none
        extras.routes = { room in
            HandedPages(room: room, flows: flows).routes + HelpDeskPages(room: room).routes
        }
        extras.forPerson = { scene in HelpParts(scene: scene).forPerson }
        extras.acted = { view, act, answers, now, db, house in
            guard let history = try SealedHistory.load(view.id, in: db) else { return }
            if act.by == .person {
                try TakeBackHanded(kase: view.id).perform(history, at: now, in: db, house)
            }
            guard let name = act.flow else { return }
            guard let flow = flows.first(where: { $0.name == name }) else {
                throw HelpRefusal.noContract
            }
            let typed = answers["organisation"].flatMap { Int64($0) }
            guard let body = flow.organisation ?? typed.map({ OrganisationID($0) }) else {
                throw HelpRefusal.noBody
            }
            try HandOver(flow: flow, organisation: body)
                .perform(history, of: view.id, at: now, in: db, house)
        }
        extras.forget = { id, now, db in
            try Handed.forget("kase = \(id)", at: now, in: db)
        }
        return extras
    }
}

extension SealedRoom {
    /// Whether it is the room of health access, exploitation and adult victims.
    public var isHelp: Bool { database.compartment == .help }
}

/// What the person reads below the engine's parts: the answers of bodies, and the way on.
struct HelpParts {
    let scene: SealedScene

    var forPerson: HTML? {
        let t = scene.exchange.t
        let answers = scene.view.history.acts.filter { $0.act.act == AnswerHanded.act }
            .compactMap { done in done.act.answers["bodyWords"].map { (done.act.day, $0) } }
        let lines = answers.html { "<li>\(t.date($0.0)): \($0.1)</li>" }
        let told: HTML? =
            answers.isEmpty ? nil : "<h2>\(t("What they answered"))</h2><ul>\(lines)</ul>"
        return "\(told)\(diary(t))<p><a href=\"\(onward)\">\(t("What else you can do"))</a></p>"
    }

    /// Days that the person wrote down, in their order.
    private func diary(_ t: Translator) -> HTML? {
        let days = scene.view.history.acts.filter { $0.act.act == "diary" }
            .compactMap { done -> (String, String)? in
                guard let day = done.act.answers["diaryDay"] else { return nil }
                return (day, done.act.answers["diaryWords"] ?? "")
            }.sorted { $0.0 < $1.0 }
        if days.isEmpty { return nil }
        let lines = days.html { day, words -> HTML in
            "<li>\(Day(iso: day).map { t.date($0) } ?? day): \(words)</li>"
        }
        return "<h2>\(t("Your diary"))</h2><ul>\(lines)</ul>"
    }

    private var onward: String {
        scene.view.procedure.code.hasPrefix("health") ? "/health" : "/support"
    }
}
