public import Figures
import Kernel
import Languages

/// A measure as a report cites it; Plans knows the rest.
public struct ReportMeasure: Sendable {
    public let ref: String
    public let title: Figure.Words
    public let status: Figure.Words
    public let isReported: Bool
    /// Whether the wording is the law's.
    public let isOfficial: Bool
    public let link: String

    public init(
        ref: String, title: @escaping Figure.Words, status: @escaping Figure.Words,
        isReported: Bool,
        isOfficial: Bool, link: String
    ) {
        self.ref = ref
        self.title = title
        self.status = status
        self.isReported = isReported
        self.isOfficial = isOfficial
        self.link = link
    }
}

/// A figure as it was published last before the report.
struct Citation: Sendable {
    let key: FigureKey
    /// Nil where the register does not know the key.
    let figure: Figure?
    /// Nil before the first snapshot.
    let snapshot: Snapshot?

    var published: Published? { snapshot?.published }

    /// Whether it rests on invented data.
    var isDemo: Bool { published?.isDemo == true }
    /// Whether there is a number to state.
    var isStated: Bool { figure != nil && published?.value != nil }
}

/// One question with its answer and what may be cited for it.
struct DraftAnswer: Sendable {
    let question: QuestionSet.Question
    /// What the reporting officer wrote; nil where nothing is written in this language.
    let text: String?
    let citations: [Citation]
    let measures: [ReportMeasure]
    /// References of measures that no plan here has.
    let unknownMeasures: [String]
}

/// A whole report at one moment, before it is put into words.
struct ReportDraft: Sendable {
    let set: QuestionSet
    let at: Moment
    let answers: [DraftAnswer]

    /// Every figure cited, once.
    var citations: [Citation] {
        var seen = Set<FigureKey>()
        return answers.flatMap(\.citations).filter { seen.insert($0.key).inserted }
    }

    /// Every measure cited, once.
    var measures: [ReportMeasure] {
        var seen = Set<String>()
        return answers.flatMap(\.measures).filter { seen.insert($0.ref).inserted }
    }
}

/// Something that a report does not have, and says so.
enum Gap: Sendable, Equatable {
    case noText(question: String)
    case unknownFigure(FigureKey)
    case hiddenFigure(FigureKey)
    case emptyFigure(FigureKey)
    case unknownMeasure(String)
    case notReported(String)
    case notOfficial(String)

    func words(_ t: Translator) -> String {
        switch self {
        case .noText(let id): t("Question {id}: no text written yet.", ["id": id])
        case .unknownFigure(let key):
            t("Figure {key}: not registered in this installation.", ["key": key.text])
        case .hiddenFigure(let key):
            t("Figure {key}: hidden to protect the people counted.", ["key": key.text])
        case .emptyFigure(let key): t("Figure {key}: there is no value yet.", ["key": key.text])
        case .unknownMeasure(let ref):
            t("Measure {ref}: in no plan of this installation.", ["ref": ref])
        case .notReported(let ref): t("Measure {ref}: nobody has reported on it.", ["ref": ref])
        case .notOfficial(let ref):
            t("Measure {ref}: the official wording is missing.", ["ref": ref])
        }
    }

    /// A word for programs.
    var code: String {
        switch self {
        case .noText: "no-text"
        case .unknownFigure: "unknown-figure"
        case .hiddenFigure: "hidden-figure"
        case .emptyFigure: "empty-figure"
        case .unknownMeasure: "unknown-measure"
        case .notReported: "not-reported"
        case .notOfficial: "no-official-wording"
        }
    }
}

extension ReportDraft {
    /// Everything that is missing: texts, then figures, then measures.
    var gaps: [Gap] {
        var gaps = answers.filter { $0.text == nil }.map { Gap.noText(question: $0.question.id) }
        gaps += citations.compactMap(\.gap)
        var seen = Set<String>()
        let unknown = answers.flatMap(\.unknownMeasures).filter { seen.insert($0).inserted }
        gaps += unknown.map { .unknownMeasure($0) }
        gaps += measures.filter { !$0.isReported }.map { .notReported($0.ref) }
        gaps += measures.filter { !$0.isOfficial }.map { .notOfficial($0.ref) }
        return gaps
    }
}

extension Citation {
    var gap: Gap? {
        guard figure != nil else { return .unknownFigure(key) }
        guard let published else { return .emptyFigure(key) }
        switch published.status {
        case .hidden: return .hiddenFigure(key)
        case .none: return .emptyFigure(key)
        case .exact, .rounded: return published.value == nil ? .emptyFigure(key) : nil
        }
    }
}
