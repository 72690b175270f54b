/// Hears what the walk does; the walk itself is the same for one who listens and for one who does not.
protocol ClockObserver {
    /// Days after one and up to another, of which some counted; `part` is the number of the rule's part that did it.
    mutating func saw(
        _ kind: ClockStep.Kind, after: Int32, through: Int32, counted: Int32, event: Int, part: Int)
    mutating func refused(
        _ refusal: ExtensionRefusal, on day: Int32, event: Int, part: Int)
}

/// Wants the end and nothing else: compiles to nothing.
struct NoObserver: ClockObserver {
    func saw(
        _ kind: ClockStep.Kind, after: Int32, through: Int32, counted: Int32, event: Int, part: Int
    ) {}
    func refused(_ refusal: ExtensionRefusal, on day: Int32, event: Int, part: Int) {}
}

/// What a walk finds, in bare numbers; `noDay` where there is none.
public struct ClockOutcome: Equatable, Sendable {
    /// The day of the event, or the one on which it counts as received and every condition is there.
    public internal(set) var start: Int32 = .noDay
    /// `beyond` where it lies after the calendar.
    public internal(set) var end: Int32 = .noDay
    public internal(set) var met: Int32 = .noDay
    /// Days that ran since the last beginning.
    var counted: Int32 = 0
}
