import Kernel
import Storage

/// The reporting officer writes an answer; the text before it is kept.
struct WriteAnswer: Sendable {
    let set: QuestionSet
    let question: String
    let language: String
    let text: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.reporter), set.question(question) != nil else { throw Refused.notFound }
        try db.run(
            """
            INSERT INTO report_answer (id, set_key, question, language, text, by_account, at)
            VALUES (\(ID<Answer>.new(at: now)), \(set.key), \(question), \(language), \(text),
                \(person.account), \(now))
            """)
        let fields = ["question": question, "language": language, "text": text]
        try db.record(
            JournalEvent("report.answered", subject: "report/\(set.key)", fields), by: person,
            at: now)
    }
}
