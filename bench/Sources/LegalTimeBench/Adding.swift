import Kernel
import LegalTime

/// Adds working days to days, one after the other, as a clock does.
struct Adding {
    let calendar: WorkingCalendar
    let folder: String

    func run(rounds: Int) throws {
        let days = try readNumbers(folder + "/days").map { Day(number: $0) }
        let counts = try readNumbers(folder + "/counts").map { Int($0) }
        guard days.count == counts.count else {
            throw Trouble(description: "as many days as counts")
        }
        var ends = [Int32](repeating: 0, count: days.count)
        var took: [Double] = []
        for _ in 0..<rounds {
            took.append(ContinuousClock().measure { add(days, counts, to: &ends) }.seconds)
        }
        try writeNumbers(ends, folder + "/ends")
        try tell(["rounds": took])
    }

    private func add(_ days: [Day], _ counts: [Int], to ends: inout [Int32]) {
        for index in days.indices {
            ends[index] = calendar.adding(counts[index], to: days[index])?.number ?? -1
        }
    }
}
