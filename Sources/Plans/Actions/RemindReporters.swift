import FoundationEssentials
public import Kernel
public import Languages
import Storage

/// Tells each body that can be reached what it owes in an open round: when it opens, and once a week from two weeks
/// before its last day on, until the report is there.
struct RemindReporters {
    /// How many letters leave.
    @discardableResult
    func perform(at now: Moment, in db: Writer) throws -> Int {
        var count = 0
        let mails = Dictionary(
            try PlanActor.all(in: db).filter { !$0.mail.isEmpty }.map { ($0.name, $0.mail) },
            uniquingKeysWith: { first, _ in first })
        for round in try PlanRound.open(on: now.utcDay, in: db) {
            count += try remind(round, mails, at: now, in: db)
        }
        return count
    }

    private func remind(
        _ round: PlanRound, _ mails: [String: String], at now: Moment, in db: Writer
    ) throws -> Int {
        var last: [String: Moment] = [:]
        for row in try db.all("SELECT mail, at FROM plan_reminder WHERE round = \(round.id)") {
            last[try row[0]] = try row[1]
        }
        let owed = try Owed.of(round.id, in: db).filter { !$0.isHeard && mails[$0.body] != nil }
        let isNear = now.utcDay >= round.due.adding(days: -nearDays)
        var sent = 0
        for (mail, mine) in Dictionary(grouping: owed, by: { mails[$0.body] ?? "" }).sorted(
            by: { $0.key < $1.key })
        {
            let before = last[mail]
            let isDue = before.map { isNear && now >= $0.adding(seconds: weekSeconds) } ?? true
            if isDue {
                try send(mine, of: round, to: mail, at: now, in: db)
                sent += 1
            }
        }
        return sent
    }

    private func send(
        _ owed: [Owed], of round: PlanRound, to mail: String, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO plan_reminder (round, mail, at) VALUES (\(round.id), \(mail), \(now))
            ON CONFLICT (round, mail) DO UPDATE SET at = excluded.at
            """)
        let codes = try owed.compactMap { try PlanNode.find($0.node, in: db)?.code }
        let letter = ReportLetter(
            to: mail, round: round.name, due: round.due, codes: codes.prefix(codesMax).map(\.self),
            count: owed.count)
        try db.post(
            ReportLetter.kind, key: "plans/reminder/\(round.id)/\(mail)/\(now.utcDay)",
            body: [UInt8](JSONEncoder().encode(letter)), due: now, at: now)
        try db.record(
            JournalEvent(
                "plan.round.reminded", subject: "plan/\(round.plan)",
                ["round": "\(round.id)", "owed": "\(owed.count)"]), by: .house, at: now)
    }
}

/// The mail about reports that are owed, as the outbox carries it.
public struct ReportLetter: Codable, Sendable {
    public static let kind = "plans.reminder"

    public let to: String
    let round: String
    let due: Day
    let codes: [String]
    let count: Int

    /// `address` is that of the house.
    public func words(_ t: Translator, address: String) -> (subject: String, text: String) {
        let text = [
            t(
                "In the round “{round}” these measures wait for a report of your body, until {day}:",
                ["round": round, "day": t.date(due)]),
            codes.joined(separator: ", ") + (count > codes.count ? ", …" : ""),
            t("Here you report, measure by measure; what you began is kept:"),
            address + "/plan/duties",
        ]
        let subject = t("Reports on the plan until {day}", ["day": t.date(due)])
        return (subject, text.joined(separator: "\n\n") + "\n")
    }
}

extension Plans {
    /// Once a day: tells those who owe reports. Returns how many letters leave.
    @discardableResult
    public func remindReporters(at now: Moment) async throws -> Int {
        try await database.write { db in try RemindReporters().perform(at: now, in: db) }
    }
}

private let nearDays = 14
private let weekSeconds: Int64 = 7 * 86_400
/// A letter names some; the page has all.
private let codesMax = 40
