import Kernel
import Storage

/// Invented opinions, cards and trainings, so that the board shows what it does with few, many and overlapping answers.
struct LoadDemoQuality: Sendable {
    let quarter: Quarter
    let staff: [AccountID]
    let kinds: [String]
    let today: Day

    func perform(at now: Moment, in db: Writer) throws -> Int {
        if try db.count("SELECT COUNT(*) FROM opinion_point WHERE demo = 1") > 0 { return 0 }
        var added = 0
        for (index, place) in invented.enumerated() {
            let id = LocationID(slug: place.slug)
            guard try Place.find(id, in: db)?.isOffered == true else { continue }
            let code = Reference(kind: OpinionPoint.kind, random: UInt64(index + 1))
            try DrawOpinionCode(location: id, code: code, isDemo: true)
                .perform(by: .house, at: now, in: db)
            added += try give(place.answers, code, to: id, in: db)
        }
        try train(at: now, in: db)
        return added
    }

    private func give(
        _ answers: [Int], _ code: Reference, to place: LocationID, in db: Writer
    ) throws -> Int {
        for (answer, n) in zip(OpinionAnswer.allCases, answers) where n > 0 {
            // Some say what it is about: one topic for each answer, so that topics differ too.
            let topic = OpinionTopic.allCases[answer.rawValue % OpinionTopic.allCases.count]
            let parts: [(topic: OpinionTopic?, n: Int)] = [(topic, n / 2), (nil, n - n / 2)]
            for (topic, part) in parts where part > 0 {
                try GiveOpinion(code: code, answer: answer, topic: topic)
                    .add(part, to: place, in: quarter, isDemo: true, in: db)
            }
        }
        return answers.reduce(0, +)
    }

    /// Each was trained in something; the first soon has to be again.
    private func train(at now: Moment, in db: Writer) throws {
        for (index, account) in staff.enumerated() where !kinds.isEmpty {
            let day = today.adding(days: -30 - 200 * index)
            let years = today.adding(days: 45 + 200 * index)
            _ = try NoteTraining(
                account: account, kind: kinds[index % kinds.count], body: "Escola de Demonstração",
                day: day, validUntil: years, isDemo: true
            ).store(by: .house, at: now, in: db)
        }
    }
}

/// How many answered very badly, badly, neither, well, very well: two large places that chance does not tell apart, one
/// that it does, a small one, and one with too few.
private let invented: [(slug: String, answers: [Int])] = [
    ("aima-lisboa-1", [22, 31, 40, 68, 39]), ("aima-porto", [12, 21, 30, 61, 36]),
    ("cnaim-norte", [1, 3, 6, 52, 58]), ("claim-fundao", [0, 1, 2, 9, 12]),
    ("claim-elvas", [0, 0, 1, 2, 3]), ("aima-beja", [3, 4, 5, 8, 4]),
]
