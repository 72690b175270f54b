/// How two names come together: each word of the shorter one is, or may be, a word of the longer one. The same for
/// whichever stands first.
struct NameMatch: Hashable, Sendable {
    /// Words that are the same only as they sound.
    let spelledOtherwise: Int
    /// Words that only the longer name has: a surname that came with a marriage, a second name that was left out.
    let missing: Int
    /// The words that are the same stand in another order, as where first and last name were swapped.
    let isReordered: Bool

    /// Nil where a word of the shorter name is none of the longer one; one word alone finds one word alone.
    init?(_ name: ComparedName, _ otherName: ComparedName) {
        let (one, other) = (name.words, otherName.words)
        let fewest = min(one.count, other.count)
        guard fewest > 0 else { return nil }
        let texts = (Set(one.map(\.text)), Set(other.map(\.text)))
        let same = texts.0.intersection(texts.1)
        let left = one.filter { !same.contains($0.text) }
        let right = other.filter { !same.contains($0.text) }
        let pairs = pairings(left.map { word in right.map { word.isSpelling(of: $0) } })
        missing = max(one.count, other.count) - fewest
        if same.count + pairs == fewest, fewest > 1 || missing == 0 {
            let order = one.map(\.text).filter(same.contains)
            spelledOtherwise = pairs
            isReordered = order != other.map(\.text).filter(same.contains)
            return
        }
        guard name.isWritten(otherwiseThan: otherName) else { return nil }
        (spelledOtherwise, isReordered) = (1, false)
    }
}

/// How many of the rows can each have a column of their own among those they may have (Kuhn).
private func pairings(_ may: [[Bool]]) -> Int {
    var rowOf: [Int: Int] = [:]
    func seat(_ row: Int, _ tried: inout Set<Int>) -> Bool {
        for column in may[row].indices where may[row][column] && tried.insert(column).inserted {
            if let before = rowOf[column], !seat(before, &tried) { continue }
            rowOf[column] = row
            return true
        }
        return false
    }
    var count = 0
    for row in may.indices {
        var tried: Set<Int> = []
        if seat(row, &tried) { count += 1 }
    }
    return count
}
