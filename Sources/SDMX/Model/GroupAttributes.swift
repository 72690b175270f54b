/// What groups say, for formats that have none: the attributes of a key, without looking at each group.
struct GroupAttributes {
    private var shapes: [[Int]: [[String]: [String: String]]] = [:]

    var isEmpty: Bool { shapes.isEmpty }

    mutating func add(_ group: PartialKeyAttributes) {
        var named = group.key.indices.filter { group.key[$0] != nil }
        var codes = group.key.compactMap { $0 }
        if let period = group.period {
            named.append(-1)
            codes.append(period)
        }
        shapes[named, default: [:]][codes, default: [:]].merge(group.attributes) { _, last in last }
    }

    /// A group that names more dimensions speaks nearer.
    func attributes(of key: [String], _ period: String) -> [String: String] {
        var found: [String: String] = [:]
        for named in shapes.keys.sorted(by: { $0.count < $1.count }) {
            let codes = named.map { $0 < 0 ? period : key[$0] }
<<<<<<< HEAD
            if let attributes = shapes[named]?[codes] { found.merge(attributes) { _, nearer in nearer } }
=======
            if let attributes = shapes[named]?[codes] {
                found.merge(attributes) { _, nearer in nearer }
            }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        return found
    }
}
