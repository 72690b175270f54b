import Kernel
import TestSupport

@testable import Allocation

let roundMonday = Day(year: 2027, month: 1, day: 4) ?? Day(number: 0)
let roundSeed = [UInt8](1...32)

/// A seeded round of some centres, some days and households of some persons.
func someRound(
    _ random: inout SeededRandom, households: Int, personsMax: Int, days: Int = 2,
    hours: Int = 40, seed: [UInt8] = roundSeed
) -> Round? {
    let languages = ["pt", "ar"]
    var desks: [DeskSupply] = []
    for place in Int64(1)...2 {
        for desk in 0..<Int64.random(in: 1...2, using: &random) {
            for day in 0..<days {
                let isBroken = Int.random(in: 0..<4, using: &random) == 0
                desks.append(
                    DeskSupply(
                        place: place,
                        desk: DeskDay(
                            desk: place * 10 + desk, day: roundMonday.adding(days: day),
                            open: [540..<540 + hours], taken: isBroken ? [545..<555] : [],
                            stepMinutes: 10), services: ["permit"],
                        languages: Set(languages.prefix(Int.random(in: 1...2, using: &random)))))
            }
        }
    }
    let applicants = (0..<Int64(households)).map { name in
        Applicant(
            name: name, persons: Int.random(in: 1...personsMax, using: &random), service: "permit",
            priorityClass: Int.random(in: 0...1, using: &random),
            legalDate: Bool.random(using: &random)
                ? roundMonday.adding(days: Int.random(in: 0...1, using: &random)) : nil,
            waitingSince: roundMonday.adding(days: -Int.random(in: 1...3, using: &random)),
            reach: Reach(
                kilometres: Int.random(in: 0...2, using: &random) == 0
                    ? [1: 3] : [1: Int.random(in: 0...20, using: &random), 2: 7, 9: 1],
                minutes: Bool.random(using: &random)
                    ? Reach.wholeDay : 540..<Int.random(in: 550...600, using: &random),
                weekdays: Bool.random(using: &random)
                    ? Reach.everyDay : [Int.random(in: 1...2, using: &random)]),
            languages: Int.random(in: 0...3, using: &random) == 0 ? ["ar"] : [])
    }
    return Round(
        applicants: applicants,
        supply: Supply(
            desks: desks, lengths: ["permit": VisitLength(firstMinutes: 10, furtherMinutes: 10)]),
        criteria: Criteria(pointsPerKilometre: 1, pointsPerDay: 5), seed: seed)
}

extension Round {
    /// Every visit a household could have if nobody else came, by the rules alone.
    func visits(of one: Applicant) -> [Assignment] {
        let minutes = supply.lengths[one.service]?.minutes(persons: one.persons) ?? 0
        let first = supply.desks.map(\.desk.day).min() ?? roundMonday
        return supply.desks.flatMap { desk -> [Assignment] in
            guard let far = one.reach.kilometres[desk.place],
                desk.services.contains(one.service),
                one.reach.weekdays.contains(desk.desk.day.weekday),
                one.languages.isEmpty || !one.languages.isDisjoint(with: desk.languages)
            else { return [] }
            return desk.desk.starts(minutes: minutes).filter {
                one.reach.minutes.lowerBound <= $0
                    && $0 + minutes <= one.reach.minutes.upperBound
            }.map { start in
                Assignment(
                    applicant: one.name, place: desk.place,
                    slot: HouseholdSlot(
                        desk: desk.desk.desk, day: desk.desk.day, startMinute: start,
                        endMinute: start + minutes),
                    cost: far * criteria.pointsPerKilometre + desk.desk.day.days(since: first)
                        * criteria.pointsPerDay)
            }
        }
    }

    var ranked: [Applicant] { Ranking(lottery).order(applicants) }
}

extension HouseholdSlot {
    func meets(_ other: HouseholdSlot) -> Bool {
        desk == other.desk && day == other.day
            && (startMinute..<endMinute).overlaps(other.startMinute..<other.endMinute)
    }
}

/// The best of all assignments, found by trying every one: who is served, by rank, and for how many points.
struct BruteForce {
    private let visits: [[Assignment]]
    private(set) var served: [Bool] = []
    private(set) var cost = 0

    init(_ round: Round) {
        visits = round.ranked.map(round.visits)
        look([], [], 0)
    }

    private mutating func look(_ taken: [Assignment], _ who: [Bool], _ points: Int) {
        if who.count == visits.count {
            let isBetter = zip(who, served).first { $0 != $1 }?.0
            if served.isEmpty || isBetter == true || isBetter == nil && points < cost {
                (served, cost) = (who, points)
            }
            return
        }
        for visit in visits[who.count]
        where !taken.contains(where: { $0.slot.meets(visit.slot) }) {
            look(taken + [visit], who + [true], points + visit.cost)
        }
        look(taken, who + [false], points)
    }
}
