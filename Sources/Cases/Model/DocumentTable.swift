import Decisions
import Formats

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
    static let decision = "documents"

    /// Tries the model once, so that a fault shows at start and not at a counter.
    init(_ model: DecisionModel) throws {
        self.model = model
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
        _ = try documents(for: sample)
    }

    /// Codes of documents, each once, in the order of the table. It may ask for answers of the form too, by the names
    /// of their fields; what nobody answered is null.
    func documents(
        for question: DocumentQuestion, answers: [String: FEELValue] = [:]
    ) throws -> [String] {
        let facts = question.facts.merging(model.answering(answers)) { own, _ in own }
        let result = try model.evaluate(DocumentTable.decision, facts, explain: false)
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
