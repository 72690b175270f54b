/// Words that stand often, each kept once and known by its number.
struct Words: Sendable {
    private(set) var all: [String] = []
    private var numbers: [String: Int32] = [:]

    var count: Int { all.count }

    subscript(number: Int32) -> String { all[Int(number)] }

    /// The number of a word; a new one gets the next.
    mutating func number(of word: String) -> Int32 {
        if let known = numbers[word] { return known }
        let number = Int32(all.count)
        numbers[word] = number
        all.append(word)
        return number
    }

    func known(_ word: String) -> Int32? { numbers[word] }
}
