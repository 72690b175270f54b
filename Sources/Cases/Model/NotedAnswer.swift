import Kernel

extension CaseEvent {
    /// What the person says to a draft.
    struct HearingAnswer: Codable, Sendable, Equatable {
        let text: String
        let document: CaseDocumentID?
        /// How it came to the office, which wrote it down; nil where the person wrote it here.
        var way: AnswerWay?
    }
}

/// How the answer to a draft came to the office from somebody who did not write it here.
enum AnswerWay: String, Codable, Sendable, CaseIterable {
    case desk, letter
    case mail = "e-mail"
}

extension CaseHistory {
    /// Why the office does not write down what the person answers to the draft, or nil: who has not got it cannot answer it.
    func notedAnswerRefusal(_ text: String) -> CaseRefusal? {
        if decision != nil { return .alreadyDecided }
        guard let hearing, hearing.answer == nil else { return .nothingToAnswer }
        if hearing.notice == nil { return .notReached }
        return text.isEmpty ? .answerEmpty : nil
    }
}
