import Kernel

/// How a round treated the groups of one kind (a language, a region, a sex), for everyone to read.
public struct Fairness: Equatable, Sendable {
    public struct Group: Equatable, Sendable {
        public let label: String
        /// Nil, as all that follows, where the group is too small to be told of.
        public let applicants: Int?
        /// Of a hundred applicants so many were assigned, rounded.
        public let assignedPercent: Int?
        /// From waiting since to the visit; nil also where too few were assigned.
        public let medianWaitDays: Int?
    }

    /// In the order of the labels.
    public let groups: [Group]

    /// Groups below `cellMin` are not told of, nor, where only one is, the next smallest: it would follow from the sum.
    public init(
        _ outcome: Outcome, of applicants: [Applicant], label: (Int64) -> String?, cellMin: Int
    ) {
        let visits = Dictionary(
            outcome.assigned.map { ($0.applicant, $0.slot.day) },
            uniquingKeysWith: { one, _ in one })
        let members = Dictionary(grouping: applicants) { label($0.name) ?? "" }
        let hidden = Fairness.hidden(members.mapValues(\.count), cellMin: cellMin)
        groups = members.sorted { $0.key < $1.key }.map { label, members in
            if hidden.contains(label) {
                return Group(
                    label: label, applicants: nil, assignedPercent: nil, medianWaitDays: nil)
            }
            let waits = members.compactMap { one in
                visits[one.name].map { $0.days(since: one.waitingSince) }
            }.sorted()
            return Group(
                label: label, applicants: members.count,
                assignedPercent: (waits.count * 200 + members.count) / (2 * members.count),
                medianWaitDays: waits.count < max(1, cellMin) ? nil : waits[(waits.count - 1) / 2])
        }
    }

    private static func hidden(_ counts: [String: Int], cellMin: Int) -> Set<String> {
        let bySize = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        let small = bySize.count { (counts[$0] ?? 0) < cellMin }
        return Set(bySize.prefix(small == 1 ? 2 : small))
    }
}
