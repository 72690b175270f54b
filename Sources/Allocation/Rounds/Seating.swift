/// Who has which time so far. A bank is full at a step when as many visits as it has desks lie there: then, and only
/// then, each visit can have one desk to itself for its whole time (visits are intervals on equal desks).
struct Seating {
    struct Seat: Equatable {
        let bank: Int32
        let start: Int16
        let steps: Int16
        let cost: Int32

        var range: Range<Int> { Int(start)..<Int(start) + Int(steps) }
    }

    let board: Board
    private(set) var seats: [Seat?]
    private(set) var free: [Steps]
    private(set) var members: [[Int32]]
    private var used: [Int32]

    init(_ board: Board) {
        self.board = board
        seats = Array(repeating: nil, count: board.households.count)
        free = board.banks.map { .range(0, board.shapes[$0.shape].steps) }
        members = Array(repeating: [], count: board.banks.count)
        used = Array(repeating: 0, count: board.stepCount)
    }

    var cost: Int { seats.reduce(0) { $0 + Int($1?.cost ?? 0) } }

    /// Which of these starts are free now.
    @inline(__always)
    func open(_ starts: Steps, at bank: Int, steps: Int) -> Steps {
        starts & free[bank].runs(of: steps)
    }

    mutating func put(_ household: Int, _ seat: Seat) {
        let bank = Int(seat.bank)
        let here = board.banks[bank]
        seats[household] = seat
        members[bank].append(Int32(household))
        for step in seat.range {
            used[here.firstStep + step] += 1
            if Int(used[here.firstStep + step]) == here.strips.count {
                free[bank] &= ~(1 << Steps(step))
            }
        }
    }

    mutating func lift(_ household: Int) {
        guard let seat = seats[household] else { return }
        let bank = Int(seat.bank)
        seats[household] = nil
        if let at = members[bank].lastIndex(of: Int32(household)) {
            members[bank].swapAt(at, members[bank].count - 1)
            members[bank].removeLast()
        }
        let first = board.banks[bank].firstStep
        for step in seat.range { used[first + step] -= 1 }
        free[bank] |= .range(seat.range.lowerBound, seat.range.upperBound)
    }

    /// How many more visits could lie at each step of a bank.
    func left(at bank: Int) -> [Int] {
        let here = board.banks[bank]
        return (0..<board.shapes[here.shape].steps).map {
            here.strips.count - Int(used[here.firstStep + $0])
        }
    }

    /// The steps of a bank that are free, or held only by households of worse rank.
    func within(reachOf household: Int, at bank: Int) -> Steps {
        guard members[bank].contains(where: { $0 > household }) else { return free[bank] }
        let here = board.banks[bank]
        var left = Array(
            repeating: here.strips.count, count: board.shapes[here.shape].steps)
        for member in members[bank] where member < household {
            for step in seats[Int(member)]?.range ?? 0..<0 { left[step] -= 1 }
        }
        return left.indices.reduce(0) { left[$1] > 0 ? $0 | 1 << Steps($1) : $0 }
    }
}

extension Seating {
    /// The cheapest free time of a household; of equal ones the first.
    func cheapestOpen(_ household: Int) -> Seat? {
        let ways = Array(board.ways[board.households[household].ways])
        var nextDay = Array(repeating: 0, count: ways.count)
        while true {
            var (way, least) = (-1, Int.max)
            for (number, one) in ways.enumerated() where nextDay[number] < board.days.count {
                let cost = one.points + board.points(ofDay: nextDay[number])
                if cost < least { (way, least) = (number, cost) }
            }
            guard way >= 0 else { return nil }
            let day = nextDay[way]
            nextDay[way] += 1
            guard board.comes(household, on: day) else { continue }
            for bank in board.banks(place: ways[way].place, day: day) where free[bank] != 0 {
                let steps = board.stepCount(of: household, at: bank)
                let starts = open(
                    board.starts(of: household, at: bank), at: bank, steps: steps)
                if starts == 0 { continue }
                return Seat(
                    bank: Int32(bank), start: Int16(starts.trailingZeroBitCount),
                    steps: Int16(steps), cost: Int32(least))
            }
        }
    }
}
