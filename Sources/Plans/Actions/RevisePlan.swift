import Kernel
import Storage

/// The next edition of a plan begins as a draft: all nodes and indicators are carried over, each tied to its
/// forerunner; the plan itself and what was reported on it stay as they are.
struct DraftRevision: Sendable {
    let plan: String
    let key: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator), let old = try PlanHeader.find(plan, in: db) else {
            throw Refused.notFound
        }
        let signs = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
        guard !key.isEmpty, key.utf8.allSatisfy(signs.contains), key.count <= 60 else {
            throw Refused(
                .invalid, "The key of a plan has small letters, digits and hyphens.")
        }
        guard try PlanHeader.find(key, in: db) == nil else {
            throw Refused(.conflict, "A plan of that key is there already.")
        }
        var document = try old.document(in: db)
        document.header = old.revised(as: key)
        document.claims = []
        document.nodes = document.nodes.map { node in
            var next = node
            next.links.removeAll { $0.scheme == .plan && $0.code.hasPrefix("\(plan)/") }
            next.links.append(
                NodeText.Link(scheme: .plan, code: "\(plan)/\(node.code)", isOurs: false))
            return next
        }
        _ = try ImportPlan(document: document, content: "draft of \(plan) as \(key)").perform(
            by: person, at: now, in: db)
        try db.record(
            JournalEvent("plan.drafted", subject: "plan/\(key)", ["follows": plan]), by: person,
            at: now)
    }
}

extension PlanHeader {
    fileprivate func revised(as key: String) -> PlanHeader {
        var next = self
        (next.key, next.follows, next.edition, next.stage) = (
            key, self.key, edition + 1, .draft
        )
        (next.actPt, next.actEn, next.validFrom, next.validUntil) = ("", "", "", "")
        (next.status, next.statusAsOf, next.statusSource) = ("", "", "")
        (next.notePt, next.noteEn, next.measureCount) = ("", "", 0)
        return next
    }
}

/// A draft goes to everybody for a time, and comes into force by an act; the plan it follows is over from then on.
struct MoveRevision: Sendable {
    enum Step: Sendable {
        case consultation(ClosedRange<Day>)
        case force(act: String, from: Day)
    }

    let plan: String
    let step: Step

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator), let found = try PlanHeader.find(plan, in: db) else {
            throw Refused.notFound
        }
        guard found.stage == .draft || found.stage == .consultation else {
            throw Refused(.conflict, "Only a draft goes on.")
        }
        switch step {
        case .consultation(let days):
            guard found.stage == .draft else { throw Refused(.conflict, "Only a draft goes on.") }
            try db.run(
                """
                UPDATE plan SET stage = 'consultation', consult_from = \(days.lowerBound),
                    consult_until = \(days.upperBound) WHERE key = \(plan)
                """)
        case .force(let act, let from):
            let until: Day? = try db.value("SELECT consult_until FROM plan WHERE key = \(plan)")
            guard found.stage == .consultation, let until, until < now.utcDay else {
                throw Refused(
                    .conflict, "First everybody is asked, until the last day of the consultation.")
            }
            try db.run(
                """
                UPDATE plan SET stage = 'in-force', act_pt = \(act), act_en = \(act), valid_from = \("\(from)")
                WHERE key = \(plan)
                """)
            try db.run(
                """
                UPDATE plan SET stage = 'ended', valid_until = \("\(from.adding(days: -1))")
                WHERE key = \(found.follows) AND stage = 'in-force'
                """)
        }
        let name =
            switch step {
            case .consultation: "plan.consulted"
            case .force: "plan.inForce"
            }
        try db.record(
            JournalEvent(name, subject: "plan/\(plan)", ["follows": found.follows]), by: person,
            at: now)
    }
}

/// A municipality's plan begins as a draft with the thirteen areas.
struct StartMunicipalPlan: Sendable {
    let territory: PlaceCode
    let key: String
    let name: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator) else { throw Refused.notFound }
        guard try PlanHeader.find(key, in: db) == nil else {
            throw Refused(.conflict, "A plan of that key is there already.")
        }
        var header = PlanHeader(key: key)
        (header.namePt, header.nameEn, header.kind) = (name, name, .municipal)
        (header.territory, header.stage, header.source) = (territory.text, .draft, territory.text)
        var document = PlanDocument(header: header)
        document.nodes = try db.all(
            "SELECT code, title_pt, title_en, source FROM plan_area ORDER BY position"
        ).map { row in
            var node = NodeText(
                code: try row[0], parent: nil, kind: .area,
                titles: ["pt": try row[1], "en": try row[2]])
            node.source = try row[3]
            return node
        }
        _ = try ImportPlan(document: document, content: "start of \(key)").perform(
            by: person, at: now, in: db)
    }
}
