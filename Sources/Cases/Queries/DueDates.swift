import Kernel
import LegalTime
import Storage

extension CaseView {
    /// Whether the person could act and the last day for it is over.
    var isWindowOver: Bool {
        history.turn == .person && next?.derivation.end.map { $0 < today } ?? false
    }

    var turn: Turn { isWindowOver ? .state : history.turn }

    /// The clock of whoever has to act now.
    var due: LegalDate? { isWindowOver ? decision : next }

    /// The clocks that run, whose turn it is first.
    var clocks: [LegalDate] {
        let both = history.turn == .person ? [next, decision] : [next]
        return (isWindowOver ? both.reversed() : both).compactMap(\.self)
    }
}

extension CaseHouse {
    /// The date of whoever has to act, for each file of a list. Where the person's window is over, the list keeps
    /// its last day only: the office's own date is derived.
    func dueDates(of cases: [Case], on today: Day, in db: Reader) throws -> [CaseID: Day] {
        var dates: [CaseID: Day] = [:]
        for kase in cases {
            dates[kase.id] =
                try kase.turn(on: today) == kase.projection.turn
                ? kase.projection.nextDate
                : clocks(of: kase).clock("decision", of: kase.history(in: db), on: today)?
                    .derivation.end
        }
        return dates
    }
}
