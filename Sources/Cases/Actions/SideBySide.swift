import Foundation

/// Does the parts of a list at once, one on each core, and returns what they came to in the order of the list.
func sideBySide<Part: Sendable, Made: Sendable>(
    _ list: [Part], _ act: @escaping @Sendable (ArraySlice<Part>) throws -> Made
) async throws -> [Made] {
    let parts = max(1, min(list.count, ProcessInfo.processInfo.activeProcessorCount))
    return try await withThrowingTaskGroup(of: (place: Int, made: Made).self) { group in
        for part in 0..<parts {
            let slice = list[list.count * part / parts..<list.count * (part + 1) / parts]
            group.addTask { (place: part, made: try act(slice)) }
        }
        var found: [(place: Int, made: Made)] = []
        for try await one in group { found.append(one) }
        return found.sorted { $0.place < $1.place }.map { $0.made }
    }
}
