import Allocation
import Kernel

/// A round as bench/allocation.py writes it.
struct RoundFile: Decodable {
    struct Desk: Decodable {
        let place: Int64
        let desk: Int64
        let day: Int32
        let open: [Int]
        let step: Int
    }

    struct Household: Decodable {
        let name: Int64
        let persons: Int
        let waiting: Int32
        let places: [String: Int]
        let window: [Int]
        let weekdays: [Int]
        let urgency: Int
    }

    let seed: [UInt8]
    let pointsPerKilometre: Int
    let pointsPerDay: Int
    /// Minutes of the first person, and of each further one.
    let minutes: [Int]
    let desks: [Desk]
    let households: [Household]

    private static let service = "permit"

    func round() throws -> Round {
        let supply = Supply(
            desks: desks.map { one in
                DeskSupply(
                    place: one.place,
                    desk: DeskDay(
                        desk: one.desk, day: Day(number: one.day),
                        open: [one.open[0]..<one.open[1]], stepMinutes: one.step),
                    services: [RoundFile.service])
            },
            lengths: [
                RoundFile.service: VisitLength(
                    firstMinutes: minutes[0], furtherMinutes: minutes[1])
            ])
        let applicants = households.map { one in
            Applicant(
                name: one.name, persons: one.persons, service: RoundFile.service,
                priorityClass: one.urgency, waitingSince: Day(number: one.waiting),
                reach: Reach(
                    kilometres: Dictionary(
                        uniqueKeysWithValues: one.places.map { (Int64($0) ?? 0, $1) }),
                    minutes: one.window[0]..<one.window[1], weekdays: Set(one.weekdays)))
        }
        guard
            let round = Round(
                applicants: applicants, supply: supply,
                criteria: Criteria(
                    pointsPerKilometre: pointsPerKilometre, pointsPerDay: pointsPerDay),
                seed: seed)
        else { throw Trouble(description: "no round: a short seed, or a name twice") }
        return round
    }
}
