extension Moment {
    /// As people and programs write it in an address (RFC 3339): `2026-11-23` or `2026-11-23T12:00:00Z`, also with an
    /// offset, where a plus that came as a blank is one; without an offset it is UTC, and parts of a second are dropped.
    public init?(written text: String) {
        guard let day = Day(iso: String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty {
            self.init(day)
            return
        }
        guard rest.first == "T" || rest.first == " " else { return nil }
        let clock = rest.dropFirst().prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let parts = clock.split(separator: ":").map { Int($0.prefix { $0 != "." }) ?? -1 }
        guard (2...3).contains(parts.count), (0...23).contains(parts[0]),
            (0...59).contains(parts[1]),
            (0...60).contains(parts.count == 3 ? parts[2] : 0),
            let offset = offsetSeconds(rest.dropFirst(1 + clock.count))
        else { return nil }
        let local = Moment(
            day, hour: parts[0], minute: parts[1], second: parts.count == 3 ? parts[2] : 0)
        self = local.adding(seconds: Int64(-offset))
    }
}

/// `Z`, `+01:00`, or nothing, which is UTC.
private func offsetSeconds(_ text: Substring) -> Int? {
    if text.isEmpty || text == "Z" { return 0 }
    let parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard let sign = text.first, parts.count == 2, parts[0] < 24, parts[1] < 60 else { return nil }
    switch sign {
    case "+", " ": return parts[0] * 3_600 + parts[1] * 60
    case "-": return -(parts[0] * 3_600 + parts[1] * 60)
    default: return nil
    }
}
