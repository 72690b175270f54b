import Formats
import Kernel
public import LegalTime

extension Procedure {
    /// Reads a procedure's file, its clocks with the tables of dilation of the general periods; every error names
    /// file, line and key.
    public init(yaml text: String, file: String, dilations: [DilationTable] = []) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: Procedure.keys)
        let sources = try SourceBook(root.map("sources"))
        code = try root.string("code")
        title = try LocalText(root.required("title"))
        official = try root["official"]?.string() ?? title.pt
        service = try root.string("service")
        compartment = try root.required("compartment").compartment()
        concern = try root["concern"]?.word(Concern.self) ?? .status
        needToKnow = try root["needToKnow"]?.bool() ?? false
        quicker = try root["quicker"].map { try QuickerWay($0) }
        lastVerified = try root.required("lastVerified").day()
        family = try root["family"].map { try FamilyRange($0) } ?? .standard
        whoMayApply = try root.list("whoMayApply").map { try StatedRule($0, sources) }
        guide = try root.list("guide").map { try StatedRule($0, sources) }
        applicant = try root["applicant"].map { try LocalText($0) }
        let asked = try FilingForm.read(root, sources)
        form = asked
        recusal = try root["recusal"].map { try RecusalFields($0, asked) }
        if needToKnow, let node = root["recusal"] {
            throw node.error(
                "what only some may know has no 'recusal': supervisors let nobody else in")
        }
        documentsDecision = try root["documentsDecision"]?.string()
        documents = try root.list("documents").map { try DocumentKind($0, sources) }
        attendance = try root["attendanceDecision"].map { try NamedDecision($0) }
        priority = try root["priorityDecision"].map { try NamedDecision($0) }
        fourEyes = try root["fourEyes"]?.bool() ?? false
        comingOfAge = try root["comingOfAge"].map { try AgeRule($0) }
        versions = try root.list("versions").map { try ProcedureVersion($0) }
        clocks = try ClockRule.read(root, dilations: dilations)
        ownClocks = clocks.own
        undo = try root["undo"].map { try UndoRule($0, sources) }
        retention = try root["retention"].map { try RetentionRule($0, sources) }
        erases = try root["erases"].map { try ErasingAnswer($0, asked) }
        stages = try Stage.read(root, clocks: clocks)
        let done = try StepRule.read(root, stages, clocks: clocks, sources)
        steps = done
        bodies = try ToldBody.read(root, done, sources)
        heard = try root["heard"].map { try HeardRule($0, done, asked, sources) }
        outcomes = try root.list("outcomes").map { try OutcomeRule($0, sources) }
        try root.required("documents").refuseRepeated(documents.map(\.code))
        try root.required("versions").refuseRepeated(versions.map(\.name))
        try root.required("outcomes").refuseRepeated(outcomes.map(\.code))
        try checkClocks(root)
        try checkVersions(root)
    }

    /// Every version of the law has a period for the decision, and every note speaks of a clock that exists.
    private func checkClocks(_ root: YAML) throws {
        for (index, version) in versions.enumerated() {
            let node = try root.list("versions")[index]
            guard let day = version.validFrom ?? version.validTo,
                clocks.rule("decision", on: day) != nil
            else {
                throw node.error("no clock 'decision' is valid in this version, or it has no dates")
            }
            if outcomes.contains(where: \.hearing), clocks.rule("hearing", on: day) == nil {
                throw node.error("an outcome is heard first, and no clock 'hearing' is valid here")
            }
            for note in version.notes where clocks.rule(note.clock, on: day) == nil {
                throw node.error("no clock '\(note.clock)' is valid in this version")
            }
        }
    }

    static let keys = [
        "code", "title", "official", "service", "compartment", "lastVerified", "sources",
        "family", "whoMayApply", "guide", "applicant", "documentsDecision", "documents",
        "attendanceDecision", "priorityDecision", "comingOfAge", "undo", "stages", "steps",
        "versions", "clocks", "outcomes", "fourEyes", "form",
        "concern", "quicker", "recusal", "heard", "bodies", "needToKnow", "retention", "erases",
    ]
}

/// The sources of a file by their key, so that no rule names one that is not there.
struct SourceBook {
    private let texts: [String: String]

    init(_ node: YAML) throws {
        var texts: [String: String] = [:]
        for entry in node.entries { texts[entry.key] = try entry.value.string() }
        self.texts = texts
    }

    func read(_ node: YAML) throws -> [String] {
        let list = try node.list("sources")
        guard !list.isEmpty else { throw node.error("a rule needs at least one source") }
        return try list.map { item in
            let key = try item.string()
            guard let text = texts[key] else {
                throw item.error("no source '\(key)' under 'sources'")
            }
            return text
        }
    }
}

extension LocalText {
    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["pt", "en"])
        pt = try node.string("pt")
        en = try node.string("en")
    }
}

extension FamilyRange {
    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["min", "max"])
        min = try node.int("min")
        max = try node.int("max")
        guard min >= 0, max >= min, max <= familyMax else {
            throw node.error("min and max are 0 to \(familyMax), the smaller first")
        }
    }
}

extension StatedRule {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: ["text", "article", "sources", "verified"])
        text = try LocalText(node.required("text"))
        article = try node.string("article")
        sources = try book.read(node)
        verified = try node.bool("verified")
    }
}

extension DocumentKind {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: DocumentKind.keys)
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        who = try node.required("who").word(Owner.self)
        verified = try node.bool("verified")
        validMonths = try node["validMonths"].map { try ValidMonths($0, book) }
        sources = try book.read(node)
        versions = try node.inVersions()
    }

    static let keys = ["code", "title", "who", "sources", "verified", "validMonths", "versions"]
}

extension ValidMonths {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["months", "article", "sources", "verified"])
        months = try node.int("months")
        guard (1...validMonthsMax).contains(months) else {
            throw try node.required("months").error("write 1 to \(validMonthsMax) months")
        }
        article = try node.string("article")
        verified = try node.bool("verified")
        _ = try book.read(node)
    }
}

/// Fifty years: a paper for longer has no end.
private let validMonthsMax = 600

extension OutcomeRule {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: [
            "code", "title", "letter", "hearing", "grounds", "despiteMissing", "challenge",
            "when", "otherwise", "heardBy", "periodUnknown",
        ])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        letter = try node.string("letter")
        hearing = try node["hearing"]?.bool() ?? false
        grounds = try node.list("grounds").map { try Ground($0, book) }
        try node.required("grounds").refuseRepeated(grounds.map(\.code))
        despiteMissing = try node.optionalList("despiteMissing").map { try Ground($0, book) }
        challenge = try node.optionalList("challenge").map { try StatedRule($0, book) }
        heardBy = try node["heardBy"].map { try StatedRule($0, book) }
        isPeriodUnknown = try node["periodUnknown"]?.bool() ?? false
        if hearing, heardBy != nil {
            throw try node.required("heardBy").error("whoever is heard on a draft was heard so")
        }
        when = try node["when"].map { try Condition($0) }
        otherwise = try node["otherwise"].map { try LocalText($0) }
        guard (when == nil) == (otherwise == nil) else {
            throw node.error("'when' and 'otherwise' go together: say why it is not open yet")
        }
        if heardBy != nil, when == nil {
            throw try node.required("heardBy").error(
                "what stands for a hearing is done first: say so under 'when'")
        }
        let own = [unpaidOutcome: LetterKind.unpaid, lapsedOutcome: .lapse]
        let isOwn = own.values.contains { $0.rawValue == letter }
        guard own[code].map({ $0.rawValue == letter && hearing }) ?? !isOwn else {
            throw try node.required("letter").error(
                "'closed-unpaid' alone has the letter 'unpaid', 'lapsed' alone 'lapse'; both are heard first"
            )
        }
    }
}

extension Ground {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: ["code", "title", "article", "sources", "verified"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        article = try node.string("article")
        verified = try node.bool("verified")
        sources = try book.read(node)
    }
}
