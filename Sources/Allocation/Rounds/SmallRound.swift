/// A round so small that all ways to seat everybody can be looked at: the best of all, rank by rank, then by points.
struct SmallRound {
    private let choices: Choices
    private var seating: Seating
    private var best: (cost: Int, seating: Seating)?
    private var looksLeft = SmallRound.looksMax

    private static let householdsMax = 12
    /// Some milliseconds.
    private static let looksMax = 50_000

    /// Nil where that would take too long.
    static func solve(_ seating: Seating, _ choices: Choices) -> Seating? {
        guard seating.board.households.count <= householdsMax else { return nil }
        var small = SmallRound(choices: choices, seating: seating)
        var served: [Int] = []
        for household in seating.board.households.indices {
            small.best = nil
            small.look(at: served + [household], isAnyGood: true)
            if small.best != nil { served.append(household) }
        }
        small.best = nil
        small.look(at: served, isAnyGood: false)
        return small.looksLeft > 0 ? small.best?.seating : nil
    }

    private init(choices: Choices, seating: Seating) {
        (self.choices, self.seating) = (choices, seating)
    }

    private mutating func look(at households: [Int], isAnyGood: Bool) {
        let leasts = households.map { household in
            choices[household].first.map { Int(choices.all[$0].cost) } ?? 0
        }
        let rest = leasts.indices.map { leasts[$0...].reduce(0, +) } + [0]
        seat(households[...], cost: 0, rest: rest[...], isAnyGood: isAnyGood)
    }

    private mutating func seat(
        _ households: ArraySlice<Int>, cost: Int, rest: ArraySlice<Int>, isAnyGood: Bool
    ) {
        if let best, isAnyGood || cost + (rest.first ?? 0) >= best.cost { return }
        guard let first = households.first else {
            best = (cost, seating)
            return
        }
        for choice in choices[first].map({ choices.all[$0] }) {
            var open = seating.open(
                choice.starts, at: Int(choice.bank), steps: Int(choice.steps))
            while open != 0, looksLeft > 0 {
                looksLeft -= 1
                seating.put(first, choice.seat(open.trailingZeroBitCount))
                open &= open &- 1
                seat(
                    households.dropFirst(), cost: cost + Int(choice.cost), rest: rest.dropFirst(),
                    isAnyGood: isAnyGood)
                seating.lift(first)
                if isAnyGood, best != nil { return }
            }
        }
    }
}
