import Decisions
import Formats
import Kernel
import LegalTime

extension SealedProcedure {
    /// Reads a file of `policy/pt/sealed`; the first fault names file, line and key.
    static func read(
        _ text: String, file: String, _ library: ClockLibrary, _ flows: [Flow]
    ) throws -> SealedProcedure {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: keys)
        let compartment = try root.required("compartment").compartment()
        guard compartment.isSealed else {
            throw try root.required("compartment").error("a sealed procedure has a sealed room")
        }
        let sources = try SourceBook(root.map("sources"))
        let basis = try root.list("basis").map { try SealedBasis($0, sources) }
        guard let reason = basis.first?.rule else {
            throw try root.required("basis").error("name the law, or say that none is known")
        }
        var known = SealedFacts.sample
        let form = try FilingForm.read(root, sources, known: known)
        known.merge(form.sample) { $1 }
        let acts = try root.list("acts")
        for act in acts { known.merge(try SealedAct.sample(act, known)) { $1 } }
        let all = known
        return try SealedProcedure(
            code: try root.string("code"), compartment: compartment, path: try root.pathWord(),
            letters: try root.letters(), title: try LocalText(root.required("title")),
            desk: try root.required("desk").word(Role.self),
            needToKnow: try root.optionalBool("needToKnow") ?? false,
            intake: try root["intake"]?.word(SealedIntake.self) ?? .everyone,
            lastVerified: try root.required("lastVerified").day(), basis: basis,
            intro: try LocalText(root.required("intro")), form: form,
            search: Set(try root.optionalStrings("search")),
            dated: try root.optionalList("events").map { try SealedDate($0, all) },
            clocks: try root.optionalList("clocks").map { try SealedClock($0, all, library) },
            stages: try SealedStage.read(root, all),
            acts: try acts.map { try SealedAct($0, all, reason) },
            outcomes: try root.optionalList("outcomes").map { try SealedOutcome($0) },
            retention: try root["retention"].flatMap { try SealedRetention.read($0) },
            isErasable: try root["retention"]?.optionalBool("onRequest") ?? false
        ).checked(root, flows)
    }

    /// What one part of the file says of another.
    private func checked(_ root: YAML, _ flows: [Flow]) throws -> SealedProcedure {
        try root.required("acts").refuseRepeated(acts.map(\.code))
        try root.required("stages").refuseRepeated(stages.map(\.code))
        let names = form.sections.flatMap { $0.fields.map(\.code) }
        try root.required("acts").refuseRepeated(
            names + acts.flatMap { $0.section.fields.map(\.code) })
        for act in acts {
            if let code = act.outcome, outcome(code) == nil {
                throw try root.required("acts").error("'\(act.code)' leads to no outcome '\(code)'")
            }
            for name in [act.dayField, act.outcomeField].compactMap(\.self) + act.told.sorted()
            where !act.section.fields.contains(where: { $0.code == name }) {
                throw try root.required("acts").error("'\(act.code)' asks for no '\(name)'")
            }
            let choices = act.section.fields.first { $0.code == act.outcomeField }?.options ?? []
            if let none = choices.first(where: { outcome($0.code) == nil }) {
                throw try root.required("acts").error("'\(none.code)' is no outcome")
            }
        }
        if let name = search.first(where: { fields[$0] == nil }) {
            throw try root.required("search").error("'\(name)' is asked nowhere")
        }
        for key in try root.list("acts").compactMap({ $0["flow"] }) { try check(flow: key, flows) }
        return self
    }

    /// A key that nothing would carry out does not load: the help room alone hands on.
    private func check(flow key: YAML, _ flows: [Flow]) throws {
        guard compartment == .help else {
            throw key.error(
                "nothing is handed on from '\(compartment)': take this key away, and say with 'shown' which way is open"
            )
        }
        let name = try key.string()
        guard let flow = flows.first(where: { $0.name == name }), flow.from == compartment,
            flow.body != nil
        else {
            throw key.error(
                "no contract '\(name)' leads from '\(compartment)' to a body: write flows/\(name).yaml, or take this key away"
            )
        }
        if let field = flow.fields.first(where: { fields[$0] == nil }) {
            throw key.error(
                "the contract '\(name)' carries '\(field)', which this file asks nowhere: ask for it, or take it from the contract"
            )
        }
    }

    private static let keys = [
        "code", "compartment", "path", "reference", "title", "desk", "intake", "needToKnow",
        "lastVerified",
        "sources", "basis", "intro", "form", "search", "events", "clocks", "stages", "acts",
        "outcomes", "retention",
    ]
}

extension SealedBasis {
    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["rule", "validFrom", "validTo"])
        rule = try StatedRule(node.required("rule"), book)
        validFrom = try node.required("validFrom").day()
        validTo = try node["validTo"]?.day()
    }
}

extension SealedDate {
    fileprivate init(_ node: YAML, _ known: [String: FEELValue]) throws {
        try node.map().unknownKeys(allowed: ["event", "field"])
        event = try node.string("event")
        field = try node.string("field")
        guard case .date = known[field] ?? .null else {
            throw node.error("'\(field)' is no day that is asked for")
        }
    }
}

extension SealedClock {
    fileprivate init(
        _ node: YAML, _ known: [String: FEELValue], _ library: ClockLibrary
    ) throws {
        try node.map().unknownKeys(allowed: ["clock", "when", "limit"])
        name = try node.string("clock")
        when = try node["when"].map { try FormCondition($0, known: known) }
        isLimit = try node.optionalBool("limit") ?? false
        if try library.versions(of: name).isEmpty { throw node.error("no clock '\(name)'") }
    }
}

extension SealedStage {
    fileprivate static func read(
        _ root: YAML, _ known: [String: FEELValue]
    ) throws -> [SealedStage] {
        let stages = try root.list("stages").map { node in
            try node.map().unknownKeys(allowed: ["code", "title", "turn", "when"])
            return SealedStage(
                code: try node.string("code"), title: try LocalText(node.required("title")),
                turn: try node.required("turn").word(Turn.self),
                when: try node["when"].map { try FormCondition($0, known: known) })
        }
        guard let first = stages.first, first.when == nil else {
            throw try root.required("stages").error("the first stage holds of every case")
        }
        return stages
    }
}

extension SealedAct {
    /// Answers that its fields may have.
    fileprivate static func sample(
        _ node: YAML, _ known: [String: FEELValue]
    ) throws -> [String: FEELValue] {
        let fields = try FormField.read(node, known)
        return Dictionary(fields.compactMap { field in field.sample.map { (field.code, $0) } }) {
            $1
        }
    }

    fileprivate init(_ node: YAML, _ known: [String: FEELValue], _ why: StatedRule) throws {
        try node.map().unknownKeys(allowed: SealedAct.keys)
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        by = try node.required("by").word(Doer.self)
        when = try node["when"].map { try FormCondition($0, known: known) }
        repeats = try node.optionalBool("repeats") ?? false
        section = FormSection(
            code: code, title: title, why: why, when: nil, repeats: nil,
            fields: try FormField.read(node, known))
        event = try node.optionalString("event")
        dayField = try node.optionalString("dayField")
        notBefore = try node.optionalString("notBefore")
        if let notBefore {
            guard dayField != nil else { throw node.error("'notBefore' bounds a dayField") }
            guard case .date = known[notBefore] ?? .null else {
                throw try node.required("notBefore").error(
                    "'\(notBefore)' is no day that is asked for")
            }
        }
        outcome = try node.optionalString("outcome")
        outcomeField = try node.optionalString("outcomeField")
        shown = try node["shown"].map { try LocalText($0) }
        told = Set(try node.optionalStrings("told"))
        flow = try node.optionalString("flow")
    }

    private static let keys = [
        "code", "title", "by", "when", "repeats", "fields", "event", "dayField", "notBefore",
        "outcome", "outcomeField", "shown", "told", "flow",
    ]
}

extension SealedOutcome {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["code", "title"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
    }
}

extension SealedRetention {
    /// Nil where the file says that no source is known.
    fileprivate static func read(_ node: YAML) throws -> SealedRetention? {
        try node.map().unknownKeys(allowed: ["unknown", "years", "source", "verified", "onRequest"])
        if try node.optionalBool("unknown") ?? false { return nil }
        return SealedRetention(
            years: try node.int("years"), source: try node.string("source"),
            verified: try node.bool("verified"))
    }
}

extension YAML {
    fileprivate func pathWord() throws -> String {
        let word = try string("path")
        let isWord =
            !word.isEmpty && word.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 == 45 }
        guard isWord else { throw try required("path").error("write small letters and hyphens") }
        return word
    }

    fileprivate func letters() throws -> String {
        let word = try string("reference")
        guard word.utf8.count == 2, word.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else {
            throw try required("reference").error("write two capital letters")
        }
        return word
    }
}
