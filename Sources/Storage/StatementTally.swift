import Synchronization

/// How many statements a store was given: a proof holds two stores against each other by it.
package final class StatementTally: Sendable {
    private let count = Atomic<Int>(0)

    package var value: Int { count.load(ordering: .relaxed) }

    func add() { count.wrappingAdd(1, ordering: .relaxed) }
}
