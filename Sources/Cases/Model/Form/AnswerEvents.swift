import Kernel

extension CaseEvent {
    static let answersCorrectedKind = "answers.corrected"

    /// Who filed in the place of a person, under which mandate.
    struct Filer: Codable, Sendable, Equatable {
        let name: String
        /// As the journal names it.
        let mandate: String
    }

    /// The person says that they answered otherwise; what they had said stays beside it.
    struct AnswersCorrected: Codable, Sendable, Equatable {
        let section: String
        let changes: [Change]

        struct Change: Codable, Sendable, Equatable {
            /// Under which name the answer is kept.
            let name: String
            let old: String?
            let new: String?
        }
    }
}

extension CaseHistory {
    /// What was answered in the form, with what was put right since.
    var answers: [String: String] {
        corrections.reduce(into: filed.answers ?? [:]) { answers, one in
            for change in one.changes { answers[change.name] = change.new }
        }
    }
}

extension CaseEvent.AnswersCorrected {
    /// What differs between two answers to a section; nil where nothing does.
    init?(_ section: FormSection, from old: [String: String], to new: [String: String]) {
        let changes = section.names.compactMap { name -> Change? in
            old[name] == new[name] ? nil : Change(name: name, old: old[name], new: new[name])
        }
        if changes.isEmpty { return nil }
        self.init(section: section.code, changes: changes)
    }
}
