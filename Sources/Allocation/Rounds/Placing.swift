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
    private var near: [[Seating.Seat]] = []
    private var isAnyRegret = false

    /// How long the chain may get, and how many beginnings of one are looked at for a household.
    private static let depthMax = 4
    private static let triesMax = 200
    /// Points above a household's best, with the prices of the steps: beyond it a chain seldom ends well.
    static let regretsMax = [1.0, 2.0, 0.5]
    private static let nearMax = 100
    private static let far = Int(Int32.max)

    init(_ seating: Seating, _ choices: Choices, _ prices: Prices) {
        (self.seating, self.choices, self.prices) = (seating, choices, prices)
        look(upTo: Placing.regretsMax[0])
    }

    private var board: Board { seating.board }

    /// All without a time, the best rank first.
    mutating func placeAll() {
        placeFavourites()
        for household in board.households.indices where seating.seats[household] == nil {
            if let seat = openSeat(household) {
                seating.put(household, seat)
            } else {
                makeRoom(household)
            }
        }
    }

    /// Looks for the chain that costs little before one that costs much.
    private mutating func makeRoom(_ household: Int) {
        guard let first = choices[household].first else { return }
        defer { isAnyRegret = false }
        for dearer in [8, 32, 128, Placing.far] {
            triesLeft = Placing.triesMax
            isAnyRegret = dearer == Placing.far
            let limit = Int(choices.all[first].cost) + dearer
            if relocate(household, below: limit, depth: Placing.depthMax) != nil { return }
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

    /// From now on chains go over times that are at most so much worse than the best, with the prices of the steps.
    mutating func look(upTo regretMax: Double) {
        near = board.households.indices.map { seats(of: $0, regretMax: regretMax) }
    }

    mutating func exchange(isFromEnd: Bool) {
        Exchange.equalLengths(&seating, choices, isFromEnd: isFromEnd)
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
            if relocate(household, below: Int(seat.cost), depth: Placing.depthMax) != nil {
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
        for seat in isAnyRegret ? seats(of: household, regretMax: .infinity) : near[household] {
            guard triesLeft > 0 else { break }
            let mark = undo.count
            let wanted = Steps.range(seat.range.lowerBound, seat.range.upperBound)
            if let added = push(household, to: seat, wanted, [], below: limit, depth: depth) {
                return added
            }
            takeBack(to: mark)
        }
        return nil
    }

    /// Lifts whoever lies in the way, one after the other, and then finds them other times.
    private mutating func push(
        _ household: Int, to seat: Seating.Seat, _ wanted: Steps, _ lifted: [Int],
        below limit: Int, depth: Int
    ) -> Int? {
        let blocked = wanted & ~seating.free[Int(seat.bank)]
        if blocked == 0 {
            return settle(household, in: seat, lifted, below: limit, depth: depth)
        }
        guard lifted.count < depth else { return nil }
        let first: Steps = 1 << Steps(blocked.trailingZeroBitCount)
        let members = seating.members[Int(seat.bank)].map(Int.init)
        for other in members where !locked.contains(other) {
            guard triesLeft > 0 else { return nil }
            guard let theirs = seating.seats[other], let least = choices[other].first,
                first & Steps.range(theirs.range.lowerBound, theirs.range.upperBound) != 0
            else { continue }
            let left = limit + Int(theirs.cost)
            let needed = Int(choices.all[least].cost)
            guard Int(seat.cost) + needed < left else { continue }
            let mark = undo.count
            set(other, nil)
            if let added = push(
                household, to: seat, wanted, lifted + [other], below: left - needed, depth: depth)
            {
                return added + needed - Int(theirs.cost)
            }
            takeBack(to: mark)
        }
        return nil
    }

    /// Seats somebody and then those who were lifted for it. The limit already counts the least that they can cost.
    private mutating func settle(
        _ household: Int, in seat: Seating.Seat, _ lifted: [Int], below limit: Int, depth: Int
    ) -> Int? {
        triesLeft -= 1
        guard Int(seat.cost) < limit else { return nil }
        set(household, seat)
        var added = Int(seat.cost)
        let count = locked.count
        defer { locked.removeLast(locked.count - count) }
        for other in longestFirst(lifted) {
            let least = Int(choices.all[choices[other].lowerBound].cost)
            guard let cost = relocate(other, below: limit - added + least, depth: depth - 1)
            else { return nil }
            added += cost - least
            locked.append(other)
        }
        return added
    }

    private func longestFirst(_ lifted: [Int]) -> [Int] {
        guard lifted.count > 1 else { return lifted }
        let households = board.households
        return lifted.sorted {
            (households[$1].minutes, $0) < (households[$0].minutes, $1)
        }
    }

    /// The times of a household that are hardly worse than its best, with the prices of the steps.
    private func seats(of household: Int, regretMax: Double) -> [Seating.Seat] {
        let most = prices.least(of: household, choices) + regretMax
        var found: [Seating.Seat] = []
        for number in choices[household] where found.count < Placing.nearMax {
            let choice = choices.all[number]
            choice.starts.each { start in
                let price = prices.price(Int(choice.bank), start, Int(choice.steps))
                if Double(choice.cost) + price <= most { found.append(choice.seat(start)) }
            }
        }
        return found
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
