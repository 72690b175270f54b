import Formats

extension ClockRule {
    /// What can be written down but has no meaning.
    func check(_ node: YAML) throws {
        if let validFrom, let validTo, validTo < validFrom {
            throw try node.required("validTo").error("the rule ends before it begins")
        }
        if unit == .hours { try checkHours(node) }
        if isBackwards { try checkBackwards(node) }
        if isBeforeCourts, roll != .next {
            throw try node.required("before").error(
                "only an end that moves on moves over courts' holidays")
        }
        if !isBackwards, roll == .previous {
            throw try node.required("roll").error("only a period that runs backwards moves back")
        }
        let isShifted =
            dilation != nil || !interruptedBy.isEmpty
            || starts.contains { $0.presumed != nil }
        if countsEventDay, isShifted {
            throw try node.required("event_day").error(
                "where the day counts there is no dilation, no presumed receipt, no interruption")
        }
        try checkCounts(node)
    }

    private func checkHours(_ node: YAML) throws {
        let lengths = [length, limit?.length ?? 24] + extensions.map(\.length)
        guard lengths.allSatisfy({ $0 == 24 || $0 == 48 }) else {
            throw try node.required("length").error("hours are whole days: 24 or 48")
        }
    }

    private func checkBackwards(_ node: YAML) throws {
        let isPlain =
            needs.isEmpty && suspensions.isEmpty && interruptedBy.isEmpty && extensions.isEmpty
            && limit == nil && dilation == nil && !countsEventDay
        guard isPlain else {
            throw try node.required("direction").error(
                "a period that runs backwards cannot be stopped, extended or made to wait")
        }
    }

    private func checkCounts(_ node: YAML) throws {
        for (key, count) in [("needs", needs.count), ("suspensions", suspensions.count)]
        where count > PreparedRule.partsMax {
            throw node.error("'\(key)' holds \(PreparedRule.partsMax) at most")
        }
        let facts = Set(extensions.flatMap { [$0.by] + $0.needs + $0.unless })
        guard extensions.count <= PreparedRule.extensionsMax, facts.count <= 32 else {
            throw node.error(
                "'extensions' holds \(PreparedRule.extensionsMax) at most, with 32 events in all")
        }
        guard Set(extensions.map(\.by)).count == extensions.count else {
            throw node.error("each extension has an event of its own")
        }
    }
}
