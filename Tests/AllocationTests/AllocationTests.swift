import Kernel
import TestSupport
import Testing

@testable import Allocation

private let monday = Day(year: 2026, month: 11, day: 23) ?? Day(number: 0)
private let length = VisitLength(firstMinutes: 30, furtherMinutes: 10)

@Test func `a household of three gets the first desk with fifty free minutes in one piece`() {
    let one = DeskDay(
        desk: 1, day: monday, open: [540..<720], taken: [570..<600, 640..<660], stepMinutes: 10)
    let two = DeskDay(desk: 2, day: monday, open: [600..<720], stepMinutes: 10)
    let found = HouseholdSlots.firstFit(
        persons: 3, length: length, at: [two, one], from: monday, limit: 2)
    #expect(found.map(\.desk) == [2, 2] && found.map(\.startMinute) == [600, 610])
    #expect(found.first?.endMinute == 650)
    #expect(
        HouseholdSlots.firstFit(persons: 1, length: length, at: [one], from: monday, limit: 1)
            .first?.startMinute == 540)
    #expect(
        HouseholdSlots.firstFit(
            persons: 20, length: length, at: [one, two], from: monday, limit: 1
        ).isEmpty)
    #expect(
        HouseholdSlots.firstFit(persons: 0, length: length, at: [one, two], from: monday, limit: 1)
            .isEmpty)
}

@Test func `what is past is not offered`() {
    let desk = DeskDay(desk: 1, day: monday, open: [540..<660], stepMinutes: 10)
    let yesterday = DeskDay(
        desk: 1, day: monday.adding(days: -1), open: [540..<660], stepMinutes: 10)
    let found = HouseholdSlots.firstFit(
        persons: 1, length: length, at: [yesterday, desk], from: monday, notBeforeMinute: 605,
        limit: 9)
    #expect(found.map(\.startMinute) == [610, 620, 630])
}

@Test func `every slot that is found is free and no earlier one was overlooked`() {
    var random = SeededRandom(1)
    for _ in 0..<500 {
        let desks = (Int64(1)...3).map { desk in
            let taken = (0..<4).map { _ in
                let start = Int.random(in: 520...700, using: &random)
                return start..<start + Int.random(in: 5...60, using: &random)
            }
            return DeskDay(
                desk: desk, day: monday, open: [540..<600, 620..<720], taken: taken, stepMinutes: 5)
        }
        let persons = Int.random(in: 1...5, using: &random)
        let minutes = length.minutes(persons: persons)
        let found = HouseholdSlots.firstFit(
            persons: persons, length: length, at: desks, from: monday, limit: 1_000)
        var expected: Set<HouseholdSlot> = []
        for desk in desks {
            for start in stride(from: 540, to: 720, by: 5) {
                let all = start..<start + minutes
                let isOpen = desk.open.contains {
                    $0.contains(all.lowerBound) && $0.contains(all.upperBound - 1)
                }
                let isFree = all.allSatisfy { minute in !desk.taken.contains { $0.contains(minute) }
                }
                if isOpen, isFree {
                    expected.insert(
                        HouseholdSlot(
                            desk: desk.desk, day: monday, startMinute: start,
                            endMinute: start + minutes))
                }
            }
        }
        #expect(Set(found) == expected && found.count == expected.count)
        #expect(found.allSatisfy { HouseholdSlots.isFree($0, at: desks) })
    }
}

@Test func `a lottery is the same for every order of the input and another for another seed`()
    throws
{
    let names = (0..<50).map { "household \($0)" }
    let lottery = try #require(Lottery(seed: Array(1...32)))
    var random = SeededRandom(2)
    let order = lottery.order(names)
    #expect(Set(order) == Set(names) && order.count == 50)
    #expect(lottery.order(names.shuffled(using: &random) + names) == order)
    #expect(Lottery(seed: Array(2...33))?.order(names) != order)
    #expect(Lottery(seed: [1, 2]) == nil)
}

@Test func `nobody is favoured over many draws`() throws {
    let names = ["a", "b", "c", "d"]
    var first: [String: Int] = [:]
    for draw in 0..<4_000 {
        let seed = (0..<16).map { UInt8(truncatingIfNeeded: Lottery.mix(UInt64(draw * 16 + $0))) }
        let lottery = try #require(Lottery(seed: seed))
        first[lottery.order(names)[0], default: 0] += 1
    }
    // 1000 each are expected; 5 standard deviations are 137.
    #expect(names.allSatisfy { abs((first[$0] ?? 0) - 1_000) < 137 })
}

@Test func `a changed secret order or list is found out`() throws {
    let secret = [UInt8](1...32)
    let digest: ([UInt8]) -> [UInt8] = { bytes in
        [UInt8(truncatingIfNeeded: bytes.reduce(0) { $0 &* 31 &+ Int($1) })]
    }
    let names = ["a", "b", "c"]
    let order = try #require(Lottery(seed: secret)).order(names)
    func isFair(_ secret: [UInt8], _ names: [String], _ order: [String]) -> Bool {
        Lottery.isFair(
            commitment: digest([UInt8](1...32)), secret: secret, participants: names, order: order,
            digest: digest)
    }
    #expect(isFair(secret, names, order))
    #expect(
        !isFair([UInt8](1...31) + [9], names, order) && !isFair(secret, names, order.reversed()))
    #expect(!isFair(secret, ["a", "b"], order))
}
