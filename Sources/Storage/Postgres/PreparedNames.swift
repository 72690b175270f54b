/// Which texts a connection has prepared, by names that never come twice.
struct PreparedNames {
    private var names: [String: String] = [:]
    private var made = 0

    var isFull: Bool { names.count >= preparedMax }

    func name(of text: String) -> String? { names[text] }

    mutating func next() -> String {
        made += 1
        return "s\(made)"
    }

    mutating func keep(_ name: String, for text: String) { names[text] = name }

    mutating func removeAll() { names.removeAll() }

    /// Whether the server refused a statement that was prepared for another schema or is gone.
    func isStale(_ result: OpaquePointer) -> Bool {
        ["0A000", "26000"].contains(postgresField(result, postgresState))
    }
}

/// Statements that one connection keeps prepared; ours are some hundreds.
private let preparedMax = 1_000
