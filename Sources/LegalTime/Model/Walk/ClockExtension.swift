// How a period grows.
extension ClockWalk {
    /// A fact that an extension waits for: the extension itself, its notice, its reason, or what excludes it.
    mutating func learn(_ facts: UInt32, on day: Int32, _ index: Int) {
        self.facts |= facts
        for (part, rule) in rule.extensions.enumerated() where facts & rule.needs != 0 {
            guard self.facts & rule.needs == rule.needs else { continue }
            if let refusal = refusal(rule, part, on: day) {
                observer.refused(refusal, on: day, event: index, part: part)
            } else {
                extend(rule, part, on: day, index)
            }
            // The next one needs an act of its own; the reasons stay.
            self.facts &= ~rule.by
        }
    }

    /// Why the period cannot be extended on a day, or nil where it can.
    private func refusal(
        _ rule: PreparedExtension, _ part: Int, on day: Int32
    ) -> ExtensionRefusal? {
        if day < outcome.start { return .early }
        if facts & rule.unless != 0 { return .barred }
        if used >> UInt32(8 * part) & 0xff >= rule.times { return .tooOften }
        // The last day is still in time.
        if isOver(on: day) { return .late }
        return nil
    }

    /// An extension whose notice or reason never came has no effect.
    mutating func missConditions() {
        for (part, rule) in rule.extensions.enumerated() where facts & rule.by != 0 {
            observer.refused(.conditionMissing, on: reached, event: -1, part: part)
        }
    }

    private mutating func extend(
        _ rule: PreparedExtension, _ part: Int, on day: Int32, _ index: Int
    ) {
        if day > anchor, !isPaused { advance(to: day) }
        extra += rule.length
        used += 1 << UInt32(8 * part)
        total = length(self.rule.length + extra)
        observer.saw(
            .extension, after: day, through: day, counted: rule.length, event: index, part: part)
        guard day > anchor, !isPaused else { return }
        // In the days to which an end had moved the period runs on; what stopped it meanwhile stops it now.
        advance(to: day)
        if stopped != 0 { isPaused = counted < total }
    }
}
