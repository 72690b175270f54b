import Languages
import Web

/// What a table says of an open request: in the words of its wizard, and why; without a wizard the reasons alone.
struct AnswerLine {
    let answer: RecognitionAnswer
    let wizards: [Wizard]
    let t: Translator

    init(_ answer: RecognitionAnswer, _ wizards: [Wizard], _ t: Translator) {
        (self.answer, self.wizards, self.t) = (answer, wizards, t)
    }

    var html: HTML {
        let isVerified = answer.reasons.allSatisfy(\.isVerified)
        let mark: HTML? = isVerified ? nil : " \(unverifiedMark(t))"
        let name: HTML? = title.map { "<b>\($0)</b> " }
        let reasons = answer.reasons.html { "\(words($0)) " }
        return """
            <section data-decision="\(answer.model)/\(answer.decision)">
            <p><data value="\(answer.code)">\(name)\(reasons)</data>\(mark)</p></section>
            """
    }

    private var title: String? {
        let shown = wizards.flatMap(\.answers).first {
            $0.model == answer.model && $0.decision == answer.decision
        }
        return shown?.outcome(answer.code)?.text(t)
    }

    private func words(_ reason: Reason) -> HTML {
        let sentence = reason.words(t)
        let article: HTML? =
            reason.article.isEmpty
            ? nil : " <span class=\"quiet small\" lang=\"pt\">(\(reason.article))</span>"
        return "\(sentence)\(article)"
    }
}
