/// A regular expression as XPath has them, compiled for a matcher that counts its steps.
struct Pattern: Sendable {
    enum Instruction: Sendable {
        case scalar(ScalarSet, weight: Int)
        /// Goes on at the first place, and at the second when that fails.
        case split(Int, Int)
        case jump(Int)
        /// Keeps where a group begins or ends.
        case save(Int)
        case start, end
        case backreference(Int)
        /// Leaves a loop whose round took nothing.
        case mark(Int)
        case progress(Int)
        case match
    }

    struct Flags: Sendable {
        var ignoresCase = false
        var dotTakesAll = false
        var isMultiline = false
        var skipsSpace = false
        var isLiteral = false

        /// Of `s`, `m`, `i`, `x`, `q`; nil where another letter stands.
        init?(_ text: String) {
            for letter in text {
                switch letter {
                case "i": ignoresCase = true
                case "s": dotTakesAll = true
                case "m": isMultiline = true
                case "x": skipsSpace = true
                case "q": isLiteral = true
                default: return nil
                }
            }
        }
    }

    let instructions: [Instruction]
    let flags: Flags
    let groupCount: Int
    let markCount: Int

    /// A repetition is written out, so its size is bounded.
    static let instructionsMax = 20_000

    /// Nil where the text is not a pattern.
    init?(_ text: String, flags letters: String) {
        guard let flags = Flags(letters) else { return nil }
        var reader = PatternReader(text, flags: flags)
        guard let node = reader.whole() else { return nil }
        var writer = PatternWriter()
        guard writer.write(node), writer.append(.match) else { return nil }
        instructions = writer.instructions
        groupCount = reader.groupCount + 1
        markCount = writer.markCount
        self.flags = flags
    }
}

/// A pattern as it was written.
indirect enum PatternNode {
    case set(ScalarSet)
    case start, end
    case sequence([PatternNode])
    case choice([PatternNode])
    case group(Int, PatternNode)
    case repeated(PatternNode, least: Int, most: Int?, isLazy: Bool)
    case backreference(Int)
}

private struct PatternWriter {
    var instructions: [Pattern.Instruction] = []
    var markCount = 0

    mutating func append(_ instruction: Pattern.Instruction) -> Bool {
        instructions.append(instruction)
        return instructions.count <= Pattern.instructionsMax
    }

    mutating func write(_ node: PatternNode) -> Bool {
        switch node {
        case .set(let set): return append(.scalar(set, weight: set.weight))
        case .start: return append(.start)
        case .end: return append(.end)
        case .backreference(let group): return append(.backreference(group))
        case .sequence(let parts):
            for part in parts where !write(part) { return false }
            return true
        case .group(let number, let inner):
            return append(.save(number * 2)) && write(inner) && append(.save(number * 2 + 1))
        case .choice(let parts): return writeChoice(parts)
        case .repeated(let inner, let least, let most, let isLazy):
            return writeRepeated(inner, least, most, isLazy)
        }
    }

    private mutating func writeChoice(_ parts: [PatternNode]) -> Bool {
        var jumps: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index < parts.count - 1 else {
                guard write(part) else { return false }
                break
            }
            let split = instructions.count
            guard append(.split(split + 1, 0)), write(part) else { return false }
            jumps.append(instructions.count)
            guard append(.jump(0)) else { return false }
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
        return true
    }

    private mutating func writeRepeated(
        _ inner: PatternNode, _ least: Int, _ most: Int?, _ isLazy: Bool
    ) -> Bool {
        for _ in 0..<least where !write(inner) { return false }
        guard let most else { return writeLoop(inner, isLazy) }
        var splits: [Int] = []
        for _ in least..<max(least, most) {
            splits.append(instructions.count)
            guard append(.split(0, 0)), write(inner) else { return false }
        }
        for split in splits { set(split, split + 1, instructions.count, isLazy) }
        return true
    }

    private mutating func writeLoop(_ inner: PatternNode, _ isLazy: Bool) -> Bool {
        let split = instructions.count
        let mark = markCount
        markCount += 1
        guard append(.split(0, 0)), append(.mark(mark)), write(inner), append(.progress(mark)),
            append(.jump(split))
        else { return false }
        set(split, split + 1, instructions.count, isLazy)
        return true
    }

    private mutating func set(_ split: Int, _ into: Int, _ past: Int, _ isLazy: Bool) {
        instructions[split] = isLazy ? .split(past, into) : .split(into, past)
    }
}
