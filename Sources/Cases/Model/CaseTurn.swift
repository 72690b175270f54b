import Kernel

extension Case {
    /// Who has to act on a day. The list keeps whose window it was and its last day: when that is over, the office
    /// must go on with what it has.
    func turn(on today: Day) -> Turn {
        guard projection.turn == .person, let last = projection.nextDate, last < today else {
            return projection.turn
        }
        return .state
    }
}
