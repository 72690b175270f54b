import Kernel
import Storage

extension PlanActor {
    static func all(in db: Reader) throws -> [PlanActor] {
        try select("1 = 1", in: db)
    }

    static func find(_ id: ID<PlanActor>, in db: Reader) throws -> PlanActor? {
        try select("id = \(id)", in: db).first
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [PlanActor] {
        try db.all(
            "SELECT id, name, organisation, mail FROM plan_actor WHERE \(condition) ORDER BY name"
        ).map {
            PlanActor(
                id: try $0[0], name: try $0[1], organisation: try $0[2], mail: try $0[3])
        }
    }
}

/// For whom somebody speaks about a measure.
struct Speaker: Sendable, Equatable {
    let voice: Voice
    let body: String

    /// The coordinator speaks for the responsible body, and it is recorded who did. A focal point speaks for the body
    /// of their organisation; where nobody knows of which organisation the responsible body is, for that one.
    static func find(_ person: Principal, on node: PlanNode, in db: Reader) throws -> Speaker? {
        let leads = node.text.names(.lead)
        if person.has(.coordinator) { return Speaker(voice: .lead, body: leads.first ?? "") }
        let own = Set(person.duties(.focalPoint).map(\.organisation))
        if own.isEmpty { return nil }
        let actors = try PlanActor.all(in: db)
        let names = Set(actors.filter { $0.organisation.map(own.contains) ?? false }.map(\.name))
        for (role, voice) in [
            (BodyRole.lead, Voice.lead), (.municipality, .municipality), (.civil, .civil),
        ] {
            if let name = node.text.names(role).first(where: names.contains) {
                return Speaker(voice: voice, body: name)
            }
        }
        let known = Set(actors.filter { $0.organisation != nil }.map(\.name))
        if leads.contains(where: known.contains) { return nil }
        return Speaker(voice: .lead, body: leads.first ?? "")
    }
}
