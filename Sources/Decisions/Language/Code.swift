public import Kernel

/// A compiled expression: names are places, constants are values.
protocol Code: AnyObject, Sendable {
    func value(_ run: Run) throws(DecisionLimit) -> FEELValue
    /// The value as a truth; nil where it is neither true nor false.
    func truth(_ run: Run) throws(DecisionLimit) -> Bool?
}

extension Code {
    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        if case .boolean(let flag) = try value(run) { flag } else { nil }
    }
}

/// A model or its data asked for more than one evaluation may take.
public enum DecisionLimit: Error, Equatable, Sendable, CustomStringConvertible {
    case steps, depth, listItems, textLength

    public static let stepsMax = 10_000_000
    /// Levels of expressions within called functions: what the stack of a thread bears.
    static let depthMax = 4_000
    static let listItemsMax = 2_000_000
    /// What a root, power or logarithm counts for.
    static let seriesSteps = 100
    static let textLengthMax = 10_000_000
    /// Of a text that is walked through; each is a byte that is read and compared.
    static let charactersPerStep = 16

    public var description: String {
        switch self {
        case .steps:
            "the decision takes over \(DecisionLimit.stepsMax) steps; is there a loop without end?"
        case .depth: "functions call each other too deeply; is there a recursion without end?"
        case .listItems: "a list or context becomes too large or too deep"
        case .textLength: "a text has over \(DecisionLimit.textLengthMax) characters"
        }
    }
}

/// What the world tells a decision: places' clocks and the present moment.
public struct DecisionWorld: Sendable {
    let zones: ZoneSource
    let now: DateTime?

    /// Without zones, times of named places are null; without a moment, `now()` and `today()` are.
    public init(zones: @escaping ZoneSource = { _ in nil }, now: Moment? = nil) {
        self.zones = zones
        self.now = now.flatMap {
            DateTime(
                localSeconds: Int($0.secondsSince1970), nanosecond: 0, offset: .seconds(0))
        }
    }
}

/// One evaluation: its slots, its counters, what it has seen. Stays on one thread.
final class Run {
    let world: DecisionWorld
    // Accesses to what every step touches are not checked at run time: a run has one thread, and none of
    // its methods calls another while it changes one of these.
    let nodes: ModelNodes
    /// Those of the nodes, by their numbers.
    @exclusivity(unchecked) var values: [NodeValue]
    @exclusivity(unchecked) private var slots: [FEELValue] = [
        // As many as a small decision takes. Written out, they are made in a third of the time.
        .null, .null, .null, .null,
    ]
    @exclusivity(unchecked) private var base = 0
    /// Behind the slots of the frame.
    @exclusivity(unchecked) private var top = 0
    @exclusivity(unchecked) private var steps = 0
    private let stepsMax: Int
    @exclusivity(unchecked) private var depth = 0
    /// What the values rest on; nil where nobody wants to know why.
    let evidence: Evidence?
    /// Inputs that were looked for and are not known, in that order; nil where nobody wants to know.
    @exclusivity(unchecked) private(set) var missing: [Int]?

    init(
        _ nodes: ModelNodes = ModelNodes([]), world: DecisionWorld, isTracing: Bool = false,
        isAsking: Bool = false,
        stepsMax: Int = DecisionLimit.stepsMax
    ) {
        self.stepsMax = stepsMax
        self.nodes = nodes
        values = nodes.blank
        self.world = world
        evidence = isTracing ? Evidence() : nil
        missing = isAsking ? [] : nil
    }

    /// Whether the list in a slot has grown beyond what a value may be.
    func isTooLarge(_ slot: Int?) -> Bool {
        guard let slot else { return false }
        return self[slot].size > FEELValue.sizeMax || self[slot].depth > FEELValue.depthMax
    }

    func note(missing index: Int) {
        if missing?.contains(index) == false { missing?.append(index) }
    }

    subscript(slot: Int) -> FEELValue {
        get { slots[base + slot] }
        set { slots[base + slot] = newValue }
    }

    /// Takes a value out, so that it can be changed without a copy.
    func take(_ slot: Int) -> FEELValue {
        var value = FEELValue.null
        swap(&value, &slots[base + slot])
        return value
    }

    func step(_ count: Int = 1) throws(DecisionLimit) {
        steps += count
        if steps > stepsMax { throw .steps }
    }

    /// Runs code in a new frame, whose first slots hold the arguments.
    func call(
        _ code: FunctionCode, _ arguments: [FEELValue] = [], captured: [FEELValue] = []
    ) throws(DecisionLimit) -> FEELValue {
        try step(1 + code.slotCount / 16)
        depth += code.levels
        if depth > DecisionLimit.depthMax { throw .depth }
        let (outer, outerTop) = (base, top)
        base = outerTop
        top = base + max(arguments.count, code.slotCount)
        while slots.count < top { slots.append(.null) }
        for (slot, argument) in arguments.enumerated() { slots[base + slot] = argument }
        for (slot, value) in zip(code.captureSlots, captured) { slots[base + slot] = value }
        defer {
            // A list that stayed here could not be changed elsewhere without a copy.
            for slot in base..<top { slots[slot] = .null }
            (base, top) = (outer, outerTop)
            depth -= code.levels
        }
        return try code.body.value(self)
    }

    /// Counts the work of walking through a value.
    func weigh(_ value: FEELValue) throws(DecisionLimit) { try step(Int(value.size) / 4 + 1) }

    /// Counts the work of walking through a text, however short it is.
    func walk(_ text: String) throws(DecisionLimit) {
        try step(text.utf8.count / DecisionLimit.charactersPerStep + 1)
    }

    /// A member; of a list that of each item, which is work.
    func member(_ name: String, of value: FEELValue) throws(DecisionLimit) -> FEELValue {
        if case .list = value { try weigh(value) } else { try step() }
        return value.member(name)
    }

    /// A list that is not too large; its making counts as work.
    func checked(_ items: [FEELValue]) throws(DecisionLimit) -> FEELValue {
        try step(items.count / 4)
        return try checked(FEELValue.list(items))
    }

    /// What was made null because it was too large or too deep is an error.
    func checked(_ value: FEELValue) throws(DecisionLimit) -> FEELValue {
        if value.isNull { throw .listItems }
        return value
    }

    func checked(_ text: String) throws(DecisionLimit) -> FEELValue {
        if text.utf8.count > DecisionLimit.textLengthMax { throw .textLength }
        try step(text.utf8.count / DecisionLimit.charactersPerStep)
        return .string(text)
    }
}

/// Code with the size of the frame that it runs in.
final class FunctionCode: Sendable {
    let body: any Code
    let slotCount: Int
    /// Where the values go that a function takes along.
    let captureSlots: [Int]
    /// How deep the expression is.
    let levels: Int

    init(body: any Code, slotCount: Int, captureSlots: [Int] = [], levels: Int) {
        self.body = body
        self.slotCount = slotCount
        self.captureSlots = captureSlots
        self.levels = levels
    }
}
