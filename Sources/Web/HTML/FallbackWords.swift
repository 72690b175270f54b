import Languages

/// Names the language of what stands in English on a page of another language, for voices, breaks and directions.
///
/// A `Translator` marks such words. Here an element takes the place of the marks; inside a tag, and where no element
/// may stand, only the words stay. Whatever tag comes next ends the words: marks that somebody typed break no page.
struct FallbackWords {
    private let bytes: [UInt8]
    private let isMarkup: Bool
    private var out: [UInt8] = []
    private var at = 0
    private var depth = 0
    private var isNamed = false
    private var isInTag = false
    /// The element around, in which no other may stand.
    private var bareElement: String?

    /// The markup with the language of each such text named.
    static func named(_ markup: [UInt8]) -> [UInt8] { read(markup, isMarkup: true) }

    /// What is no page: the words alone.
    static func bare(_ bytes: [UInt8]) -> [UInt8] { read(bytes, isMarkup: false) }

    private static func read(_ bytes: [UInt8], isMarkup: Bool) -> [UInt8] {
        var words = FallbackWords(bytes: bytes, isMarkup: isMarkup)
        words.read()
        return words.out
    }

    private init(bytes: [UInt8], isMarkup: Bool) {
        (self.bytes, self.isMarkup) = (bytes, isMarkup)
        out.reserveCapacity(bytes.count)
    }

    private mutating func read() {
        while at < bytes.count {
            if let isStart = markHere {
                mark(isStart)
                at += startMark.count
            } else {
                if isMarkup { take(bytes[at]) }
                out.append(bytes[at])
                at += 1
            }
        }
        endWords()
    }

    /// Whether a mark here starts words; nil where none stands. In UTF-8 the two differ in their last byte alone.
    private var markHere: Bool? {
        guard bytes[at] == startMark[0], at + 2 < bytes.count, bytes[at + 1] == startMark[1] else {
            return nil
        }
        if bytes[at + 2] == startMark[2] { return true }
        return bytes[at + 2] == endMark[2] ? false : nil
    }

    private mutating func take(_ byte: UInt8) {
        if byte == UInt8(ascii: "<") {
            endWords()
            isInTag = true
            enter(bytes[(at + 1)...])
        } else if byte == UInt8(ascii: ">") {
            (isInTag, depth) = (false, 0)
        }
    }

    private mutating func enter(_ tag: ArraySlice<UInt8>) {
        if let around = bareElement {
            if tag.starts(with: "/\(around)".utf8) { bareElement = nil }
        } else {
            bareElement = bareElements.first { tag.starts(with: $0.utf8) }
        }
    }

    private mutating func mark(_ isStart: Bool) {
        depth = max(0, depth + (isStart ? 1 : -1))
        if isStart, depth == 1, isMarkup, !isInTag, bareElement == nil {
            out += #"<span lang="en" dir="ltr">"#.utf8
            isNamed = true
        } else if depth == 0 {
            endWords()
        }
    }

    private mutating func endWords() {
        if isNamed { out += "</span>".utf8 }
        (isNamed, depth) = (false, 0)
    }
}

private let startMark = Array(String(FallbackMark.start).utf8)
private let endMark = Array(String(FallbackMark.end).utf8)

/// In them stands text, or another kind of markup.
private let bareElements = ["title", "select", "textarea", "svg", "script", "style"]
