import Formats
import Kernel
import Languages

/// What a review asks, with the figures, series and measures that may help to answer.
struct QuestionSet: Sendable {
    struct Words: Sendable {
        let pt: String
        let en: String

        init(_ yaml: YAML) throws {
            pt = try yaml.string("pt")
            en = try yaml.string("en")
        }

        func callAsFunction(_ t: Translator) -> String { t.either(pt: pt, en: en) }
    }

    struct Question: Sendable {
        let id: String
        let words: Words
        let parts: [Words]
        /// Live figures first, then the newest value of each series.
        let figures: [FigureKey]
        let measures: [String]
    }

    let key: String
    let title: Words
    let date: String
    let source: String
    let questions: [Question]

    init(_ yaml: YAML) throws {
        key = try yaml.string("key")
        title = try Words(try yaml.map("title"))
        date = try yaml.optionalString("date") ?? ""
        source = try yaml.string("source")
        questions = try yaml.list("questions").map(Question.init)
    }

    func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}

extension QuestionSet.Question {
    init(_ yaml: YAML) throws {
        id = try yaml.string("id")
        words = try QuestionSet.Words(yaml)
        parts = try yaml.optionalList("parts").map(QuestionSet.Words.init)
        // A series is cited through the figure that the Observatory registers for it.
        let series = try yaml.optionalStrings("series").map { "observatory." + $0 }
        figures = (try yaml.optionalStrings("figures") + series).map { FigureKey($0) }
        measures = try yaml.optionalStrings("measures")
    }
}

/// Answers are written in Portuguese and in English; whoever reads in another language reads the English.
func answerLanguage(_ t: Translator) -> String { t.language.code == "pt" ? "pt" : "en" }
