/// Who is served where and when in a round, and why others are not; both in the order of rank.
public struct Outcome: Equatable, Sendable {
    public let assigned: [Assignment]
    public let unassigned: [Unserved]
    /// Points of all assigned together.
    public let cost: Int
    /// No assignment of the same households costs less.
    public let bound: Int

    public var isOptimal: Bool { cost == bound }
}

/// One household's visit: everybody at one desk, one after the other.
public struct Assignment: Equatable, Sendable {
    public let applicant: Int64
    public let place: Int64
    public let slot: HouseholdSlot
    /// Points by the published criteria.
    public let cost: Int
}

/// A household that this round does not serve.
public struct Unserved: Equatable, Sendable {
    public let applicant: Int64
    public let reason: UnservedReason
}

public enum UnservedReason: String, CaseIterable, Sendable {
    /// No desk for the service and the language lies within their places, weekdays and hours.
    case noReach = "no-reach"
    /// Desks there are, but no free time that is long enough for all of them together.
    case noLength = "no-length"
    /// All times they could have had went to households of better rank.
    case passed = "passed"
}

extension Outcome {
    init(_ seating: Seating, bound: Int) {
        let board = seating.board
        let desks = seating.desks()
        var (assigned, unassigned) = ([Assignment](), [Unserved]())
        for (number, household) in board.households.enumerated() {
            if let seat = seating.seats[number] {
                let bank = board.banks[Int(seat.bank)]
                let shape = board.shapes[bank.shape]
                let start = shape.startMinute + Int(seat.start) * shape.stepMinutes
                assigned.append(
                    Assignment(
                        applicant: household.name, place: board.places[bank.place],
                        slot: HouseholdSlot(
                            desk: desks[number] ?? 0, day: board.days[bank.day],
                            startMinute: start, endMinute: start + household.minutes),
                        cost: Int(seat.cost)))
            } else {
                unassigned.append(
                    Unserved(applicant: household.name, reason: board.reason(number)))
            }
        }
        self.init(
            assigned: assigned, unassigned: unassigned, cost: seating.cost, bound: bound)
    }
}

extension Board {
    /// Why somebody has no time.
    fileprivate func reason(_ household: Int) -> UnservedReason {
        guard isWithinReach(household) else { return .noReach }
        let hasStart = ways[households[household].ways].contains { way in
            days.indices.contains { day in
                comes(household, on: day)
                    && banks(place: way.place, day: day).contains {
                        starts(of: household, at: $0) != 0
                    }
            }
        }
        return hasStart ? .passed : .noLength
    }
}

extension Seating {
    /// A desk for each visit: of equal desks the first that is free when it begins.
    fileprivate func desks() -> [Int64?] {
        var found: [Int64?] = Array(repeating: nil, count: seats.count)
        for (number, bank) in board.banks.enumerated() {
            var freeFrom = Array(repeating: 0, count: bank.strips.count)
            let visits = members[number].compactMap { member in
                seats[Int(member)].map { (range: $0.range, household: Int(member)) }
            }.sorted {
                ($0.range.lowerBound, $0.household) < ($1.range.lowerBound, $1.household)
            }
            for visit in visits {
                guard let at = freeFrom.firstIndex(where: { $0 <= visit.range.lowerBound }) else {
                    continue
                }
                freeFrom[at] = visit.range.upperBound
                found[visit.household] = board.desks[bank.strips.lowerBound + at]
            }
        }
        return found
    }
}
