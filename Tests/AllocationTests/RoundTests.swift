import Kernel
import TestSupport
import Testing

@testable import Allocation

@Test(arguments: [1, 2, 3] as [UInt64])
func `a small round serves the best ranks for the fewest points, as trying everything does`(
    seed: UInt64
) throws {
    var random = SeededRandom(seed)
    var scarce = 0
    for turn in 0..<60 {
        // Every second round has single visits only, and the exact way for those.
        let round = try #require(
            someRound(
                &random, households: 4, personsMax: turn % 2 == 0 ? 1 : 3, days: 1,
                hours: turn % 2 == 0 ? 20 : 30))
        let (outcome, best) = (round.solve(), BruteForce(round))
        let names = Set(outcome.assigned.map(\.applicant))
        #expect(round.ranked.map { names.contains($0.name) } == best.served, "seed \(seed) \(turn)")
        #expect(outcome.cost == best.cost && outcome.isOptimal, "seed \(seed) \(turn)")
        if best.served.contains(false) { scarce += 1 }
    }
    #expect(scarce > 10)
}

@Test(arguments: [1, 2, 3, 4] as [UInt64])
func `nobody is split, sent beyond their reach, seated twice or passed over`(seed: UInt64) throws {
    var random = SeededRandom(seed)
    var without = 0
    for turn in 0..<40 {
        let round = try #require(
            someRound(
                &random, households: Int.random(in: 13...40, using: &random),
                personsMax: turn % 4 == 0 ? 1 : 4))
        // Every fifth as if it were too large for a list of choices.
        let outcome = turn % 5 == 4 ? round.solve(choicesMax: 0) : round.solve()
        let ranked = round.ranked
        let rank = Dictionary(uniqueKeysWithValues: zip(ranked.map(\.name), ranked.indices))
        for one in outcome.assigned {
            let household = try #require(ranked.first { $0.name == one.applicant })
            #expect(round.visits(of: household).contains(one), "seed \(seed) \(turn)")
        }
        for (number, one) in outcome.assigned.enumerated() {
            let others = outcome.assigned.dropFirst(number + 1)
            #expect(!others.contains { $0.slot.meets(one.slot) }, "seed \(seed) \(turn)")
        }
        for one in outcome.unassigned {
            let household = try #require(ranked.first { $0.name == one.applicant })
            let own = rank[one.applicant] ?? 0
            let better = outcome.assigned.filter { (rank[$0.applicant] ?? 0) < own }
            let isPassedOver = round.visits(of: household).contains { visit in
                !better.contains { $0.slot.meets(visit.slot) }
            }
            #expect(!isPassedOver, "seed \(seed) \(turn)")
            #expect((one.reason == .passed) == !round.visits(of: household).isEmpty)
        }
        #expect(
            outcome.bound <= outcome.cost
                && outcome.assigned.map(\.cost).reduce(0, +) == outcome.cost)
        #expect(outcome.assigned.count + outcome.unassigned.count == ranked.count)
        without += outcome.unassigned.count { $0.reason == .passed }
    }
    #expect(without > 50)
}

@Test func `the result is the same for every order of the input, and another lot gives another`()
    throws
{
    var random = SeededRandom(7)
    var isOther = false
    for households in [8, 20, 30] {
        let round = try #require(someRound(&random, households: households, personsMax: 3))
        let other = try #require(
            Round(
                applicants: round.applicants.shuffled(using: &random),
                supply: Supply(
                    desks: round.supply.desks.shuffled(using: &random),
                    lengths: round.supply.lengths), criteria: round.criteria, seed: roundSeed))
        #expect(round.solve() == other.solve())
        let drawn = try #require(
            Round(
                applicants: round.applicants, supply: round.supply, criteria: round.criteria,
                seed: [UInt8](2...33)))
        isOther = isOther || drawn.solve() != round.solve()
    }
    #expect(isOther)
}

@Test func `class comes before legal date, legal date before waiting, and waiting before the lot`()
    throws
{
    func one(_ name: Int64, _ priorityClass: Int, _ legal: Int?, _ waiting: Int) -> Applicant {
        Applicant(
            name: name, persons: 1, service: "permit", priorityClass: priorityClass,
            legalDate: legal.map { roundMonday.adding(days: $0) },
            waitingSince: roundMonday.adding(days: -waiting), reach: Reach(kilometres: [1: 1]))
    }
    let lottery = try #require(Lottery(seed: roundSeed))
    let ranking = Ranking(lottery)
    let order = ranking.order([
        one(1, 1, 0, 99), one(2, 0, nil, 99), one(3, 0, 9, 1), one(4, 0, 9, 2), one(5, 0, 9, 2),
    ]).map(\.name)
    let drawn: [Int64] = ranking.lot(of: 4) < ranking.lot(of: 5) ? [4, 5] : [5, 4]
    #expect(order == drawn + [3, 2, 1])
    #expect(ranking.lot(of: 4) == lottery.score("4"))
}

@Test func `whoever no desk can serve is told why`() throws {
    let desk = DeskSupply(
        place: 1, desk: DeskDay(desk: 1, day: roundMonday, open: [540..<560], stepMinutes: 10),
        services: ["permit"])
    func one(_ name: Int64, persons: Int, place: Int64) -> Applicant {
        Applicant(
            name: name, persons: persons, service: "permit", waitingSince: roundMonday,
            reach: Reach(kilometres: [place: 1]))
    }
    let round = try #require(
        Round(
            applicants: [
                one(1, persons: 2, place: 1), one(2, persons: 3, place: 1),
                one(3, persons: 1, place: 2), one(4, persons: 1, place: 1),
            ],
            supply: Supply(
                desks: [desk],
                lengths: ["permit": VisitLength(firstMinutes: 10, furtherMinutes: 10)]),
            criteria: Criteria(), seed: roundSeed))
    let outcome = round.solve()
    let reasons = Dictionary(
        uniqueKeysWithValues: outcome.unassigned.map { ($0.applicant, $0.reason) })
    #expect(reasons[2] == .noLength && reasons[3] == .noReach)
    // The family of two or the single: whichever the lot put first.
    #expect(outcome.assigned.count == 1 && reasons[1] ?? reasons[4] == .passed)
    #expect(Round(applicants: [], supply: round.supply, criteria: Criteria(), seed: [1]) == nil)
}

@Test func `a group below the smallest cell is not told of, nor the one it would follow from`()
    throws
{
    var random = SeededRandom(9)
    let round = try #require(someRound(&random, households: 30, personsMax: 2))
    let outcome = round.solve()
    func label(_ name: Int64) -> String { name < 2 ? "a" : name < 8 ? "b" : "c" }
    let told = Fairness(outcome, of: round.applicants, label: label, cellMin: 5)
    #expect(told.groups.map(\.label) == ["a", "b", "c"])
    #expect(told.groups.map(\.applicants) == [nil, nil, 22])
    let served = outcome.assigned.count { $0.applicant >= 8 }
    #expect(told.groups[2].assignedPercent == Int((Double(served) * 100 / 22).rounded()))
    let all = Fairness(outcome, of: round.applicants, label: label, cellMin: 1)
    #expect(all.groups.map(\.applicants) == [2, 6, 22])
}
