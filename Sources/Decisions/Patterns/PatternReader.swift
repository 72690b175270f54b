/// Reads a regular expression (XML Schema part 2, appendix F, with the additions of XPath).
struct PatternReader {
    private let text: [Unicode.Scalar]
    private var at = 0
    private let flags: Pattern.Flags
    private(set) var groupCount = 0
    private var depth = 0

    private static let depthMax = 60
    private static let countMax = 1_000

    init(_ text: String, flags: Pattern.Flags) {
        let scalars = Array(text.unicodeScalars)
        let isSpaced = flags.skipsSpace && !flags.isLiteral
        self.text = isSpaced ? PatternReader.dense(scalars) : scalars
        self.flags = flags
    }

    /// Without the space that stands outside of sets.
    private static func dense(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var (kept, depth, isEscaped): ([Unicode.Scalar], Int, Bool) = ([], 0, false)
        for scalar in scalars {
            if depth == 0, " \t\n\r".unicodeScalars.contains(scalar) { continue }
            if !isEscaped { depth += scalar == "[" ? 1 : scalar == "]" ? -1 : 0 }
            isEscaped = scalar == "\\" && !isEscaped
            kept.append(scalar)
        }
        return kept
    }

    mutating func whole() -> PatternNode? {
        if flags.isLiteral { return .sequence(text.map { .set(.one($0)) }) }
        guard let node = choice(), at == text.count else { return nil }
        return node
    }

    private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func choice() -> PatternNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth < PatternReader.depthMax, let first = sequence() else { return nil }
        var parts = [first]
        while skip("|") {
            guard let part = sequence() else { return nil }
            parts.append(part)
        }
        return parts.count == 1 ? first : .choice(parts)
    }

    private mutating func sequence() -> PatternNode? {
        var parts: [PatternNode] = []
        while let next, next != "|", next != ")" {
            guard let atom = self.atom(), let part = quantified(atom) else { return nil }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
        let bounds: (Int, Int?)
        switch next {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let counted = counts() else { return nil }
            bounds = counted
            at -= 1
        default: return atom
        }
        at += 1
        return .repeated(atom, least: bounds.0, most: bounds.1, isLazy: skip("?"))
    }

    /// `{2}`, `{2,}`, `{2,5}`.
    private mutating func counts() -> (Int, Int?)? {
        at += 1
        guard let least = count() else { return nil }
        var most: Int? = least
        if skip(",") { most = next == "}" ? nil : count() ?? -1 }
        guard skip("}"), most.map({ $0 >= least }) ?? true else { return nil }
        return (least, most)
    }

    private mutating func count() -> Int? {
        var value: Int?
        while let next, ("0"..."9").contains(next), value ?? 0 <= PatternReader.countMax {
            value = (value ?? 0) * 10 + Int(next.value) - 48
            at += 1
        }
        return value.flatMap { $0 <= PatternReader.countMax ? $0 : nil }
    }

    private mutating func atom() -> PatternNode? {
        guard let scalar = next else { return nil }
        at += 1
        switch scalar {
        case "(": return group()
        case "[": return set().map { .set($0) }
        case ".": return .set(flags.dotTakesAll ? .any : .anyButLineEnd)
        case "^": return .start
        case "$": return .end
        case "\\": return escape()
        case "*", "+", "?", "{", "}", "]", ")": return nil
        default: return .set(.one(scalar))
        }
    }

    private mutating func group() -> PatternNode? {
        if next == "?" {
            at += 1
            guard skip(":"), let inner = choice(), skip(")") else { return nil }
            return inner
        }
        groupCount += 1
        let number = groupCount
        guard let inner = choice(), skip(")") else { return nil }
        return .group(number, inner)
    }

    private mutating func escape() -> PatternNode? {
        if let next, ("1"..."9").contains(next) {
            at += 1
            let group = Int(next.value) - 48
            return group <= groupCount ? .backreference(group) : nil
        }
        return escapedSet().map { .set($0) }
    }

    /// What a letter after `\` stands for.
    private mutating func escapedSet() -> ScalarSet? {
        guard let letter = next else { return nil }
        at += 1
        switch letter {
        case "n": return .one("\n")
        case "r": return .one("\r")
        case "t": return .one("\t")
        case "d": return .digit
        case "D": return .negated(.digit)
        case "s": return .space
        case "S": return .negated(.space)
        case "w": return .word
        case "W": return .negated(.word)
        case "i": return .nameStart
        case "I": return .negated(.nameStart)
        case "c": return .namePart
        case "C": return .negated(.namePart)
        case "p": return category()
        case "P": return category().map { .negated($0) }
        default:
            let isSign = "\\|.?*+(){}-[]^$".unicodeScalars.contains(letter)
            return isSign ? .one(letter) : nil
        }
    }

    private mutating func category() -> ScalarSet? {
        guard skip("{"), let end = text[at...].firstIndex(of: "}"), end - at <= 2 else {
            return nil
        }
        let name = text[at..<end].map { String($0) }.joined()
        at = end + 1
        return .category(name)
    }

    /// Behind `[`: single characters, ranges, escapes, and `-[…]` that takes some out.
    private mutating func set() -> ScalarSet? {
        depth += 1
        defer { depth -= 1 }
        guard depth < PatternReader.depthMax else { return nil }
        let isNegated = skip("^")
        var parts: [ScalarSet] = []
        while let scalar = next, scalar != "]" || parts.isEmpty {
            if scalar == "-", at + 1 < text.count, text[at + 1] == "[", !parts.isEmpty {
                at += 2
                guard let without = set(), skip("]") else { return nil }
                let all = ScalarSet.union(parts)
                return .difference(isNegated ? .negated(all) : all, without)
            }
            guard let part = setPart() else { return nil }
            parts.append(part)
        }
        guard skip("]"), !parts.isEmpty else { return nil }
        return isNegated ? .negated(.union(parts)) : .union(parts)
    }

    private mutating func setPart() -> ScalarSet? {
        guard let first = setScalar() else { return nil }
        guard case .one(let low) = first, next == "-", at + 1 < text.count, text[at + 1] != "]",
            text[at + 1] != "["
        else { return first }
        at += 1
        guard case .one(let high)? = setScalar(), low.value <= high.value else { return nil }
        return .range(low.value...high.value)
    }

    private mutating func setScalar() -> ScalarSet? {
        guard let scalar = next else { return nil }
        at += 1
        return scalar == "\\" ? escapedSet() : .one(scalar)
    }
}
