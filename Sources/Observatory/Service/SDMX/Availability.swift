import SDMX
import Storage

/// Which data there are for a query: the codes of each dimension, from when to when, and how many.
struct Availability: Sendable {
    private(set) var codes: [[String: Bool]]
    private(set) var seriesCount = 0
    private(set) var observationCount = 0
    private(set) var first: TimePeriod?
    private(set) var last: TimePeriod?

    init(dimensions: Int) { codes = Array(repeating: [:], count: dimensions) }

    /// All that a flow has, counted by the store: no value is read.
    static func whole(of flow: ServedFlow, in db: Reader) throws -> Availability {
        let plan = try DataPlan(flow, DataQuestion(), .newer, in: db)
        var there = Availability(dimensions: flow.dimensions.count)
        for part in plan.parts {
            let amounts = try flow.amounts(of: part.state, in: db)
            for line in plan.lines {
                guard let amount = amounts[line.number] else { continue }
                there.take(line, amount)
            }
            for period in try flow.periods(of: part.state, in: db) { there.take(period) }
        }
        return there
    }

    private mutating func take(_ line: ServedLine, _ amount: Int) {
        seriesCount += 1
        observationCount += amount
        for (position, code) in line.key.enumerated() { codes[position][code] = true }
    }

    /// What the query sends.
    static func exact(_ plan: DataPlan, in db: Reader) throws -> Availability {
        var there = Availability(dimensions: plan.flow.dimensions.count)
        var chunks = DataChunks(plan)
        while let chunk = try chunks.next(in: db) {
            for (line, values) in chunk.lines {
                there.take(line, values.count)
                for value in values { there.take(value.period) }
            }
        }
        return there
    }

    /// What could be chosen besides: of each dimension the codes that bring series, whatever is chosen in it now.
    static func available(
        _ plan: DataPlan, _ question: DataQuestion, _ generation: ServiceGeneration, in db: Reader
    ) throws -> Availability {
        var there = try exact(plan, in: db)
        let keys = try KeyFilter(question, plan.flow, generation)
        var open = question
        open.key = "*"
        open.filters = question.filters.filter { plan.flow.position(of: $0.component) == nil }
        var chunks = DataChunks(try DataPlan(plan.flow, open, generation, in: db))
        while let chunk = try chunks.next(in: db) {
            for (line, _) in chunk.lines {
                if let position = keys.onlyMismatch(line.key) {
                    there.codes[position][line.key[position]] = true
                }
            }
        }
        return there
    }

    private mutating func take(_ text: String) {
        guard let period = TimePeriod(text) else { return }
        first = first.map { min($0, period) } ?? period
        last = last.map { $0.lastDay < period.lastDay ? period : $0 } ?? period
    }

    func codes(at position: Int) -> Set<String> { Set(codes[position].keys) }

    /// As SDMX says it; `components` are the dimensions that are asked for, all where it is empty.
    func constraint(
        of flow: ServedFlow, kind: ArtefactKind, components: Set<String> = []
    ) -> Constraint {
        var about = Maintained(kind, flow.constraintReference, names: flow.names)
        about.annotations = [
            Annotation(id: "obs_count", title: String(observationCount), type: "sdmx_metrics"),
            Annotation(id: "series_count", title: String(seriesCount), type: "sdmx_metrics"),
        ]
        var constraint = Constraint(about)
        constraint.role = "Actual"
        constraint.attachments = [
            ConstraintAttachment(kind: "Dataflow", target: SDMXURN(.dataflow, flow.reference).text)
        ]
        constraint.counts = ["obsCount": observationCount, "seriesCount": seriesCount]
        func isAsked(_ id: String) -> Bool { components.isEmpty || components.contains(id) }
        var keys = flow.dimensions.enumerated().filter { isAsked($0.element.id) }.map {
            position, dimension in
            let there = codes(at: position)
            let listed = dimension.codes.map(\.id).filter { there.contains($0) }
            return ValueSelection(dimension.id, values: listed.map { MemberValue($0) })
        }
        if isAsked(timeID), let first, let last {
            let range = TimeRange(from: first.description, to: last.description)
            keys.append(ValueSelection(timeID, timeRange: range))
        }
        constraint.regions = [
            CubeRegion(
                isIncluded: true, keys: keys.filter { !$0.values.isEmpty || $0.timeRange != nil })
        ]
        return constraint
    }
}

extension Annotation {
    init(id: String, title: String, type: String) {
        self.init()
        (self.id, self.title, self.type) = (id, title, type)
    }
}
