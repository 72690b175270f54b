import Kernel
import SDMX
import Storage

/// What one query sends of one flow, known before the first byte goes out.
struct DataPlan: Sendable {
    /// One data set of the answer.
    struct Part: Sendable, Equatable {
        enum Choice: Sendable, Equatable {
            case all
            /// What is new or says something else than before.
            case changed(since: SeriesState)
            /// What was there and is no more.
            case gone(since: SeriesState)
        }

        let state: SeriesState
        let choice: Choice

        var action: SDMXAction {
            switch choice {
            case .all: .information
            case .changed: .replace
            case .gone: .delete
            }
        }
    }

    let flow: ServedFlow
    let question: DataQuestion
    /// In the order in which they are sent.
    let lines: [ServedLine]
    let values: ValueFilter
    let parts: [Part]
    /// How many values the states have that are read, before any is left out.
    let amount: Int

    init(
        _ flow: ServedFlow, _ question: DataQuestion, _ generation: ServiceGeneration, in db: Reader
    ) throws {
        self.flow = flow
        self.question = question
        let keys = try KeyFilter(question, flow, generation)
        values = try ValueFilter(question, flow)
        let found = try flow.lines(matching: keys.query, in: db).filter { keys.matches($0.key) }
        lines = try DataPlan.ordered(found, flow, question)
        parts = try DataPlan.parts(flow, question, in: db)
        amount = try parts.map { try flow.amount(of: $0.state, in: db) }.reduce(0, +)
    }

    private static func parts(
        _ flow: ServedFlow, _ question: DataQuestion, in db: Reader
    ) throws -> [Part] {
        let states = try flow.states(question, in: db)
        guard let after = question.updatedAfter else {
            return states.map { Part(state: $0, choice: .all) }
        }
        guard let newest = states.last, newest.knownSince > after else { return [] }
        guard let before = try flow.state(at: after, in: db) else {
            return [Part(state: newest, choice: .all)]
        }
        if before.id == newest.id, before.until == newest.until { return [] }
        return [
            Part(state: newest, choice: .changed(since: before)),
            Part(state: newest, choice: .gone(since: before)),
        ]
    }

    /// For a section across a dimension, lines that differ in it alone stand together.
    private static func ordered(
        _ lines: [ServedLine], _ flow: ServedFlow, _ question: DataQuestion
    ) throws -> [ServedLine] {
        switch question.dimensionAtObservation {
        case timeID, allDimensions: return lines
        case let id:
            guard let position = flow.position(of: id) else {
                throw ServiceError.meaning(
                    "The flow \(flow.reference.text) has no dimension \(id).")
            }
            return lines.sorted {
                ($0.section(position), $0.number) < ($1.section(position), $1.number)
            }
        }
    }

    /// Whether the answer can never change. What was published of a day can be replaced on that day.
    func isImmutable(at now: Moment) -> Bool {
        let isOver =
            !flow.series.isOwn || parts.allSatisfy { $0.state.vintage < now.utcDay.description }
        return isOver && question.isImmutable(at: now)
    }

    /// The dimension across which sections lie; nil for time series and for tables.
    var sectionPosition: Int? { flow.position(of: question.dimensionAtObservation) }
}

extension ServedLine {
    /// The key without one position: lines with the same stand in one section.
    func section(_ position: Int) -> String {
        var rest = key
        rest.remove(at: position)
        return rest.joined(separator: ".")
    }
}

/// What the standard calls a table, in which no dimension stands before others.
let allDimensions = "AllDimensions"

/// Some lines with what of their values is sent; never empty.
struct DataChunk: Sendable {
    let part: DataPlan.Part
    let lines: [(line: ServedLine, values: [StoredValue])]
}

/// Reads a plan, a few lines at a time: however long the answer, this is all that stands in memory.
struct DataChunks: Sendable {
    let plan: DataPlan
    private var part = 0
    private var line = 0

    init(_ plan: DataPlan) { self.plan = plan }

    /// The next lines that have something; nil at the end.
    mutating func next(in db: Reader) throws -> DataChunk? {
        while part < plan.parts.count {
            while line < plan.lines.count {
                let batch = takeBatch()
                let read = try values(of: batch, plan.parts[part], in: db)
                if !read.isEmpty { return DataChunk(part: plan.parts[part], lines: read) }
            }
            line = 0
            part += 1
        }
        return nil
    }

    /// A section is not cut in two.
    private mutating func takeBatch() -> ArraySlice<ServedLine> {
        var end = min(line + linesAtOnce, plan.lines.count)
        if let position = plan.sectionPosition {
            let last = plan.lines[end - 1].section(position)
            while end < plan.lines.count, plan.lines[end].section(position) == last { end += 1 }
        }
        defer { line = end }
        return plan.lines[line..<end]
    }

    private func values(
        of batch: ArraySlice<ServedLine>, _ part: DataPlan.Part, in db: Reader
    ) throws -> [(line: ServedLine, values: [StoredValue])] {
        let header = FlowHeader(unit: plan.flow.series.unit, vintage: part.state.vintage)
        let now = try plan.flow.values(of: batch, state: part.state, in: db)
        let chosen: [StoredValue]
        switch part.choice {
        case .all: chosen = now
        case .changed(let before):
            let old = indexed(try plan.flow.values(of: batch, state: before, in: db))
            chosen = now.filter { old[$0.place]?.says($0) != true }
        case .gone(let before):
            let there = indexed(now)
            chosen = try plan.flow.values(of: batch, state: before, in: db).filter {
                there[$0.place] == nil
            }
        }
        let byLine = Dictionary(grouping: chosen, by: \.line)
        return batch.compactMap { line in
            let picked = plan.values.picked(byLine[line.number] ?? [], header)
            return picked.isEmpty ? nil : (line, picked)
        }
    }

    private func indexed(_ values: [StoredValue]) -> [StoredValue.Place: StoredValue] {
        Dictionary(values.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension StoredValue {
    struct Place: Hashable {
        let line: Int64
        let period: String
    }

    var place: Place { Place(line: line, period: period) }
}

/// Some thousand values for annual series, some ten thousand for daily ones.
private let linesAtOnce = 100
