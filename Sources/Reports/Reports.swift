public import Figures
import Formats
import FoundationEssentials
public import Kernel
public import Languages
public import Storage
public import Web

/// Answers to the questions of reviews: drafted from texts and cited figures, with their gaps listed.
public struct Reports: Sendable {
    public static var schema: [Migration] { reportsSchema }

    public typealias PublishedFigure = @Sendable (FigureKey, Reader) throws -> Snapshot?
    public typealias FindFigure = @Sendable (FigureKey) -> Figure?
    public typealias Measures = @Sendable (Reader) throws -> [ReportMeasure]
    /// Turns a whole HTML document into the bytes of a file.
    public typealias Print = @Sendable (String) async throws -> [UInt8]

    let database: Database
    let questionSets: [QuestionSet]
    let drafting: Drafting
    let pdf: Print
    let docx: Print
    let base: String

    /// `policy` is the folder of the State's policy; `base` is the public address of the house, for links on paper.
    public init(
        database: Database, policy: String, base: String = "",
        publishedFigure: @escaping PublishedFigure, figure: @escaping FindFigure,
        measures: @escaping Measures, pdf: @escaping Print,
        docx: @escaping Print
    ) throws {
        self.database = database
        self.base = base
        self.pdf = pdf
        self.docx = docx
        questionSets = try Reports.load(policy)
        drafting = Drafting(
            publishedFigure: publishedFigure, figure: figure, measures: measures)
    }

    public var routes: [Route] { ReportPages(reports: self).routes }

    /// The keys of the question sets, with their titles.
    public var sets: [(key: String, title: Figure.Words)] {
        questionSets.map { set in (set.key, { set.title($0) }) }
    }

    /// The whole document without the frame of the house, ready for printing.
    public func render(_ set: String, language t: Translator, at now: Moment) async throws -> String
    {
        let draft = try await draft(try find(set), language: answerLanguage(t), at: now)
        return ReportBody(draft: draft, t: t, base: base).document.text
    }

    /// The report as one JSON document with sorted keys.
    public func json(_ set: String, language t: Translator, at now: Moment) async throws -> String {
        try await draft(try find(set), language: answerLanguage(t), at: now).json(t).pretty
    }

    /// What the report does not have, in words.
    public func gaps(_ set: String, language t: Translator, at now: Moment) async throws -> [String]
    {
        try await draft(try find(set), language: answerLanguage(t), at: now).gaps.map {
            $0.words(t)
        }
    }

    func draft(_ set: QuestionSet, language: String, at now: Moment) async throws -> ReportDraft {
        let drafting = drafting
        return try await database.read { db in
            try drafting.draft(set, language: language, at: now, in: db)
        }
    }

    private func find(_ key: String) throws -> QuestionSet {
        guard let set = questionSets.first(where: { $0.key == key }) else { throw Refused.notFound }
        return set
    }

    private static func load(_ policy: String) throws -> [QuestionSet] {
        let folder = policy + "/questions"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw FormatError(file: name, message: "the file cannot be read")
            }
            return try QuestionSet(try YAML.parse([UInt8](data), file: name))
        }
    }
}
