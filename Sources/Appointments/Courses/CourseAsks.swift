public import Kernel
public import Languages
public import Storage

/// What a table says, as pages tell it.
public struct CourseAnswer: Sendable, Equatable {
    /// One thing that it says: its code, its words in the reader's language, and whether an official text was read.
    public struct Line: Sendable, Equatable {
        public let code: String
        public let words: String
        public let isVerified: Bool

        public init(code: String, words: String, isVerified: Bool) {
            (self.code, self.words, self.isVerified) = (code, words, isVerified)
        }
    }

    public let lines: [Line]

    public init(_ lines: [Line]) { self.lines = lines }

    public func says(_ code: String) -> Bool { lines.contains { $0.code == code } }
}

/// What somebody answers who asks for a place.
public struct CourseAnswers: Sendable, Equatable {
    public let age: Int
    public let isPortugueseMotherTongue: Bool
    /// A code of the table's list of papers.
    public let evidence: String

    public init(age: Int, isPortugueseMotherTongue: Bool, evidence: String) {
        self.age = age
        self.isPortugueseMotherTongue = isPortugueseMotherTongue
        self.evidence = evidence
    }
}

/// What a person is told of their course; `words` are in the language that they read.
public struct CourseNews: Sendable {
    public let person: PersonID
    public let subject: String
    /// Two of one key are one.
    public let key: String
    public let words: @Sendable (Translator) -> (title: String, body: String)
}

/// What courses ask from outside; the App fills it in. Without it nobody may join and nobody is told.
public struct CourseAsks: Sendable {
    /// Whether somebody may join a course, by the table language-course.
    public var mayJoin: @Sendable (CourseAnswers, Translator, Moment) throws -> CourseAnswer = {
        _, _, _ in CourseAnswer([])
    }
    /// What a certificate of a level proves, by the same table.
    public var proves: @Sendable (CourseLevel, Translator, Moment) throws -> CourseAnswer = {
        _, _, _ in CourseAnswer([])
    }
    /// The papers of the table's list, by code, in the reader's words.
    public var papers: @Sendable (Translator) -> [(code: String, words: String)] = { _ in [] }
    public var tell: @Sendable (CourseNews, Moment, Writer) throws -> Void = { _, _, _ in }
    /// A code that nobody guesses, and where anybody checks it.
    public var newCode: @Sendable () -> String = { "" }
    public var verifyAddress: @Sendable (_ code: String) -> String = { $0 }
    public var municipality: @Sendable (PlaceCode, Reader) throws -> String? = { _, _ in nil }
    public var zone: Zone = .utc

    public init() {}
}

/// A certificate of a course, as anybody who has its code learns of it.
public struct CheckedCourse: Sendable, Equatable {
    public let level: CourseLevel
    public let madeAt: Moment
    public let isDemo: Bool
}
