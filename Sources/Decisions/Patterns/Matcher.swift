/// Runs a pattern over a text with a stack of its own, counting every step.
struct Matcher {
    private let pattern: Pattern
    let text: [Unicode.Scalar]
    private let run: Run
    /// Starts and ends of the groups, then the marks of loops.
    private var places: [Int]
    private var stack: [Choice] = []
    private var trail: [(slot: Int, old: Int)] = []

    private struct Choice {
        let instruction: Int
        let position: Int
        let trail: Int
    }

    init(_ pattern: Pattern, _ text: String, _ run: Run) {
        self.pattern = pattern
        self.text = Array(text.unicodeScalars)
        self.run = run
        places = Array(repeating: -1, count: pattern.groupCount * 2 + pattern.markCount)
    }

    /// Where the first match from a place on begins and ends.
    mutating func firstMatch(from start: Int) throws(DecisionLimit) -> Range<Int>? {
        var at = start
        while at <= text.count {
            if let end = try match(at: at) { return at..<end }
            at += 1
        }
        return nil
    }

    /// The text of a group of the last match; empty where it took no part.
    func group(_ number: Int) -> ArraySlice<Unicode.Scalar> {
        guard number > 0, number < pattern.groupCount, places[number * 2] >= 0,
            places[number * 2 + 1] >= places[number * 2]
        else { return [] }
        return text[places[number * 2]..<places[number * 2 + 1]]
    }

    var groupCount: Int { pattern.groupCount }

    private mutating func match(at start: Int) throws(DecisionLimit) -> Int? {
        try run.step(places.count / 16)
        for index in places.indices { places[index] = -1 }
        stack.removeAll(keepingCapacity: true)
        trail.removeAll(keepingCapacity: true)
        var (instruction, position) = (0, start)
        while true {
            try run.step()
            if case .match = pattern.instructions[instruction] { return position }
            if let next = try advance(&instruction, position) {
                position = next
            } else {
                guard let choice = stack.popLast() else { return nil }
                while trail.count > choice.trail {
                    let change = trail.removeLast()
                    places[change.slot] = change.old
                }
                (instruction, position) = (choice.instruction, choice.position)
            }
        }
    }

    /// The position after one instruction; nil where it fails.
    private mutating func advance(
        _ instruction: inout Int, _ position: Int
    ) throws(DecisionLimit) -> Int? {
        let current = pattern.instructions[instruction]
        instruction += 1
        switch current {
        case .scalar(let set, let weight):
            guard position < text.count else { return nil }
            try run.step(weight / 16)
            let isIn =
                pattern.flags.ignoresCase
                ? set.containsAnyCase(text[position]) : set.contains(text[position])
            return isIn ? position + 1 : nil
        case .split(let first, let second):
            stack.append(Choice(instruction: second, position: position, trail: trail.count))
            instruction = first
        case .jump(let target): instruction = target
        case .save(let slot): set(slot, position)
        case .start:
            let isStart = position == 0 || (pattern.flags.isMultiline && text[position - 1] == "\n")
            return isStart ? position : nil
        case .end:
            let isEnd =
                position == text.count || (pattern.flags.isMultiline && text[position] == "\n")
            return isEnd ? position : nil
        case .backreference(let number):
            let wanted = group(number)
            try run.step(wanted.count / 16)
            guard text[position...].starts(with: wanted) else { return nil }
            return position + wanted.count
        case .mark(let mark): set(pattern.groupCount * 2 + mark, position)
        case .progress(let mark):
            return places[pattern.groupCount * 2 + mark] == position ? nil : position
        case .match: break
        }
        return position
    }

    private mutating func set(_ slot: Int, _ position: Int) {
        trail.append((slot, places[slot]))
        places[slot] = position
    }
}
