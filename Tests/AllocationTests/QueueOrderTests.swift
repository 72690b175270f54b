import TestSupport
import Testing

@testable import Allocation

private let minute: Int64 = 60
/// A quarter of an hour around a booked time, two hours for it, one for priority; nine o'clock is 0.
private let order = QueueOrder(
    toleranceSeconds: 15 * minute, bookedLeadSeconds: 120 * minute,
    priorityLeadSeconds: 60 * minute)

private func entry(
    _ name: Int64, at arrived: Int64, booked: Int64? = nil, priority: Bool = false
) -> QueueOrder.Entry {
    QueueOrder.Entry(
        name: name, arrived: arrived * minute, booked: booked.map { $0 * minute },
        hasPriority: priority)
}

private func names(_ entries: [QueueOrder.Entry], at now: Int64) -> [Int64] {
    order.row(entries, at: now * minute).map(\.name)
}

@Test func `a booked time comes first, then priority, then arrival`() {
    let row = [
        entry(1, at: 0), entry(2, at: 5), entry(3, at: 30, priority: true),
        entry(4, at: 50, booked: 60),
    ]
    #expect(names(row, at: 60) == [4, 3, 1, 2])
}

@Test func `a visit that came early waits for its time, unless nobody else is there`() {
    let early = entry(1, at: 0, booked: 60)
    #expect(names([early, entry(2, at: 10)], at: 44) == [2, 1])
    #expect(names([early, entry(2, at: 10)], at: 45) == [1, 2])
    #expect(names([early], at: 5) == [1])
}

@Test func `who comes after the tolerance stands as who just came`() {
    let late = entry(1, at: 76, booked: 60)
    let inTime = entry(2, at: 75, booked: 60)
    #expect(names([late, entry(3, at: 70)], at: 80) == [3, 1])
    #expect(names([inTime, entry(3, at: 70)], at: 80) == [2, 3])
    #expect(order.due(late) == 76 * minute && order.due(inTime) == 60 * minute)
}

@Test func `whoever waits longer than the lead is not passed by a booked time either`() {
    #expect(names([entry(1, at: 0), entry(2, at: 121, booked: 121)], at: 121) == [1, 2])
    #expect(names([entry(1, at: 0), entry(2, at: 119, booked: 119)], at: 119) == [2, 1])
    #expect(order.passSecondsMax == 135 * minute)
}

/// A desk serves a stream of people that is longer than it can serve: nobody is passed by who came too long after.
@Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
func `nobody starves, and the order of the input changes nothing`(seed: UInt64) {
    var random = SeededRandom(seed)
    var coming = (0..<150).map { number in
        let arrived = Int64.random(in: 0...480, using: &random)
        let booked: Int64? =
            Bool.random(using: &random)
            ? arrived + Int64.random(in: -40...60, using: &random) : nil
        return entry(
            Int64(number), at: arrived, booked: booked,
            priority: Int.random(in: 0...3, using: &random) == 0)
    }
    var now: Int64 = 0
    var waiting: [QueueOrder.Entry] = []
    while !coming.isEmpty || !waiting.isEmpty {
        now += Int64.random(in: 2...9, using: &random) * minute
        waiting += coming.filter { $0.arrived <= now }
        coming.removeAll { $0.arrived <= now }
        let row = order.row(waiting, at: now)
        #expect(row == order.row(waiting.shuffled(using: &random), at: now))
        guard let called = row.first else { continue }
        waiting.removeAll { $0 == called }
        for left in waiting where order.due(left) <= now {
            #expect(
                called.arrived <= order.due(left) + order.passSecondsMax,
                "seed \(seed): \(called.name) passed \(left.name)")
        }
    }
}
