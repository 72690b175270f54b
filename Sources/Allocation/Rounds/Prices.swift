/// What a step of a bank is worth to those who want it, found by letting everybody choose freely and raising what is
/// chosen too often (Lagrangian relaxation of the desks' capacity, by subgradients: Held and Karp 1971).
///
/// Whatever the prices are, what all would pay less what the steps cost is a bound: no assignment of these
/// households has fewer points.
struct Prices {
    /// By bank, one more than its steps: what the steps before each cost together.
    private(set) var sums: [Double]
    private(set) var bound = 0
    /// How often each household chose which start lately, the rounds before counting less and less.
    private(set) var shares: [Float] = []
    private var firstShare: [Int] = []
    private let board: Board

    private static let roundsMax = 400
    /// Starts that are looked at in all rounds together: some seconds.
    private static let looksMax = 600_000_000
    private static let stallMax = 12
    private static let shareOfLast: Float = 0.03
    /// For sums of floating point: a bound that is too high by so much would be no bound.
    private static let doubt = 1e-6

    /// What the households would choose, were every step free of charge.
    init(_ board: Board) {
        self.board = board
        sums = Array(repeating: 0, count: board.stepCount + board.banks.count)
    }

    @inline(__always)
    func price(_ bank: Int, _ start: Int, _ steps: Int) -> Double {
        let at = board.banks[bank].firstStep + bank + start
        return sums[at + steps] - sums[at]
    }

    /// The best prices found for these households, each of which has a choice.
    init(_ board: Board, _ choices: Choices, for households: [Int]) {
        self.init(board)
        firstShare = choices.all.reduce(into: [0]) { firsts, choice in
            firsts.append((firsts.last ?? 0) + choice.starts.nonzeroBitCount)
        }
        shares = Array(repeating: 0, count: firstShare.last ?? 0)
        search(choices, households)
    }

    private mutating func search(_ choices: Choices, _ households: [Int]) {
        let rounds = min(Prices.roundsMax, max(1, Prices.looksMax / max(1, shares.count)))
        var steps = Array(repeating: 0.0, count: board.stepCount)
        var (best, bestSums, slope) = (-Double.infinity, sums, steps)
        var (pace, stalled) = (1.0, 0)
        for _ in 0..<rounds {
            for number in shares.indices { shares[number] *= 1 - Prices.shareOfLast }
            add(up: steps)
            let (value, excess) = choose(choices, households, steps)
            if best == -.infinity || value > best + abs(best) * Prices.doubt {
                (best, bestSums, stalled) = (value, sums, 0)
            } else {
                stalled += 1
                if stalled == Prices.stallMax { (pace, stalled) = (pace * 0.6, 0) }
            }
            var norm = 0.0
            for step in slope.indices {
                slope[step] = 0.6 * slope[step] + 0.4 * Double(excess[step])
                if steps[step] > 0 || slope[step] > 0 { norm += slope[step] * slope[step] }
            }
            guard norm > 1e-9 else { break }
            let far = pace * (abs(best) * 0.02 + 1) / norm
            for step in steps.indices { steps[step] = max(0, steps[step] + far * slope[step]) }
        }
        sums = bestSums
        bound = max(0, Int((best - abs(best) * 1e-9 - Prices.doubt).rounded(.up)))
    }

    private mutating func add(up steps: [Double]) {
        for (number, bank) in board.banks.enumerated() {
            var sum = 0.0
            for step in 0..<board.shapes[bank.shape].steps {
                sums[bank.firstStep + number + step] = sum
                sum += steps[bank.firstStep + step]
            }
            sums[bank.firstStep + number + board.shapes[bank.shape].steps] = sum
        }
    }

    /// The bound by these prices, and by how many visits each step is chosen too often.
    private mutating func choose(
        _ choices: Choices, _ households: [Int], _ steps: [Double]
    ) -> (value: Double, excess: [Int32]) {
        var excess = Array(repeating: Int32(0), count: steps.count)
        var value = 0.0
        for bank in board.banks {
            for step in bank.firstStep..<bank.firstStep + board.shapes[bank.shape].steps {
                excess[step] = -Int32(bank.strips.count)
                value -= steps[step] * Double(bank.strips.count)
            }
        }
        for household in households {
            guard let (pays, number, start) = cheapest(choices, household) else { continue }
            value += pays
            let choice = choices.all[number]
            let (bank, count) = (Int(choice.bank), Int(choice.steps))
            let before = choice.starts & ((1 << Steps(start)) &- 1)
            shares[firstShare[number] + before.nonzeroBitCount] += Prices.shareOfLast
            let first = board.banks[bank].firstStep + start
            for step in first..<first + count { excess[step] += 1 }
        }
        return (value, excess)
    }

    @inline(__always)
    func cheapest(
        _ choices: Choices, _ household: Int
    ) -> (pays: Double, choice: Int, start: Int)? {
        var least = Double.infinity
        var found = (choice: -1, start: 0)
        for number in choices[household] {
            let choice = choices.all[number]
            let cost = Double(choice.cost)
            if cost >= least { break }
            let (bank, count) = (Int(choice.bank), Int(choice.steps))
            let base = board.banks[bank].firstStep + bank
            choice.starts.each { start in
                let pays = cost + sums[base + start + count] - sums[base + start]
                if pays < least {
                    least = pays
                    found = (number, start)
                }
            }
        }
        return found.choice < 0 ? nil : (least, found.choice, found.start)
    }
}

extension Prices {
    /// The start that a household chose most often lately, and how often.
    func favourite(of household: Int, _ choices: Choices) -> (seat: Seating.Seat, share: Float)? {
        var best: (seat: Seating.Seat, share: Float)?
        for number in choices[household] {
            var at = firstShare[number]
            choices.all[number].starts.each { start in
                if shares[at] > best?.share ?? 0 {
                    best = (choices.all[number].seat(start), shares[at])
                }
                at += 1
            }
        }
        return best
    }
}

extension Prices {
    /// What a household pays at least, with the prices of the steps.
    func least(of household: Int, _ choices: Choices) -> Double {
        cheapest(choices, household)?.pays ?? 0
    }
}
