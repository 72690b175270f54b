import Kernel

/// Who comes before whom: priority class, then legal date, then waiting time, then the lot.
///
/// The lot is drawn for the number of a household alone, so it does not depend on who else takes part.
public struct Ranking: Sendable {
    private let lottery: Lottery

    public init(_ lottery: Lottery) {
        self.lottery = lottery
    }

    /// The best rank first; the same for every order in which they are handed in.
    public func order(_ applicants: [Applicant]) -> [Applicant] {
        applicants.map { (key: key($0), applicant: $0) }.sorted { $0.key < $1.key }
            .map(\.applicant)
    }

    /// The lot of a household, as anyone can recompute it: the lower the better.
    public func lot(of name: Int64) -> UInt64 { lottery.score(String(name)) }

    private func key(_ one: Applicant) -> Key {
        Key(
            priorityClass: one.priorityClass, legalDay: one.legalDate?.number ?? .max,
            waitingDay: one.waitingSince.number, lot: lot(of: one.name), name: one.name)
    }

    private struct Key: Comparable {
        let priorityClass: Int
        let legalDay: Int32
        let waitingDay: Int32
        let lot: UInt64
        let name: Int64

        static func < (left: Key, right: Key) -> Bool {
            (left.priorityClass, left.legalDay, left.waitingDay, left.lot, left.name)
                < (
                    right.priorityClass, right.legalDay, right.waitingDay, right.lot, right.name
                )
        }
    }
}
