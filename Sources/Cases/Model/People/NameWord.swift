import Foundation

/// One word of a name, in three shapes: as it is searched, as it sounds however it is spelled, and its consonants.
struct NameWord: Hashable, Sendable {
    /// Latin letters without accents and capitals.
    let text: String
    /// What only spelling adds is taken away: `mohammed` and `mohamed` are one.
    let plain: String
    /// The consonants of `plain`, with the kind of vowel that it begins with.
    let frame: String

    init(_ text: String) {
        self.text = text
        plain = NameWord.plain(text)
        frame = NameWord.frame(plain)
    }

    /// Whether two words may be one word that was spelled in two ways. The order of the two does not matter.
    func isSpelling(of other: NameWord) -> Bool {
        if text == other.text || plain == other.plain { return true }
        if text.count == 1 || other.text.count == 1 { return text.first == other.text.first }
        if isOtherGender(than: other) { return false }
        guard frame == other.frame, frame.count >= frameLettersMin else { return false }
        let longer = max(plain.count, other.plain.count)
        return distance(Array(plain.utf8), Array(other.plain.utf8)) <= max(1, longer / 3)
    }

    /// Paulo and Paula, Daniel and Daniela: brother and sister, often twins, not two spellings.
    private func isOtherGender(than other: NameWord) -> Bool {
        if plain == other.plain + "a" || other.plain == plain + "a" { return true }
        let ends: Set<Character> = Set([plain.last, other.plain.last].compactMap(\.self))
        return plain.dropLast() == other.plain.dropLast() && ends == ["a", "o"]
    }
}

extension NameWord {
    private static func plain(_ text: String) -> String {
        // As people from Bangladesh and Malaysia write it on their papers.
        if ["md", "mohd", "muhd"].contains(text) { return plain("mohamed") }
        var bytes = Array(text.utf8)
        for (spelled, sound) in sounds { bytes.replace(spelled.utf8, with: sound.utf8) }
        let word = String(decoding: bytes, as: UTF8.self)
        var letters: [Character] = []
        for letter in word where letter != "h" && letters.last != letter { letters.append(letter) }
        return letters.isEmpty ? text : String(letters)
    }

    private static func frame(_ plain: String) -> String {
        var letters: [Character] = []
        for (place, letter) in plain.enumerated() {
            switch letter {
            case "a", "o", "u": if place == 0 { letters.append("a") }
            case "e", "i": if place == 0 { letters.append("i") }
            default: letters.append(letter)
            }
        }
        return String(letters)
    }

    /// Letters of other alphabets, and Latin ones that no folding takes apart, in Latin letters.
    static func latin(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 128 }) { return name }
        return name.lowercased().map { letters[$0] ?? String($0) }.joined()
    }
}

/// A name for comparing.
struct ComparedName: Hashable, Sendable {
    /// Its words in their order, each once; particles such as `da`, `bin` and `al` tell nobody apart.
    let words: [NameWord]
    /// All of it as one word, and of how many it was.
    let whole: NameWord
    let parts: Int

    init(_ name: String) {
        let all = nameWords(NameWord.latin(name))
        words = ComparedName.telling(all).map(NameWord.init)
        whole = NameWord(all.joined())
        parts = all.count
    }

    /// The words of a name that tell it from others, in their order.
    static func telling(_ name: String) -> [String] { telling(nameWords(NameWord.latin(name))) }

    private static func telling(_ all: [String]) -> [String] {
        let telling = all.filter { !particles.contains($0) }
        return telling.isEmpty ? all : telling
    }

    /// Abd al-Rahman and Abdulrahman: other words, the same letters but for one.
    func isWritten(otherwiseThan other: ComparedName) -> Bool {
        parts != other.parts && whole.frame == other.whole.frame && !whole.frame.isEmpty
            && distance(Array(whole.plain.utf8), Array(other.whole.plain.utf8)) <= 1
    }
}

extension [UInt8] {
    /// Letters of ASCII, which stand in no other letter of UTF-8.
    fileprivate mutating func replace(_ spelled: String.UTF8View, with sound: String.UTF8View) {
        guard let first = spelled.first, contains(first) else { return }
        var (result, place) = ([UInt8](), 0)
        result.reserveCapacity(count + 4)
        while place < count {
            if self[place...].starts(with: spelled) {
                result += sound
                place += spelled.count
            } else {
                result.append(self[place])
                place += 1
            }
        }
        self = result
    }
}

/// How many letters differ, are missing or stand there in addition (Levenshtein).
func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for place in other.indices {
            let changed = diagonal + (letter == other[place] ? 0 : 1)
            diagonal = row[place + 1]
            row[place + 1] = min(changed, min(diagonal, row[place]) + 1)
        }
    }
    return row[other.count]
}

/// Shorter frames are those of Lia, Leo and Lea: three people.
private let frameLettersMin = 2

/// Ways of writing one sound, in the order in which they are taken; `#` stands for the sound of `ch` meanwhile.
private let sounds = [
    ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dj", "j"), ("ck", "k"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ch", "#"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("#", "c"),
    ("q", "k"), ("x", "ks"), ("z", "s"), ("w", "v"), ("y", "i"),
]

/// Words that stand between the words of a name in some spellings of it and not in others.
private let particles: Set<String> = [
    "da", "das", "de", "del", "di", "do", "dos", "du", "e", "el", "al", "ul", "ben", "bin", "bint",
    "ibn", "la", "las", "los", "van", "von", "der", "den", "y",
]

/// Cyrillic as passports write it in Latin letters (ICAO Doc 9303, part 3, section 6, for the letters that languages
/// share; where they differ the sounds of `NameWord` do), and Latin letters that are no letter with an accent. Of Arabic,
/// Devanagari and Bengali no standard table was at hand to be read, so names in them are found as they are written alone.
private let letters: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "iu", "я": "ia", "’": "", "ʼ": "",
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d",
]
