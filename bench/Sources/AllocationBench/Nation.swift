import Allocation
import Kernel

/// A whole country's round, invented: 134 centres of different size on a map, 60 working days, families near them.
struct Nation {
    let households: Int
    let seed: UInt64

    static let centres = 134
    static let days = 60
    static let services = ["permit", "renewal", "reunification"]
    static let languages = ["pt", "en", "fr", "hi", "bn", "ne", "uk", "ar"]
    private static let first = Day(year: 2027, month: 1, day: 4) ?? Day(number: 0)

    func round() -> Round? {
        var random = Mixer(state: seed)
        let map = (0..<Nation.centres).map { _ in
            (x: Int.random(in: 0..<220, using: &random), y: Int.random(in: 0..<560, using: &random))
        }
        let sizes = map.map { _ in
            Int.random(in: 1...4, using: &random) * Int.random(in: 1...4, using: &random)
        }
        let total = sizes.reduce(0, +)
        // Nine in ten families could be served, were they where the desks are.
        let desksWanted = households * 22 * 9 / (10 * Nation.days * 360)
        var desks: [DeskSupply] = []
        for (centre, size) in sizes.enumerated() {
            for desk in 0..<max(1, (desksWanted * size + total / 2) / total) {
                desks += days(of: centre, desk: desk, &random)
            }
        }
        let ends = sizes.indices.map { sizes[0...$0].reduce(0, +) }
        let applicants = (0..<households).map { name in
            let at = Int.random(in: 0..<total, using: &random)
            let home = ends.firstIndex { at < $0 } ?? 0
            return family(Int64(name), near: home, map, &random)
        }
        return Round(
            applicants: applicants,
            supply: Supply(
                desks: desks,
                lengths: [
                    "permit": VisitLength(firstMinutes: 20, furtherMinutes: 10),
                    "renewal": VisitLength(firstMinutes: 10, furtherMinutes: 10),
                    "reunification": VisitLength(firstMinutes: 20, furtherMinutes: 10),
                ]), criteria: Criteria(), seed: Array(1...32))
    }

    private func days(of centre: Int, desk: Int, _ random: inout Mixer) -> [DeskSupply] {
        let services = Set(desk % 4 == 3 ? ["renewal"] : Nation.services)
        let spoken = Set(
            ["pt", "en", Nation.languages[Int.random(in: 2..<8, using: &random)]])
        return (0..<Nation.days).map { number in
            let day = Nation.first.adding(days: number / 5 * 7 + number % 5)
            return DeskSupply(
                place: Int64(centre),
                desk: DeskDay(
                    desk: Int64(centre * 1_000 + desk), day: day,
                    open: [540..<750, 810..<960],
                    taken: Int.random(in: 0..<20, using: &random) == 0 ? [600..<660] : [],
                    stepMinutes: 10), services: services, languages: spoken)
        }
    }

    private func family(
        _ name: Int64, near home: Int, _ map: [(x: Int, y: Int)], _ random: inout Mixer
    ) -> Applicant {
        let persons = [1, 1, 1, 1, 1, 2, 2, 3, 4, 5][Int.random(in: 0..<10, using: &random)]
        let (x, y) = (
            map[home].x + Int.random(in: -15...15, using: &random),
            map[home].y + Int.random(in: -15...15, using: &random)
        )
        let reach = Int.random(in: 20...60, using: &random)
        var kilometres: [Int64: Int] = [:]
        for (centre, place) in map.enumerated() {
            let far = max(abs(place.x - x), abs(place.y - y))
            if far <= reach { kilometres[Int64(centre)] = far }
        }
        let window = [Reach.wholeDay, Reach.wholeDay, 540..<780, 780..<1_020][
            Int.random(in: 0..<4, using: &random)]
        let weekdays =
            Int.random(in: 0..<4, using: &random) == 0
            ? Set((0..<3).map { _ in Int.random(in: 1...5, using: &random) }) : Reach.everyDay
        return Applicant(
            name: name, persons: persons,
            service: Nation.services[Int.random(in: 0..<3, using: &random)],
            priorityClass: Int.random(in: 0..<10, using: &random) == 0 ? 0 : 1,
            legalDate: Int.random(in: 0..<3, using: &random) == 0
                ? Nation.first.adding(days: Int.random(in: -200..<200, using: &random)) : nil,
            waitingSince: Nation.first.adding(days: -Int.random(in: 1..<700, using: &random)),
            reach: Reach(kilometres: kilometres, minutes: window, weekdays: weekdays),
            languages: Int.random(in: 0..<5, using: &random) == 0
                ? [Nation.languages[Int.random(in: 0..<8, using: &random)]] : [])
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Mixer: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
