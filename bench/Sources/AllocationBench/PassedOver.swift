import Allocation
import Kernel

extension Allocations {
    /// Households without a visit, of a sample, that could take one desk's time if all of worse rank there stood back.
    static func passedOver(
        _ round: Round, _ outcome: Outcome, _ applicants: [Int64: Applicant],
        _ visits: [DeskKey: [Range<Int>]]
    ) -> Int {
        let order = Ranking(round.lottery).order(round.applicants).map(\.name)
        let rank = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        let holders = Dictionary(grouping: outcome.assigned) {
            DeskKey(desk: $0.slot.desk, day: $0.slot.day)
        }
        let places = Dictionary(grouping: round.supply.desks, by: \.place)
        let step = max(1, outcome.unassigned.count / 2_000)
        return stride(from: 0, to: outcome.unassigned.count, by: step).count { number in
            guard let one = applicants[outcome.unassigned[number].applicant],
                let own = rank[one.name],
                let minutes = round.supply.lengths[one.service]?.minutes(persons: one.persons)
            else { return true }
            return one.reach.kilometres.keys.contains { place in
                (places[place] ?? []).contains { desk in
                    guard one.reach.weekdays.contains(desk.desk.day.weekday),
                        desk.services.contains(one.service),
                        one.languages.isEmpty || !one.languages.isDisjoint(with: desk.languages)
                    else { return false }
                    let key = DeskKey(desk: desk.desk.desk, day: desk.desk.day)
                    let better = (holders[key] ?? []).filter { (rank[$0.applicant] ?? 0) < own }
                    let left = DeskDay(
                        desk: key.desk, day: key.day, open: desk.desk.open,
                        taken: desk.desk.taken
                            + better.map { $0.slot.startMinute..<$0.slot.endMinute },
                        stepMinutes: desk.desk.stepMinutes)
                    return left.starts(minutes: minutes).contains {
                        one.reach.minutes.lowerBound <= $0
                            && $0 + minutes <= one.reach.minutes.upperBound
                    }
                }
            }
        }
    }
}
