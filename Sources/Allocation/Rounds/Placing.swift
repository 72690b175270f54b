/// Puts households to desks so that as many as possible of the best rank have a time, and for few points.
///
/// A household that finds no free time may push others out of theirs where these find another one, and so on in a
/// chain; whatever does not come out well is taken back.
struct Placing {
    private(set) var seating: Seating
    let choices: Choices
    let prices: Prices
    private var undo: [(household: Int, seat: Seating.Seat?)] = []
    private var locked: [Int] = []
    private var triesLeft = 0

    /// How long the chain may get, and how many beginnings of one are looked at for a household.
    private static let depthMax = 3
    private static let triesMax = 400
    private static let far = Int(Int32.max)

    init(_ seating: Seating, _ choices: Choices, _ prices: Prices) {
        (self.seating, self.choices, self.prices) = (seating, choices, prices)
    }

    private var board: Board { seating.board }

    /// All without a time, the best rank first.
    mutating func placeAll() {
        placeFavourites()
        for household in board.households.indices where seating.seats[household] == nil {
            if let seat = openSeat(household) {
                seating.put(household, seat)
            } else {
                triesLeft = Placing.triesMax
                _ = relocate(household, below: Placing.far, depth: Placing.depthMax)
            }
        }
    }

    /// What was chosen most often is near to the best that all could have in shares.
    private mutating func placeFavourites() {
        let wishes = board.households.indices.compactMap { household in
            prices.favourite(of: household, choices).map { (household: household, wish: $0) }
        }.sorted {
            ($1.wish.share, $0.household) < ($0.wish.share, $1.household)
        }
        for (household, wish) in wishes {
            let only: Steps = 1 << Steps(wish.seat.start)
            if seating.open(only, at: Int(wish.seat.bank), steps: Int(wish.seat.steps)) != 0 {
                seating.put(household, wish.seat)
            }
        }
    }

    /// Whether somebody came to fewer points, alone or with those that had to move for it.
    mutating func improveAll() -> Bool {
        var isBetter = false
        for household in board.households.indices {
            guard let seat = seating.seats[household], let first = choices[household].first,
                choices.all[first].cost < seat.cost
            else { continue }
            undo.removeAll(keepingCapacity: true)
            set(household, nil)
            triesLeft = Placing.triesMax
            if relocate(household, below: Int(seat.cost), depth: 2) != nil {
                isBetter = true
            } else {
                takeBack(to: 0)
            }
        }
        return isBetter
    }

    /// The free time that is cheapest with the price of its steps.
    private func openSeat(_ household: Int) -> Seating.Seat? {
        var least = Double.infinity
        var found: Seating.Seat?
        for number in choices[household] {
            let choice = choices.all[number]
            if Double(choice.cost) >= least { break }
            let open = seating.open(choice.starts, at: Int(choice.bank), steps: Int(choice.steps))
            open.each { start in
                let pays =
                    Double(choice.cost)
                    + prices.price(Int(choice.bank), start, Int(choice.steps))
                if pays < least {
                    least = pays
                    found = choice.seat(start)
                }
            }
        }
        return found
    }

    /// The points that were added by giving somebody without a time one, if fewer than so many; else nothing changed.
    private mutating func relocate(_ household: Int, below limit: Int, depth: Int) -> Int? {
        for number in choices[household] {
            let choice = choices.all[number]
            guard Int(choice.cost) < limit else { break }
            let open = seating.open(choice.starts, at: Int(choice.bank), steps: Int(choice.steps))
            guard open != 0 else { continue }
            set(household, choice.seat(open.trailingZeroBitCount))
            return Int(choice.cost)
        }
        guard depth > 0 else { return nil }
        locked.append(household)
        defer { locked.removeLast() }
        for number in choices[household] {
            let choice = choices.all[number]
            // More than all points of one who moves are never won.
            guard Int(choice.cost) < limit &+ Placing.far else { break }
            var starts = choice.starts
            while starts != 0, triesLeft > 0 {
                let seat = choice.seat(starts.trailingZeroBitCount)
                starts &= starts &- 1
                if let added = push(household, to: seat, below: limit, depth: depth) {
                    return added
                }
            }
        }
        return nil
    }

    private mutating func push(
        _ household: Int, to seat: Seating.Seat, below limit: Int, depth: Int
    ) -> Int? {
        let wanted = Steps.range(seat.range.lowerBound, seat.range.upperBound)
        let blocked = wanted & ~seating.free[Int(seat.bank)]
        for number in seating.members[Int(seat.bank)].indices {
            guard triesLeft > 0 else { return nil }
            let members = seating.members[Int(seat.bank)]
            guard number < members.count else { return nil }
            let other = Int(members[number])
            guard let theirs = seating.seats[other], !locked.contains(other) else { continue }
            guard blocked & ~Steps.range(theirs.range.lowerBound, theirs.range.upperBound) == 0,
                let least = choices[other].first
            else { continue }
            let left = limit - Int(seat.cost) + Int(theirs.cost)
            guard Int(choices.all[least].cost) < left else { continue }
            triesLeft -= 1
            let mark = undo.count
            set(other, nil)
            set(household, seat)
            if let added = relocate(other, below: left, depth: depth - 1) {
                return Int(seat.cost) - Int(theirs.cost) + added
            }
            takeBack(to: mark)
        }
        return nil
    }

    private mutating func set(_ household: Int, _ seat: Seating.Seat?) {
        undo.append((household, seating.seats[household]))
        seating.lift(household)
        if let seat { seating.put(household, seat) }
    }

    private mutating func takeBack(to mark: Int) {
        while undo.count > mark, let (household, seat) = undo.popLast() {
            seating.lift(household)
            if let seat { seating.put(household, seat) }
        }
    }
}

extension Choices.Choice {
    func seat(_ start: Int) -> Seating.Seat {
        Seating.Seat(bank: bank, start: Int16(start), steps: steps, cost: cost)
    }
}
