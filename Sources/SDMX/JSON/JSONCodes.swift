/// The values of a component in the order in which they were met: an index stands for each in the data.
struct JSONCodes {
    private(set) var values: [String] = []
    private var positions: [String: Int] = [:]
    private var last: (text: String, index: Int)?

    mutating func index(of text: String) -> Int {
        if let last, last.text == text { return last.index }
        let index = positions[text] ?? add(text)
        last = (text, index)
        return index
    }

    /// The index, or nil where the list is long enough to be one of texts and not of codes.
    mutating func index(of text: String, atMost limit: Int) -> Int? {
        if values.count >= limit, positions[text] == nil { return nil }
        return index(of: text)
    }

    private mutating func add(_ text: String) -> Int {
        positions[text] = values.count
        values.append(text)
        return values.count - 1
    }
}

/// The attributes of one level in the order in which they were met.
struct JSONAttributeList {
    struct Entry {
        let name: String
        /// Dimensions by place that a group's attribute hangs on; -1 is the period.
        let named: [Int]
        var codes = JSONCodes()
    }

    private(set) var entries: [Entry] = []
    private var positions: [String: Int] = [:]

    mutating func position(of name: String, named: [Int] = []) -> Int {
        let key = named.isEmpty ? name : name + "\n" + named.map(String.init).joined(separator: ",")
        if let at = positions[key] { return at }
        entries.append(Entry(name: name, named: named))
        positions[key] = entries.count - 1
        return entries.count - 1
    }

    /// Writes attributes as an array: an index each, `null` where there is none. What has too many values for a list is
    /// written out; 1.0 has no other form than indexes.
    mutating func write(
        _ attributes: [String: String], named: [Int] = [], into out: inout JSONOut,
        isFirst: inout Bool, mayWriteOut: Bool
    ) {
        guard !attributes.isEmpty else { return }
        // A dictionary's order changes from run to run: names that are new take their places by name.
        if !named.isEmpty || attributes.keys.contains(where: { positions[$0] == nil }) {
            for name in attributes.keys.sorted() { _ = position(of: name, named: named) }
        }
        let placed = attributes.map { (at: position(of: $0.key, named: named), text: $0.value) }
            .sorted { $0.at < $1.at }
        var next = 0
        for (at, text) in placed {
            while next < at {
                out.comma(&isFirst)
                out.raw("null")
                next += 1
            }
            write(at, text, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
            next += 1
        }
    }

    mutating func write(
        _ at: Int, _ text: String, into out: inout JSONOut, isFirst: inout Bool, mayWriteOut: Bool
    ) {
        out.comma(&isFirst)
        let limit = mayWriteOut && !AttributeText.isRich(text) ? valuesMax : .max
        if let index = entries[at].codes.index(of: text, atMost: limit) {
            out.whole(index)
        } else {
            out.string(text)
        }
    }
}

/// A list of more values is one of texts.
private let valuesMax = 5_000
