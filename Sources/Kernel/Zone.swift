/// A place's civil time, read from the bytes of a TZif file (RFC 8536) that the caller hands in.
///
/// Only explicit transitions are used; after the last one its offset goes on (tzdata carries
/// transitions to 2037).
public struct Zone: Sendable {
    private let transitions: [Int64]
    private let offsets: [Int32]
    private let first: Int32

    /// Greenwich, for machines and tests.
    public static let utc = Zone(transitions: [], offsets: [], first: 0)

    private init(transitions: [Int64], offsets: [Int32], first: Int32) {
        self.transitions = transitions
        self.offsets = offsets
        self.first = first
    }

    /// Reads version 2 or later data; nil where the bytes are not a whole TZif file.
    public init?(tzif bytes: [UInt8]) {
        guard let head = TZifHeader(bytes, at: 0), head.version >= UInt8(ascii: "2") else {
            return nil
        }
        let second = 44 + head.bodyLength(timeSize: 4)
        guard let body = TZifHeader(bytes, at: second) else { return nil }
        guard bytes.count >= second + 44 + body.bodyLength(timeSize: 8) else { return nil }
        var at = second + 44
        var times: [Int64] = []
        for _ in 0..<body.timeCount {
            times.append(bigEndian(bytes, at, 8))
            at += 8
        }
        let kinds = Array(bytes[at..<at + body.timeCount])
        at += body.timeCount
        let types = (0..<body.typeCount).map {
            Int32(truncatingIfNeeded: bigEndian(bytes, at + $0 * 6, 4))
        }
        guard let standard = types.first, kinds.allSatisfy({ Int($0) < types.count }) else {
            return nil
        }
        self.init(transitions: times, offsets: kinds.map { types[Int($0)] }, first: standard)
    }

    /// Seconds east of Greenwich at an instant.
    public func offsetSeconds(at moment: Moment) -> Int {
        let seconds = moment.secondsSince1970
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? first : offsets[low - 1])
    }

    /// The day that people at the place write at an instant.
    public func day(of moment: Moment) -> Day {
        moment.adding(seconds: Int64(offsetSeconds(at: moment))).utcDay
    }

    /// Minutes since midnight at the place.
    public func minuteOfDay(of moment: Moment) -> Int {
        let local = moment.adding(seconds: Int64(offsetSeconds(at: moment)))
        return Int(local.secondsSince1970 - Int64(local.utcDay.number) * 86_400) / 60
    }

    /// The instant at which clocks of the place show a time; in a gap the time after it, in an
    /// overlap the earlier one.
    public func moment(_ day: Day, hour: Int = 0, minute: Int = 0) -> Moment {
        let wall = Moment(day, hour: hour, minute: minute)
        let before = offsetSeconds(at: wall.adding(seconds: -86_400))
        let guess = wall.adding(seconds: Int64(-before))
        return wall.adding(seconds: Int64(-offsetSeconds(at: guess)))
    }
}

/// The fixed part of a TZif block.
private struct TZifHeader {
    let version: UInt8
    let counts: [Int]

    init?(_ bytes: [UInt8], at start: Int) {
        guard bytes.count >= start + 44, Array(bytes[start..<start + 4]) == Array("TZif".utf8)
        else {
            return nil
        }
        version = bytes[start + 4]
        counts = (0..<6).map { Int(bigEndian(bytes, start + 20 + $0 * 4, 4)) }
        guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
    }

    var timeCount: Int { counts[3] }
    var typeCount: Int { counts[4] }

    /// Bytes after the header: times, kinds, types, designations, leap seconds, two indicator lists.
    func bodyLength(timeSize: Int) -> Int {
        let times = timeCount * timeSize + timeCount
        let leaps = counts[2] * (timeSize + 4)
        return times + typeCount * 6 + counts[5] + leaps + counts[1] + counts[0]
    }
}

private func bigEndian(_ bytes: [UInt8], _ start: Int, _ width: Int) -> Int64 {
    var value: Int64 = width == 4 && bytes[start] & 0x80 != 0 ? -1 : 0
    for byte in bytes[start..<start + width] { value = value << 8 | Int64(byte) }
    return value
}
