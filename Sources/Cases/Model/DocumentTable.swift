import Decisions
import Formats
import Kernel

/// What the decision table is asked for one person of a file.
struct DocumentQuestion: Hashable, Sendable {
    let relation: Relation
    let age: Int
    let holderIsRefugee: Bool
    let isInPortugal: Bool
}

/// The table that says which documents a person needs: jurists own it, and counter, page and letter read the same.
struct DocumentTable: Sendable {
    private let model: DecisionModel
    private let zones: ZoneSource
    static let decision = "documents"

    /// Tries the model once, at some moment, so that a fault shows at start and not at a counter.
    init(
        _ model: DecisionModel, zones: @escaping ZoneSource = { _ in nil }, triedAt moment: Moment
    ) throws {
        (self.model, self.zones) = (model, zones)
        // A file is asked for its papers on many days, and by no page that could say that the rules have ended.
        guard !model.validities.contains(where: \.isBounded) else {
            throw FormatError(
                file: model.file,
                message:
                    "a table of documents has no validFrom and validTo; put the days into its rules"
            )
        }
        let sample = DocumentQuestion(
            relation: .spouse, age: 30, holderIsRefugee: false, isInPortugal: true)
        _ = try documents(for: sample, at: moment)
    }

    /// Codes of documents, each once, in the order of the table; `now` is what `now()` and `today()` say, as it is for
    /// the letter that names them. It may ask for answers of the form too, by the names of their fields; what nobody
    /// answered is null.
    func documents(
        for question: DocumentQuestion, answers: [String: FEELValue] = [:], at now: Moment
    ) throws -> [String] {
        let world = DecisionWorld(zones: zones, now: now)
        let facts = question.facts.merging(model.answering(answers)) { own, _ in own }
        let result = try model.evaluate(
            DocumentTable.decision, facts, world: world, explain: false)
        guard let value = result?.value, case .list = value else {
            throw FormatError(
                file: model.file, field: DocumentTable.decision,
                message: "the decision gives no list of documents")
        }
        return value.codes
    }
}

extension DecisionModel {
    /// The answers of a form that this model asks for: no field stands for what a decision of the model says.
    func answering(_ answers: [String: FEELValue]) -> [String: FEELValue] {
        answers.filter { inputs.contains($0.key) }
    }
}
