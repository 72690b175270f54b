import FoundationEssentials
import Kernel
import Statistics
import Storage

/// How groups of households fared in rounds; everything in it has passed the control of disclosure.
struct FairnessReport: Sendable, Equatable {
    /// One group: how many asked, what share was served, how long those waited; nil where it would tell of few.
    struct Line: Sendable, Equatable, Codable {
        let kind: GroupKind
        /// Empty where the files state nothing.
        let label: String
        let asked: Int?
        let percent: Percent?
        let days: Days?
    }

    /// Of a hundred who asked so many were served, and between what that plausibly lies.
    struct Percent: Sendable, Equatable, Codable {
        let share, low, high: Int
    }

    /// Half of those who were served waited at most so long, and between what that plausibly lies.
    struct Days: Sendable, Equatable, Codable {
        let median, low, high: Double
    }

    let lines: [Line]

    /// Of the households that took part in these rounds.
    init(of rounds: [RoundID], in db: Reader, _ asks: Asks) throws {
        let people = try Taken.all(of: rounds, in: db)
        let groups = try asks.rounds.groups(people.map(\.caseID), db)
        var regions: [LocationID: String] = [:]
        for place in Set(people.map(\.location)) {
            regions[place] = try asks.place(place, db)?.municipality
        }
        let compared = people.filter { groups[$0.caseID] != nil }
        let rule = DisclosureRule(threshold: asks.rounds.cellMin, roundingBase: roundingBase)
        lines = GroupKind.allCases.flatMap { kind -> [Line] in
            let members = Dictionary(grouping: compared) { one -> String in
                switch kind {
                case .language: groups[one.caseID]?.language ?? ""
                case .nationality: groups[one.caseID]?.nationality ?? ""
                case .sex: groups[one.caseID]?.sex ?? ""
                case .region: regions[one.location] ?? ""
                }
            }.sorted { $0.key < $1.key }
            let asked = rule.protect(members.map(\.value.count))
            return zip(members, asked.cells).map { group, cell in
                Line(kind, group.key, group.value, cell.value, rule)
            }
        }
    }

    /// As it is kept.
    init(text: String) throws {
        lines = try JSONDecoder().decode([Line].self, from: Data(text.utf8))
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(lines), as: UTF8.self)
        }
    }
}

extension FairnessReport.Line {
    fileprivate init(
        _ kind: GroupKind, _ label: String, _ members: [Taken], _ asked: Int?,
        _ rule: DisclosureRule
    ) {
        let waits = members.compactMap(\.waitedDays)
        let others = members.count - waits.count
        let isTold = asked != nil && !rule.isTooSmall(waits.count) && !rule.isTooSmall(others)
        let share = isTold ? ShareInterval(waits.count, of: members.count) : nil
        let median = isTold ? MedianInterval(waits) : nil
        self.init(
            kind: kind, label: label, asked: asked,
            percent: share.map {
                FairnessReport.Percent(
                    share: inHundred($0.share), low: inHundred($0.low), high: inHundred($0.high))
            },
            days: median.map {
                FairnessReport.Days(median: $0.median, low: $0.low, high: $0.high)
            })
    }
}

/// One household in one round.
private struct Taken: Sendable {
    let caseID: CaseID
    let location: LocationID
    let since: Moment
    /// Nil for whom the round did not serve.
    let start: Moment?

    var waitedDays: Int? { start.map { Int(max(0, $0.seconds(since: since)) / secondsPerDay) } }

    static func all(of rounds: [RoundID], in db: Reader) throws -> [Taken] {
        if rounds.isEmpty { return [] }
        return try db.all(
            """
            SELECT case_id, location, since, start FROM round_applicant
            WHERE round IN \(list: rounds) ORDER BY round, case_id
            """
        ).map { Taken(caseID: try $0[0], location: try $0[1], since: try $0[2], start: try $0[3]) }
    }
}

extension VisitRound {
    /// The rounds that were drawn in the last year.
    static func drawn(at now: Moment, in db: Reader) throws -> [RoundID] {
        let since = now.adding(seconds: -365 * secondsPerDay)
        return try db.all(
            "SELECT id FROM visit_round WHERE state = 'drawn' AND ended_at > \(since) ORDER BY id"
        ).map { try $0[0] }
    }
}

private func inHundred(_ share: Double) -> Int { Int((share * 100).rounded()) }

/// Counts of people leave the house rounded, as all figures do.
private let roundingBase = 5
private let secondsPerDay: Int64 = 86_400
