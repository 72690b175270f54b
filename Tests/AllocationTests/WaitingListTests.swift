import TestSupport
import Testing

@testable import Allocation

private func list(_ places: Int, _ held: Int, _ waiting: [(Int64, Int64)]) -> WaitingList {
    WaitingList(
        places: places, held: held, waiting: waiting.map { .init(since: $0.0, name: $0.1) })
}

@Test func `a free place is offered to whoever waits longest, and the smaller name breaks a tie`() {
    let three = list(10, 8, [(300, 1), (100, 9), (100, 4)])
    #expect(three.free == 2 && three.offers.map(\.name) == [4, 9])
    #expect(three.turn(of: 4) == 1 && three.turn(of: 1) == 3 && three.turn(of: 7) == nil)
}

@Test func `whoever comes takes a place at once only where nobody waits`() {
    #expect(list(2, 1, []).isOpen)
    #expect(!list(2, 2, []).isOpen)
    #expect(!list(2, 1, [(1, 1)]).isOpen)
}

@Test func `places that were taken away are never below none`() {
    #expect(list(3, 5, [(1, 1)]).free == 0 && list(3, 5, [(1, 1)]).offers.isEmpty)
}

@Test(arguments: [1, 2, 3, 4] as [UInt64])
func `an offer passes nobody, and the order of the input changes nothing`(seed: UInt64) {
    var random = SeededRandom(seed)
    for _ in 0..<300 {
        let waiting = (0..<Int.random(in: 0...8, using: &random)).map { number in
            WaitingList.Entry(since: Int64.random(in: 0...3, using: &random), name: Int64(number))
        }
        let places = Int.random(in: 0...6, using: &random)
        let held = Int.random(in: 0...8, using: &random)
        let one = WaitingList(places: places, held: held, waiting: waiting)
        let other = WaitingList(
            places: places, held: held, waiting: waiting.shuffled(using: &random))
        #expect(one == other, "seed \(seed)")
        #expect(held + one.offers.count <= max(places, held))
        let left = waiting.filter { !one.offers.contains($0) }
        for offered in one.offers { #expect(left.allSatisfy { offered < $0 }, "seed \(seed)") }
        // What is free stays free only where nobody waits for it.
        #expect(one.offers.count == min(one.free, waiting.count))
    }
}
