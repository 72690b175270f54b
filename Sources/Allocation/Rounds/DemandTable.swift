import Kernel

/// The households of a round in numbers, in the order of rank.
struct DemandTable {
    private(set) var households: [Board.Household] = []
    private(set) var ways: [Board.Way] = []
    let minutes: [Int]
    let kinds: [DeskKind]

    init(
        _ ranked: [Applicant], lengths: [String: VisitLength], _ criteria: Criteria,
        _ supply: SupplyTable
    ) {
        let placeNumbers = Dictionary(
            uniqueKeysWithValues: zip(supply.places, supply.places.indices))
        var (minutes, kinds) = (Numbering<Int>(), Numbering<DeskKind>())
        for one in ranked {
            let taken = lengths[one.service]?.minutes(persons: one.persons) ?? 0
            let first = ways.count
            for (place, kilometres) in one.reach.kilometres {
                guard let number = placeNumbers[place] else { continue }
                ways.append(
                    Board.Way(
                        place: number, points: max(0, kilometres) * criteria.pointsPerKilometre))
            }
            ways[first...].sort { ($0.points, $0.place) < ($1.points, $1.place) }
            households.append(
                Board.Household(
                    name: one.name,
                    kind: kinds.number(
                        DeskKind(services: [one.service], languages: one.languages)),
                    length: minutes.number(taken), minutes: taken, window: one.reach.minutes,
                    weekdays: one.reach.weekdays.reduce(0) {
                        (1...7).contains($1) ? $0 | 1 << UInt8($1) : $0
                    }, ways: first..<ways.count))
        }
        (self.minutes, self.kinds) = (minutes.things, kinds.things)
    }
}
