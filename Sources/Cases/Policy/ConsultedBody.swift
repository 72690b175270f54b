import Formats
import Kernel
import LegalTime

/// A body outside that is asked about a case, as a file of consultations/ has it: who it is, what it is asked, what of
/// the file it reads and what it can answer. How long it has, and what its silence means, is the procedure's clock's.
struct ConsultedBody: Sendable, Equatable {
    /// What of each of the people goes with the question.
    enum Field: String, CaseIterable, Sendable {
        case name, birth, relation, nationality, documentNumbers
    }

    struct Answer: Sendable, Equatable {
        let code: ConsultationAnswer
        let title: LocalText
        let needsReason: Bool
        /// The step of the procedure that it does; nil for a body that the office asks by itself.
        let step: String?
    }

    /// As the journal names it.
    let code: String
    let title: LocalText
    let organisation: OrganisationID
    let question: LocalText
    let procedures: [String]
    let clock: String
    /// By standing here a case puts the question; nil where the office puts it.
    let stage: String?
    /// Whether it may be asked once more after it answered.
    let isRepeatable: Bool
    let fields: [Field]
    let answers: [Answer]
    let article: String
    let source: String
    let verified: Bool

    func answer(_ code: ConsultationAnswer) -> Answer? { answers.first { $0.code == code } }

    static let folder = "consultations"

    init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: ConsultedBody.keys)
        code = try root.string("code")
        title = try LocalText(root.required("title"))
        organisation = OrganisationID(Int64(try root.int("organisation")))
        _ = try root.required("lastVerified").day()
        question = try LocalText(root.required("question"))
        procedures = try root.strings("procedures")
        clock = try root.string("clock")
        let stage = try root.optionalString("stage")
        self.stage = stage
        isRepeatable = try root.bool("again")
        fields = try root.list("fields").map { try $0.word(Field.self) }
        answers = try root.list("answers").map { try Answer($0, hasStage: stage != nil) }
        article = try root.string("article")
        source = try root.string("source")
        verified = try root.bool("verified")
        try root.required("answers").refuseRepeated(answers.map(\.code.rawValue))
        try root.required("fields").refuseRepeated(fields.map(\.rawValue))
        guard answers.count > 1 else {
            throw try root.required("answers").error("a question has at least two answers")
        }
    }

    private static let keys = [
        "code", "title", "organisation", "lastVerified", "question", "procedures", "clock", "stage",
        "again", "fields", "answers", "article", "source", "verified",
    ]

    /// All of a folder, in the order of their names, each held against the procedures.
    static func read(_ folder: PolicyFolder, _ procedures: [Procedure]) throws -> [ConsultedBody] {
        let bodies = try folder.paths(ConsultedBody.folder, ".yaml").map { path in
            let body = try ConsultedBody(yaml: folder.texts[path] ?? "", file: path)
            if let fault = body.fault(in: procedures) {
                throw FormatError(file: path, message: fault)
            }
            return body
        }
        if let fault = repeated(bodies) {
            throw FormatError(file: ConsultedBody.folder, message: fault)
        }
        return bodies
    }

    /// What does not hold together with the procedures, or nil.
    func fault(in all: [Procedure]) -> String? {
        for code in procedures {
            guard let procedure = all.first(where: { $0.code == code }) else {
                return "there is no procedure '\(code)'"
            }
            let rules = procedure.clocks.filter { $0.name == clock }
            if rules.isEmpty { return "\(code) has no clock '\(clock)'" }
            if let fault = stageFault(procedure) { return fault }
            let starts = rules.flatMap { $0.starts.map(\.event) }
            if stage == nil, !starts.contains(askedEvent) {
                return "the clock '\(clock)' of \(code) does not begin with \(askedEvent)"
            }
        }
        return nil
    }

    private func stageFault(_ procedure: Procedure) -> String? {
        guard let stage else { return nil }
        guard procedure.stage(stage) != nil else {
            return "\(procedure.code) has no stage '\(stage)'"
        }
        for answer in answers {
            guard let step = answer.step.flatMap({ procedure.step($0) }) else {
                return "\(procedure.code) has no step for the answer '\(answer.code.rawValue)'"
            }
            if !step.from.contains(stage) || step.isPerMember {
                return
                    "the step '\(step.code)' of \(procedure.code) is not done at '\(stage)' for all"
            }
        }
        return nil
    }

    /// Two bodies with one code, or two that one clock of one procedure would count for.
    private static func repeated(_ bodies: [ConsultedBody]) -> String? {
        var seen: Set<String> = []
        for body in bodies {
            if !seen.insert(body.code).inserted { return "two files say '\(body.code)'" }
            for procedure in body.procedures
            where !seen.insert("\(procedure)/\(body.clock)").inserted {
                return "two bodies have the clock '\(body.clock)' of \(procedure)"
            }
        }
        return nil
    }

    /// The event with which its clock begins.
    private var askedEvent: String {
        CaseEvent.consultationKind(CaseEvent.consultationAskedKind, body: code, clock: clock)
    }
}

extension ConsultedBody.Answer {
    fileprivate init(_ node: YAML, hasStage: Bool) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "reason", "step"])
        code = ConsultationAnswer(rawValue: try node.string("code"))
        title = try LocalText(node.required("title"))
        needsReason = try node.required("reason").word(Reason.self) == .required
        step = try node.optionalString("step")
        guard hasStage == (step != nil) else {
            throw node.error("an answer has a step where the body has a stage, and only there")
        }
    }

    private enum Reason: String, CaseIterable {
        case optional, required
    }
}

extension Policy {
    /// Whom the office may ask about a case of this procedure, by itself.
    func bodiesToAsk(about procedure: String) -> [ConsultedBody] {
        consultations.filter { $0.stage == nil && $0.procedures.contains(procedure) }
    }

    func body(_ code: String) -> ConsultedBody? { consultations.first { $0.code == code } }
}
