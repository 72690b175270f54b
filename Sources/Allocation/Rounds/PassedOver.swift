extension Seating {
    /// Gives a time to whoever has none though one is free, or is held by households of worse rank only.
    ///
    /// One walk by rank is enough. What a household could take depends on the seats of better rank alone, and a step
    /// of the walk changes none of these: whoever was looked at stays as they are. Those who lose their time come
    /// later in the walk. So afterwards nobody is passed over: whoever has no time finds no place and time within
    /// reach that is free or held by worse rank only, and exchanging them for somebody served always costs a better.
    mutating func servePassedOver(_ choices: Choices) {
        for household in board.households.indices where seats[household] == nil {
            let found = choices[household].lazy.map { choices.all[$0] }.first {
                within(reachOf: household, at: Int($0.bank)).runs(of: Int($0.steps)) & $0.starts
                    != 0
            }
            guard let found else { continue }
            let starts = within(reachOf: household, at: Int(found.bank)).runs(of: Int(found.steps))
            take(found.seat((starts & found.starts).trailingZeroBitCount), for: household)
        }
    }

    /// The worst rank in the way goes first, until there is room.
    private mutating func take(_ seat: Seat, for household: Int) {
        let wanted = Steps.range(seat.range.lowerBound, seat.range.upperBound)
        let worse = members[Int(seat.bank)].map(Int.init).filter { $0 > household }.sorted(by: >)
        for other in worse {
            let blocked = wanted & ~free[Int(seat.bank)]
            if blocked == 0 { break }
            guard let theirs = seats[other] else { continue }
            if blocked & .range(theirs.range.lowerBound, theirs.range.upperBound) != 0 {
                lift(other)
            }
        }
        put(household, seat)
    }
}
