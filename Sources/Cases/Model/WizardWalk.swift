import Decisions
import Kernel

/// The answers that matter so far, in the order in which they were asked, and the question that comes next.
///
/// An answer that matters no more, because another one was changed, is passed over and not forgotten.
struct WizardWalk: Sendable {
    struct Step: Sendable {
        let question: WizardQuestion
        /// As it stands in the address.
        let typed: String
        /// Null where the person does not know.
        let value: FEELValue
    }

    private(set) var steps: [Step] = []
    /// Nil where nothing more needs to be asked.
    private(set) var next: WizardQuestion?
    /// Why what was typed for that question cannot be taken.
    private(set) var mistake: WizardMistake?

    init(
        _ wizard: Wizard, _ typed: [String: String], on today: Day, at now: Moment,
        _ book: DecisionBook
    ) throws {
        while let question = try wizard.question(after: known, at: now, book) {
            guard let text = typed[question.input] else {
                next = question
                return
            }
            switch question.read(text, on: today) {
            case .success(let value):
                steps.append(Step(question: question, typed: text, value: value))
            case .failure(let mistake):
                (next, self.mistake) = (question, mistake)
                return
            }
        }
    }

    /// What the models are given.
    var known: [String: FEELValue] {
        Dictionary(steps.map { ($0.question.input, $0.value) }, uniquingKeysWith: { $1 })
    }

    func step(_ input: String) -> Step? { steps.first { $0.question.input == input } }
}

extension Wizard {
    /// The first question whose answer can still change something.
    fileprivate func question(
        after known: [String: FEELValue], at now: Moment, _ book: DecisionBook
    ) throws -> WizardQuestion? {
        var needed: Set<String> = []
        for answer in answers { needed.formUnion(try answer.needed(known, at: now, book)) }
        return questions.first { needed.contains($0.input) && known[$0.input] == nil }
    }
}

extension WizardAnswer {
    /// The inputs whose value can still change this answer.
    func needed(
        _ known: [String: FEELValue], at now: Moment, _ book: DecisionBook
    ) throws -> [String] {
        try book.needed(model, decision, known, at: now)
    }
}

/// Why an answer cannot be taken.
enum WizardMistake: Error, Equatable {
    case notChosen
    case noDay
    case yearOutside
    case noNumber(ClosedRange<Int>)
}

extension WizardQuestion {
    /// The value of what was typed; null for "I do not know" where that may be said.
    func read(_ text: String, on today: Day) -> Result<FEELValue, WizardMistake> {
        if text == WizardQuestion.notKnown, mayBeUnknown { return .success(.null) }
        switch kind {
        case .choice:
            let isOption = options.contains { $0.code == text }
            return isOption ? .success(.string(text)) : .failure(.notChosen)
        case .yesNo:
            if text == "yes" || text == "no" { return .success(.boolean(text == "yes")) }
            return .failure(.notChosen)
        case .date: return day(text, on: today)
        case .number: return number(text)
        }
    }

    private func day(_ text: String, on today: Day) -> Result<FEELValue, WizardMistake> {
        let isToday = text == "today" || text.isEmpty && startsToday
        guard let day = isToday ? today : Day(iso: text) else { return .failure(.noDay) }
        let (year, month, number) = day.civil
        guard WizardQuestion.years.contains(year),
            let date = CivilDate(year: year, month: month, day: number)
        else { return .failure(.yearOutside) }
        return .success(.date(date))
    }

    /// Digits, and up to two behind a point or a comma; a group of three behind one would be a thousand to
    /// some readers and a fraction to others, and is refused.
    private func number(_ text: String) -> Result<FEELValue, WizardMistake> {
        let typed = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        let isNegative = typed.hasPrefix("-") && bounds.lowerBound < 0
        let plain = isNegative ? String(typed.dropFirst()) : typed
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
        }
        let isShort = parts.count == 1 || parts.count == 2 && parts[1].count <= 2
        guard isPlain, isShort, parts[0].count <= 9,
            let value = Number(isNegative ? "-" + plain : plain),
            let size = Double(isNegative ? "-" + plain : plain),
            size >= Double(bounds.lowerBound), size <= Double(bounds.upperBound)
        else { return .failure(.noNumber(bounds)) }
        return .success(.number(value))
    }

    /// Of births and of what is still to come.
    static let years = 1900...2120
}
