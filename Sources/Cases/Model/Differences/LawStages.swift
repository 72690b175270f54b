extension LawDifference {
    /// Where a case can stand, and on what condition.
    var stages: [LawChange] {
        let named = pairs(old.stages, new.stages) { $0.code }.compactMap { was, now in
            change(was, now)
        }
        return named + order
    }

    private func change(_ was: Stage?, _ now: Stage?) -> LawChange? {
        guard let stage = now ?? was else { return nil }
        var list = DetailList()
        if let was, let now {
            list.add(.title, .text(was.title), .text(now.title))
            list.add(.turn, .turn(was.turn), .turn(now.turn))
            list.add(.clock, clock(was, old), clock(now, new))
            list.add(.condition, LawValue(was.when?.text), LawValue(now.when?.text))
            if list.details.isEmpty { return nil }
        }
        // What a person reads of a stage is its name and whose turn it is.
        let isRead = list.details.contains { $0.aspect == .title || $0.aspect == .turn }
        return LawChange(
            part: .stage, sign: sign(was, now), name: stage.title, details: list.details,
            article: "", sources: [], verified: nil,
            isForPerson: isRead || was == nil || now == nil)
    }

    private func clock(_ stage: Stage, _ view: LawView) -> LawValue {
        LawValue(stage.clock.map { view.title(ofClock: $0) })
    }

    /// A case stands at the last stage whose condition holds: another order is another rule.
    private var order: [LawChange] {
        let both = Set(old.stages.map(\.code)).intersection(new.stages.map(\.code))
        let was = old.stages.map(\.code).filter(both.contains)
        let now = new.stages.map(\.code).filter(both.contains)
        if was == now { return [] }
        let detail = LawChange.Detail(
            aspect: .order, old: .stages(was.map(old.title(ofStage:))),
            new: .stages(now.map(new.title(ofStage:))))
        return [
            LawChange(
                part: .stage, sign: .changed, name: new.procedure.title, details: [detail],
                article: "", sources: [], verified: nil, isForPerson: false)
        ]
    }

    /// What is done in a case and has no more to it than that it was done.
    var steps: [LawChange] {
        pairs(old.steps, new.steps) { $0.code }.compactMap { was, now in
            guard let step = now ?? was else { return nil }
            var details: [LawChange.Detail] = []
            if let was, let now {
                details = differing(was, now)
                if details.isEmpty { return nil }
            }
            return LawChange(
                part: .step, sign: sign(was, now), name: step.title, details: details,
                article: "", sources: [], verified: nil,
                isForPerson: step.by == .person || step.tells != nil)
        }
    }

    private func differing(_ was: StepRule, _ now: StepRule) -> [LawChange.Detail] {
        var list = DetailList()
        list.add(.title, .text(was.title), .text(now.title))
        list.add(.act, .text(was.act), .text(now.act))
        list.add(.by, .actor(was.by), .actor(now.by))
        list.add(
            .from, .stages(was.from.map(old.title(ofStage:))),
            .stages(now.from.map(new.title(ofStage:))))
        list.add(.condition, LawValue(was.when?.text), LawValue(now.when?.text))
        list.add(.otherwise, LawValue(was.otherwise), LawValue(now.otherwise))
        list.add(.repeats, .flag(was.repeats), .flag(now.repeats))
        list.add(.ends, LawValue(was.ends), LawValue(now.ends))
        list.add(.note, LawValue(was.note), LawValue(now.note))
        list.add(.tells, LawValue(was.tells), LawValue(now.tells))
        return list.details
    }

    /// How a decision may end, and each ground on which.
    var outcomes: [LawChange] {
        pairs(old.procedure.outcomes, new.procedure.outcomes) { $0.code }.flatMap { was, now in
            outcome(was, now)
                + grounds(was?.grounds ?? [], now?.grounds ?? [])
                + grounds(was?.despiteMissing ?? [], now?.despiteMissing ?? [])
        }
    }

    private func outcome(_ was: OutcomeRule?, _ now: OutcomeRule?) -> [LawChange] {
        guard let rule = now ?? was else { return [] }
        var list = DetailList()
        if let was, let now {
            list.add(.title, .text(was.title), .text(now.title))
            list.add(.letter, .plain(was.letter), .plain(now.letter))
            list.add(.hearing, .flag(was.hearing), .flag(now.hearing))
            list.add(.condition, LawValue(was.when?.text), LawValue(now.when?.text))
            list.add(.otherwise, LawValue(was.otherwise), LawValue(now.otherwise))
            list.add(.text, challenge(was), challenge(now))
            if list.details.isEmpty { return [] }
        }
        return [
            LawChange(
                part: .outcome, sign: sign(was, now), name: rule.title, details: list.details,
                article: rule.challenge.first?.article ?? "",
                sources: rule.challenge.flatMap(\.sources), verified: nil, isForPerson: true)
        ]
    }

    private func challenge(_ rule: OutcomeRule) -> LawValue {
        if rule.challenge.isEmpty { return .nothing }
        return .text(
            LocalText(
                pt: rule.challenge.map(\.text.pt).joined(separator: " "),
                en: rule.challenge.map(\.text.en).joined(separator: " ")))
    }

    private func grounds(_ old: [Ground], _ new: [Ground]) -> [LawChange] {
        pairs(old, new) { $0.code }.compactMap { was, now in
            guard let ground = now ?? was else { return nil }
            var list = DetailList()
            if let was, let now {
                list.add(.title, .text(was.title), .text(now.title))
                list.add(.article, LawValue(was.article), LawValue(now.article))
                list.add(.confirmed, .flag(was.verified), .flag(now.verified))
                if list.details.isEmpty { return nil }
            }
            return LawChange(
                part: .ground, sign: sign(was, now), name: ground.title, details: list.details,
                article: ground.article, sources: ground.sources, verified: ground.verified,
                isForPerson: true)
        }
    }
}
