import LegalTime

extension LawDifference {
    /// Clocks by name: what is counted, from when to when, and what the law makes of the end.
    var clocks: [LawChange] {
        pairs(old.clocks, new.clocks) { $0.name }.compactMap { was, now in
            guard let rule = now ?? was else { return nil }
            var details: [LawChange.Detail] = []
            if let was, let now {
                details = differing(was, now)
                if details.isEmpty { return nil }
            }
            let view = now == nil ? old : new
            return LawChange(
                part: .clock, sign: sign(was, now), name: view.title(ofClock: rule.name),
                details: details, article: rule.article,
                sources: rule.source.isEmpty ? [] : [rule.source], verified: rule.isVerified,
                isForPerson: meetsPerson(rule))
        }
    }

    /// How long the office takes, and what silence means, is the person's affair too.
    private func meetsPerson(_ rule: ClockRule) -> Bool {
        rule.whose == .person || rule.name == decisionClock || rule.effect != .none
    }

    private func differing(_ was: ClockRule, _ now: ClockRule) -> [LawChange.Detail] {
        var list = DetailList()
        if was.length != now.length || was.unit != now.unit {
            list.add(.length, .period(was), .period(now))
        }
        list.add(.title, title(was), title(now))
        list.add(.starts, .events(was.starts.map(\.event)), .events(now.starts.map(\.event)))
        list.add(.ends, .events(was.metBy), .events(now.metBy))
        list.add(.stops, .events(stops(was)), .events(stops(now)))
        list.add(.extensions, .events(extensions(was)), .events(extensions(now)))
        list.add(.distance, LawValue(was.dilation?.name), LawValue(now.dilation?.name))
        list.add(.whose, .whose(was.whose), .whose(now.whose))
        list.add(.effect, .effect(was.effect), .effect(now.effect))
        list.add(.article, LawValue(was.article), LawValue(now.article))
        list.add(.sources, LawValue(was.source), LawValue(now.source))
        list.add(.confirmed, .flag(was.isVerified), .flag(now.isVerified))
        if !isCountedAlike(was, now) { list.add(.counting, .flag(false), .flag(true)) }
        return list.details
    }

    /// Whether nothing else differs: how the last day rolls, limits, conditions, for how long a clock stands still.
    private func isCountedAlike(_ was: ClockRule, _ now: ClockRule) -> Bool {
        var same = now
        // The days of a rule are those of its version, not a difference of the rule.
        (same.validFrom, same.validTo) = (was.validFrom, was.validTo)
        (same.length, same.unit, same.titles) = (was.length, was.unit, was.titles)
        (same.metBy, same.whose, same.effect) = (was.metBy, was.whose, was.effect)
        (same.article, same.source) = (was.article, was.source)
        (same.isVerified, same.dilation) = (was.isVerified, was.dilation)
        // Where the events differ, that is said already.
        if was.starts.map(\.event) != now.starts.map(\.event) { same.starts = was.starts }
        if stops(was) != stops(now) { same.suspensions = was.suspensions }
        if extensions(was) != extensions(now) { same.extensions = was.extensions }
        return same == was
    }

    private func title(_ rule: ClockRule) -> LawValue {
        .text(
            LocalText(
                pt: rule.titles["pt"] ?? rule.name, en: rule.titles["en"] ?? rule.name))
    }

    private func stops(_ rule: ClockRule) -> [String] { rule.suspensions.flatMap(\.by) }

    private func extensions(_ rule: ClockRule) -> [String] { rule.extensions.map(\.by) }
}
