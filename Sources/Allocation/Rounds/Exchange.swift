/// Households whose visits take equally long exchange their times and what is free, in the best way of all.
enum Exchange {
    /// Nobody loses a time; the points become fewer or stay.
    static func equalLengths(_ seating: inout Seating, _ choices: Choices, isFromEnd: Bool) {
        let board = seating.board
        for length in 0..<board.lengthCount {
            let rows = board.households.indices.filter {
                board.households[$0].length == length && seating.seats[$0] != nil
            }
            guard rows.count > 1 else { continue }
            exchange(rows, &seating, choices, isFromEnd: isFromEnd)
        }
    }

    private static func exchange(
        _ rows: [Int], _ seating: inout Seating, _ choices: Choices, isFromEnd: Bool
    ) {
        let board = seating.board
        var room = Array(repeating: 0, count: board.stepCount)
        for row in rows {
            guard let seat = seating.seats[row] else { continue }
            room[board.banks[Int(seat.bank)].firstStep + Int(seat.start)] += 1
        }
        let steps = freeBlocks(rows[0], seating, &room, isFromEnd: isFromEnd)
        var (arcs, firstArc, targets) = ([ShortestPaths.Arc](), [0], [Seating.Seat]())
        for row in rows {
            for choice in choices[row].map({ choices.all[$0] })
            where choice.steps == steps[Int(choice.bank)] {
                let first = board.banks[Int(choice.bank)].firstStep
                choice.starts.each { start in
                    if room[first + start] > 0 {
                        arcs.append(.init(column: Int32(first + start), cost: choice.cost))
                        targets.append(choice.seat(start))
                    }
                }
            }
            firstArc.append(arcs.count)
        }
        var paths = ShortestPaths(arcs: arcs, firstArc: firstArc, room: room)
        let columns = paths.solve()
        for row in rows { seating.lift(row) }
        for (place, row) in rows.enumerated() {
            for number in firstArc[place]..<firstArc[place + 1]
            where columns[place] == Int(arcs[number].column) {
                seating.put(row, targets[number])
            }
        }
    }

    /// Free time in pieces of one visit each, as far as it goes.
    private static func freeBlocks(
        _ row: Int, _ seating: Seating, _ room: inout [Int], isFromEnd: Bool
    ) -> [Int16] {
        let board = seating.board
        return board.banks.indices.map { bank in
            let count = board.stepCount(of: row, at: bank)
            let first = board.banks[bank].firstStep
            var left = seating.left(at: bank)
            let last = left.count - count
            guard count > 0, last >= 0 else { return Int16(count) }
            for step in 0...last {
                let start = isFromEnd ? last - step : step
                let piece = start..<start + count
                while left[piece].allSatisfy({ $0 > 0 }) {
                    for step in piece { left[step] -= 1 }
                    room[first + start] += 1
                }
            }
            return Int16(count)
        }
    }
}
