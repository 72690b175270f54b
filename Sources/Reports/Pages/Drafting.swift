import Figures
import Kernel
import Storage

/// Puts a report together from what the register and the plans say at one moment.
struct Drafting: Sendable {
    let publishedFigure: Reports.PublishedFigure
    let figure: Reports.FindFigure
    let measures: Reports.Measures

    func draft(
        _ set: QuestionSet, language: String, at now: Moment, in db: Reader
    ) throws -> ReportDraft {
        let texts = try Answer.newest(set.key, language: language, in: db)
        let known = Dictionary(
            try measures(db).map { ($0.ref, $0) }, uniquingKeysWith: { first, _ in first })
        // Each figure is asked once, so that one report cannot say two things of it.
        var cited: [FigureKey: Citation] = [:]
        for key in set.questions.flatMap(\.figures) where cited[key] == nil {
            cited[key] = Citation(
                key: key, figure: figure(key), snapshot: try publishedFigure(key, db))
        }
        let answers = set.questions.map { question in
            DraftAnswer(
                question: question, text: texts[question.id],
                citations: question.figures.compactMap { cited[$0] },
                measures: question.measures.compactMap { known[$0] },
                unknownMeasures: question.measures.filter { known[$0] == nil })
        }
        return ReportDraft(set: set, at: now, answers: answers)
    }
}
