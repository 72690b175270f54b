import Allocation
import Foundation
import Kernel

/// What is measured of a round, and what must hold of its outcome, looked at without the engine's own tables.
enum Allocations {
    static func seconds(_ body: () -> Void) -> Double {
        let took = ContinuousClock().measure(body).components
        return Double(took.seconds) + Double(took.attoseconds) / 1e18
    }

    /// The most memory that this process ever had.
    static func peakMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first
            .map { $0 / 1_024 } ?? 0
    }

    /// How many times each rule was broken.
    static func broken(_ round: Round, _ outcome: Outcome) -> [String: Int] {
        let applicants = Dictionary(
            uniqueKeysWithValues: round.applicants.map { ($0.name, $0) })
        let desks = Dictionary(
            uniqueKeysWithValues: round.supply.desks.map {
                (DeskKey(desk: $0.desk.desk, day: $0.desk.day), $0)
            })
        var broken = ["reach": 0, "desk": 0, "length": 0, "overlap": 0, "lost": 0]
        var visits: [DeskKey: [Range<Int>]] = [:]
        for one in outcome.assigned {
            let key = DeskKey(desk: one.slot.desk, day: one.slot.day)
            guard let applicant = applicants[one.applicant], let desk = desks[key],
                desk.place == one.place
            else {
                broken["lost", default: 0] += 1
                continue
            }
            let visit = one.slot.startMinute..<one.slot.endMinute
            if !isWithin(applicant, one, visit) { broken["reach", default: 0] += 1 }
            if !serves(desk, applicant) { broken["desk", default: 0] += 1 }
            let minutes = round.supply.lengths[applicant.service]?.minutes(
                persons: applicant.persons)
            if visit.count != minutes
                || !desk.desk.starts(minutes: visit.count).contains(visit.lowerBound)
            {
                broken["length", default: 0] += 1
            }
            visits[key, default: []].append(visit)
        }
        for (_, all) in visits {
            let sorted = all.sorted { $0.lowerBound < $1.lowerBound }
            broken["overlap", default: 0] += zip(sorted, sorted.dropFirst()).count {
                $0.overlaps($1)
            }
        }
        let named = Set(outcome.assigned.map(\.applicant) + outcome.unassigned.map(\.applicant))
        if named.count != round.applicants.count
            || outcome.assigned.count + outcome.unassigned.count != named.count
        {
            broken["lost", default: 0] += 1
        }
        broken["passed over"] = passedOver(round, outcome, applicants, visits)
        return broken
    }

    private static func isWithin(_ one: Applicant, _ at: Assignment, _ visit: Range<Int>) -> Bool {
        one.reach.kilometres[at.place] != nil && one.reach.weekdays.contains(at.slot.day.weekday)
            && one.reach.minutes.lowerBound <= visit.lowerBound
            && visit.upperBound <= one.reach.minutes.upperBound
    }

    private static func serves(_ desk: DeskSupply, _ one: Applicant) -> Bool {
        desk.services.contains(one.service)
            && (one.languages.isEmpty || !one.languages.isDisjoint(with: desk.languages))
    }
}

struct DeskKey: Hashable {
    let desk: Int64
    let day: Day
}
