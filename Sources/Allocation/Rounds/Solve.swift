import Kernel

extension Round {
    /// So many pairs of household and bank are listed; 32 bytes each.
    static let choicesMax = 2_000_000

    /// Turns of exchanging and pushing; most rounds end by themselves after four or five.
    private static let turnsMax = 20

    /// Who gets which visit; the same for every order of the input.
    public func solve() -> Outcome { solve(choicesMax: Round.choicesMax) }

    func solve(choicesMax: Int) -> Outcome {
        let board = Board(self)
        var seating = Seating(board)
        var bound = 0
        if let choices = Choices(board, atMost: choicesMax) {
            bound =
                choices.all.allSatisfy({ $0.steps == 1 })
                ? Round.placeSingles(&seating, choices) : Round.place(&seating, choices)
        } else {
            bound = Round.placeDirectly(&seating)
        }
        return Outcome(seating, bound: bound)
    }

    /// Where everybody takes one step the best assignment of all is found.
    private static func placeSingles(_ seating: inout Seating, _ choices: Choices) -> Int {
        let board = seating.board
        var room = Array(repeating: 0, count: board.stepCount)
        for (number, bank) in board.banks.enumerated() {
            for (step, left) in seating.left(at: number).enumerated() {
                room[bank.firstStep + step] = left
            }
        }
        var (arcs, firstArc, targets) = ([ShortestPaths.Arc](), [0], [Seating.Seat]())
        for row in board.households.indices {
            for choice in choices[row].map({ choices.all[$0] }) {
                let first = board.banks[Int(choice.bank)].firstStep
                choice.starts.each { start in
                    arcs.append(.init(column: Int32(first + start), cost: choice.cost))
                    targets.append(choice.seat(start))
                }
            }
            firstArc.append(arcs.count)
        }
        var paths = ShortestPaths(arcs: arcs, firstArc: firstArc, room: room)
        let columns = paths.solve()
        for row in board.households.indices {
            for number in firstArc[row]..<firstArc[row + 1]
            where columns[row] == Int(arcs[number].column) {
                seating.put(row, targets[number])
            }
        }
        return seating.cost
    }

    private static func place(_ seating: inout Seating, _ choices: Choices) -> Int {
        if let small = SmallRound.solve(seating, choices) {
            seating = small
            return small.cost
        }
        let everybody = seating.board.households.indices.filter { !choices[$0].isEmpty }
        let prices = Prices(seating.board, choices, for: everybody)
        var placing = Placing(seating, choices, prices)
        placing.placeAll()
        var turn = 0
        for regretMax in Placing.regretsMax {
            placing.look(upTo: regretMax)
            repeat {
                placing.exchange(isFromEnd: turn % 2 == 1)
                turn += 1
            } while turn < Round.turnsMax && placing.improveAll()
        }
        var found = placing.seating
        found.servePassedOver(choices)
        seating = found
        let served = everybody.filter { found.seats[$0] != nil }
        if served.count == everybody.count { return prices.bound }
        return Prices(found.board, choices, for: served).bound
    }

    /// A round too large for a list of choices: by rank, each the cheapest time that those before left free.
    ///
    /// Nobody is passed over, because what comes later only takes from what was free.
    private static func placeDirectly(_ seating: inout Seating) -> Int {
        let empty = seating
        var bound = 0
        for household in seating.board.households.indices {
            guard let seat = seating.cheapestOpen(household) else { continue }
            bound += Int(empty.cheapestOpen(household)?.cost ?? 0)
            seating.put(household, seat)
        }
        return bound
    }
}
