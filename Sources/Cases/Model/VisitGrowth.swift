public import Kernel

/// What became of the visit that is still to come, where one more person comes to it.
public enum VisitGrowth: Sendable, Equatable {
    /// There is none, or it had room already.
    case unchanged
    /// It is at the same time, and long enough for all.
    case longer
    /// All of them fit at no desk at that time: it was given back, and would have begun then.
    case givenBack(Moment)

    var isGivenBack: Bool {
        if case .givenBack = self { return true }
        return false
    }
}
