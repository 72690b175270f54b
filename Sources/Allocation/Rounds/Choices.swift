/// Where each household may begin, bank by bank, the cheapest first: worked out once where there is room for it.
struct Choices {
    struct Choice {
        let bank: Int32
        let cost: Int32
        let steps: Int16
        let starts: Steps
    }

    let all: [Choice]
    private let first: [Int]

    /// Nil where there would be more than so many.
    init?(_ board: Board, atMost limit: Int) {
        var (all, first) = ([Choice](), [0])
        for household in board.households.indices {
            Choices.each(of: household, on: board) { all.append($0) }
            all[(first.last ?? 0)...].sort { ($0.cost, $0.bank) < ($1.cost, $1.bank) }
            first.append(all.count)
            if all.count > limit { return nil }
        }
        (self.all, self.first) = (all, first)
    }

    @inline(__always)
    subscript(household: Int) -> Range<Int> { first[household]..<first[household + 1] }

    static func each(of household: Int, on board: Board, _ body: (Choice) -> Void) {
        for way in board.ways[board.households[household].ways] {
            for day in board.days.indices where board.comes(household, on: day) {
                for bank in board.banks(place: way.place, day: day) {
                    let starts = board.starts(of: household, at: bank)
                    if starts == 0 { continue }
                    body(
                        Choice(
                            bank: Int32(bank), cost: Int32(way.points + board.points(ofDay: day)),
                            steps: Int16(board.stepCount(of: household, at: bank)), starts: starts))
                }
            }
        }
    }
}
