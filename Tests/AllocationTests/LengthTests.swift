import TestSupport
import Testing

@testable import Allocation

@Test func `the starts of a shape are those of its desk day`() {
    var random = SeededRandom(11)
    for _ in 0..<300 {
        let taken = (0..<2).map { _ in
            let start = Int.random(in: 530...700, using: &random)
            return start..<start + Int.random(in: 5...60, using: &random)
        }
        let desk = DeskDay(
            desk: 1, day: roundMonday, open: [540..<605, 620..<720], taken: taken,
            stepMinutes: [5, 10, 15].randomElement(using: &random) ?? 5)
        let minutes = Int.random(in: 5...70, using: &random)
        let starts = Shape.all(of: desk).flatMap { shape -> [Int] in
            (0..<shape.steps).filter { shape.starts(minutes: minutes) >> Steps($0) & 1 == 1 }
                .map { shape.startMinute + $0 * shape.stepMinutes }
        }
        #expect(starts == desk.starts(minutes: minutes))
    }
}

@Test func `runs of steps are found as by counting`() {
    var random = SeededRandom(12)
    for _ in 0..<500 {
        let bits =
            Steps.random(in: 0...Steps.max, using: &random)
            | Steps.random(in: 0...Steps.max, using: &random)
        let count = Int.random(in: 1...9, using: &random)
        let runs = bits.runs(of: count)
        for start in 0..<Steps.countMax {
            let isRun =
                start + count <= Steps.countMax
                && (start..<start + count).allSatisfy { bits >> Steps($0) & 1 == 1 }
            #expect((runs >> Steps(start) & 1 == 1) == isRun)
        }
    }
}
