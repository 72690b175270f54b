import Kernel

/// What a file states of its applicant that groups are compared by; nil where it states nothing.
struct CaseTraits: Sendable, Equatable {
    /// A group of nationalities, as the installation chose them when it was stated.
    var nationality: String?
    /// As it was answered: a code of the form's field.
    var sex: String?

    var isEmpty: Bool { nationality == nil && sex == nil }

    init(country: String?, sex: String? = nil, _ choices: BoardChoices) {
        nationality = country.map { choices.nationalityGroup(of: $0) }
        self.sex = sex
    }

    /// Of the answers of a form.
    init(_ answers: [String: String], _ choices: BoardChoices) {
        func answer(_ field: String) -> String? {
            answers[field].flatMap { $0.isEmpty ? nil : $0 }
        }
        self.init(country: answer(nationalityField), sex: answer(sexField), choices)
    }
}

/// The fields of a procedure's form that ask them.
let nationalityField = "nationality"
let sexField = "sex"
