import Figures
import Formats
import Kernel
import Languages

extension ReportDraft {
    /// The report for programs: the same values, citations and gaps as on the page.
    func json(_ t: Translator) -> JSON {
        .object([
            "set": .string(set.key), "title": .string(set.title(t)), "at": .string(at.description),
            "language": .string(answerLanguage(t)), "questions": .array(answers.map { $0.json(t) }),
            "figures": .array(citations.map { $0.json(t) }),
            "gaps": .array(
                gaps.map { .object(["code": .string($0.code), "words": .string($0.words(t))]) }),
        ])
    }
}

extension DraftAnswer {
    fileprivate func json(_ t: Translator) -> JSON {
        .object([
            "id": .string(question.id), "question": .string(question.words(t)),
            "text": text.map { .string($0) } ?? .null,
            "figures": .array(citations.map { .string($0.key.text) }),
            "measures": .array(
                measures.map { measure in
                    .object([
                        "ref": .string(measure.ref), "title": .string(measure.title(t)),
                        "status": .string(measure.status(t)), "official": .bool(measure.isOfficial),
                    ])
                }),
        ])
    }
}

extension Citation {
    fileprivate func json(_ t: Translator) -> JSON {
        .object([
            "key": .string(key.text), "title": text(figure?.title, t),
            "unit": text(figure?.unit, t),
            "definition": text(figure?.definition, t), "source": text(figure?.source, t),
            "value": published?.value.map { .number($0) } ?? .null,
            "status": .string((published?.status ?? .none).rawValue),
            "demo": .bool(isDemo), "period": published?.period.map { .string($0) } ?? .null,
            "published": snapshot.map { .string($0.day.description) } ?? .null,
        ])
    }

    private func text(_ words: Figure.Words?, _ t: Translator) -> JSON {
        words.map { .string($0(t)) } ?? .null
    }
}
