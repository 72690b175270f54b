/// Events that wait until they are asked for, in memory of its own: they are moved in and out and never copied, which is a
/// quarter of the time that a message takes.
final class MLQueue {
    private var events: UnsafeMutablePointer<DataEvent>
    private var capacity = 64
    private var lines: UnsafeMutablePointer<Int32>
    private var first = 0
    private var end = 0
    /// Where what is appended was read.
    var line: Int32 = 0
    /// Where the event that was given last was read.
    private(set) var lineGiven: Int32 = 0

    init() {
        events = .allocate(capacity: capacity)
        lines = .allocate(capacity: capacity)
    }

    deinit {
        (events + first).deinitialize(count: end - first)
        events.deallocate()
        lines.deallocate()
    }

    func append(_ event: consuming DataEvent) {
        if end == capacity { grow() }
        (events + end).initialize(to: event)
        (lines + end).initialize(to: line)
        end += 1
    }

    func next() -> DataEvent? {
        guard first < end else { return nil }
        let event = (events + first).move()
        lineGiven = lines[first]
        first += 1
        if first == end { (first, end) = (0, 0) }
        return event
    }

    private func grow() {
        let larger = UnsafeMutablePointer<DataEvent>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: events + first, count: end - first)
        events.deallocate()
        let moreLines = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
        moreLines.moveInitialize(from: lines + first, count: end - first)
        lines.deallocate()
        lines = moreLines
        (events, first, end, capacity) = (larger, 0, end - first, capacity * 2)
    }
}
