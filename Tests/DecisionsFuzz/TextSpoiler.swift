/// Spoils a text by its tokens, so that much of it still means something.
struct TextSpoiler {
    /// Beyond what the engine reads of one text, so that its limit is met too.
    static let sizeMax = 120_000

    /// Words and signs of the language.
    let words: [String]
    let numbers: [String]
    /// What may stand around an expression.
    let pairs: [(open: String, close: String)]

    func spoilt(_ text: [UInt8], _ other: [UInt8], _ noise: inout Noise) -> [UInt8] {
        var result = text
        for _ in 0...noise.below(4) {
            result = changed(result, other, &noise)
            result.removeLast(max(0, result.count - TextSpoiler.sizeMax))
        }
        return result
    }

    private func changed(_ text: [UInt8], _ other: [UInt8], _ noise: inout Noise) -> [UInt8] {
        let tokens = TextSpoiler.tokens(text)
        guard !tokens.isEmpty else { return Array(noise.pick(words).utf8) }
        let span = TextSpoiler.span(tokens, &noise)
        var result = text
        switch noise.below(13) {
        case 0: result.replaceSubrange(span, with: TextSpoiler.part(of: other, &noise))
        case 1:
            let space = noise.oneIn(3) ? "" : " "
            let word = space + noise.pick(words) + space
            result.insert(contentsOf: word.utf8, at: span.lowerBound)
        case 2: result.replaceSubrange(noise.pick(tokens), with: noise.pick(words).utf8)
        case 3: repeatSpan(span, &result, &noise)
        case 4: result.removeSubrange(span)
        case 5: swapTokens(tokens, &result, &noise)
        case 6: result[span.lowerBound] ^= UInt8(1 << noise.below(8))
        case 7: result[span.lowerBound] = UInt8(noise.below(256))
        case 8: nest(span, &result, &noise)
        case 9: replaceNumber(tokens, &result, &noise)
        case 10: spoilQuotes(span, &result, &noise)
        case 11: renameOne(tokens, &result, &noise)
        default:
            result.removeLast(result.count - span.lowerBound)
            if noise.oneIn(2) { result += other.suffix(noise.below(other.count + 1)) }
        }
        return result
    }

    private func repeatSpan(_ span: Range<Int>, _ text: inout [UInt8], _ noise: inout Noise) {
        let room = max(0, TextSpoiler.sizeMax - text.count)
        let times = min(noise.pick([1, 2, 8, 64, 1_000]), room / span.count)
        let copies = Array(repeatElement(text[span], count: times).joined())
        text.insert(contentsOf: copies, at: span.upperBound)
    }

    private func swapTokens(
        _ tokens: [Range<Int>], _ text: inout [UInt8], _ noise: inout Noise
    ) {
        let (one, other) = (noise.pick(tokens), noise.pick(tokens))
        let (first, last) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
        guard first != last else { return }
        let (early, late) = (Array(text[first]), Array(text[last]))
        text.replaceSubrange(last, with: early)
        text.replaceSubrange(first, with: late)
    }

    private func nest(_ span: Range<Int>, _ text: inout [UInt8], _ noise: inout Noise) {
        let pair = noise.pick(pairs)
        let size = max(1, pair.open.utf8.count + pair.close.utf8.count)
        let levels = min(
            noise.pick([1, 3, 30, 99, 101, 1_001, 20_000]),
            max(0, TextSpoiler.sizeMax - text.count) / size)
        let closing = String(repeating: pair.close, count: levels)
        let opening = String(repeating: pair.open, count: levels)
        text.insert(contentsOf: closing.utf8, at: span.upperBound)
        text.insert(contentsOf: opening.utf8, at: span.lowerBound)
    }

    private func replaceNumber(
        _ tokens: [Range<Int>], _ text: inout [UInt8], _ noise: inout Noise
    ) {
        let found = tokens.filter { (48...57).contains(text[$0.lowerBound]) }
        let place = noise.pick(found.isEmpty ? tokens : found)
        text.replaceSubrange(place, with: noise.pick(numbers).utf8)
    }

    private func spoilQuotes(_ span: Range<Int>, _ text: inout [UInt8], _ noise: inout Noise) {
        let marks = ["\"", "\\\"", "\\u", "\\U1F600", "\\uD83D", "'", "@\"", "/*", "//", "\\"]
        text.insert(contentsOf: noise.pick(marks).utf8, at: span.upperBound)
        if noise.oneIn(2) { text.insert(UInt8(ascii: "\""), at: span.lowerBound) }
    }

    /// A name takes the place of another.
    private func renameOne(_ tokens: [Range<Int>], _ text: inout [UInt8], _ noise: inout Noise) {
        let found = tokens.filter { text[$0.lowerBound] > 64 }
        guard !found.isEmpty else { return }
        let name = Array(text[noise.pick(found)])
        text.replaceSubrange(noise.pick(found), with: name)
    }

    /// Some tokens that stand together.
    private static func part(of text: [UInt8], _ noise: inout Noise) -> ArraySlice<UInt8> {
        let found = TextSpoiler.tokens(text)
        return found.isEmpty ? [] : text[TextSpoiler.span(found, &noise)]
    }

    private static func span(_ tokens: [Range<Int>], _ noise: inout Noise) -> Range<Int> {
        let length = noise.oneIn(4) ? 40 : 4
        let first = noise.below(tokens.count)
        let last = min(tokens.count - 1, first + noise.below(length))
        return tokens[first].lowerBound..<tokens[last].upperBound
    }

    private enum Kind {
        case word, digit, space, sign

        init(_ byte: UInt8) {
            switch byte {
            case 48...57: self = .digit
            case 65...90, 95, 97...122, 128...255: self = .word
            case 9, 10, 13, 32: self = .space
            default: self = .sign
            }
        }
    }

    /// Words, digits and space together, signs one by one; all of the text.
    static func tokens(_ text: [UInt8]) -> [Range<Int>] {
        var (tokens, start): ([Range<Int>], Int) = ([], 0)
        while start < text.count {
            let kind = Kind(text[start])
            var end = start + 1
            if kind != .sign {
                while end < text.count, Kind(text[end]) == kind { end += 1 }
            }
            tokens.append(start..<end)
            start = end
        }
        return tokens
    }
}
