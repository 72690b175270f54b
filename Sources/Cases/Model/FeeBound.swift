import Kernel

extension FeeSchedule {
    /// More than this no reading of the table comes to, for so many people: every line at the highest that a row says,
    /// nothing taken off; or what a source says that says otherwise, for each of them. Nil where a line has no amount on
    /// the day: then nothing is known, and nothing is refused.
    func most(for people: Int, on day: Day) -> Int64? {
        guard people > 0, let table = table(on: day) else { return nil }
        var sum: Int64 = 0
        for line in table.lines {
            guard let highest = line.amounts.on(day).map(\.hundredths).max() else { return nil }
            sum += highest * (line.payer == .member ? Int64(people) : 1)
        }
        let rival = table.rivals.on(day).map(\.hundredths).max() ?? 0
        return max(sum, rival * Int64(people))
    }
}
