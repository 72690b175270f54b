import Kernel

/// A place of another directory, as its feed tells it: nobody of this house checked it.
struct FeedPlace: Sendable {
    let id: String
    let name: String
    let address: String?
    let point: Point?
    let phones: [String]
    /// What is offered there, in the words of the feed.
    let services: [String]
    /// Needs of ours that its services are sorted under.
    let needs: Set<String>
    /// Who offers it: the source that is named.
    let bodies: [String]
    let searched: String

    /// A feed rarely sorts by our needs: it is found by them where it does, else by words.
    func answers(need: String?, words: [Substring]) -> Bool {
        if need == nil, words.isEmpty { return false }
        if let need, !needs.contains(need) { return false }
        return words.allSatisfy { searched.contains(" " + $0) }
    }

    /// The near ones first; without a municipality by name.
    static func found(
        _ all: [FeedPlace], need: String?, words: String?, near: Municipality?
    ) -> [FeedPlace] {
        let wanted = searchable(words ?? "").split(separator: " ")
        let found = all.filter { $0.answers(need: need, words: wanted) }
        return found.sorted { left, right in
            let (one, other) = (left.kilometres(from: near), right.kilometres(from: near))
            return (one ?? .infinity, left.searched, left.id)
                < (other ?? .infinity, right.searched, right.id)
        }
    }

    func kilometres(from near: Municipality?) -> Double? {
        guard let start = near?.point, let point else { return nil }
        return start.kilometres(to: point)
    }
}
