/// What one person of a file needs, as the decision tables say it: papers, and whether to come.
///
/// No property is optional: the template engine looks for the name of an empty one in the page around it, and would print
/// the article of another rule.
struct LetterNeeds {
    let name: String
    let role: String
    let documents: LetterTable
    /// One table, or none where the procedure names none.
    let attendance: [LetterTable]
}

/// The answers of one decision about one person.
struct LetterTable {
    /// `MODEL/DECISION`, for machines; the page of the questions writes the same.
    let decision: String
    /// False where the table gives no answer: the letter says so and adds nothing of its own.
    let speaks: Bool
    let answers: [LetterAnswer]
}

extension LetterTable {
    /// Of a procedure for which no table is known.
    static let silent = LetterTable(decision: "", speaks: false, answers: [])
}

/// One answer: its code for machines, its words, and the rules that gave it.
struct LetterAnswer {
    let code: String
    let title: String
    let reasons: [LetterReason]
}

/// Why a rule applies to this person.
struct LetterReason {
    let because: String
    let isCited: Bool
    let article: String
    let unverified: Bool
}

extension LetterNeeds {
    /// One with everything filled in, against which templates are checked.
    static var sample: LetterNeeds {
        let reason = LetterReason(because: "b", isCited: true, article: "a", unverified: true)
        let table = LetterTable(
            decision: "d", speaks: true,
            answers: [LetterAnswer(code: "c", title: "t", reasons: [reason])])
        return LetterNeeds(name: "n", role: "r", documents: table, attendance: [table])
    }
}
