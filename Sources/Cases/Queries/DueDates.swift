import Kernel
import LegalTime
import Storage

extension CaseView {
    /// Whether the person could act and the last day for it is over.
    var isWindowOver: Bool {
        standing.turn == .person && next?.derivation.end.map { $0 < today } ?? false
    }

    var turn: Turn { isWindowOver ? .state : standing.turn }

    /// The clock of whoever has to act now.
    var due: LegalDate? { isWindowOver && !kase.isDecided ? decision : next }

    /// The clocks that run, whose turn it is first.
    var clocks: [LegalDate] {
        if kase.isDecided { return [next].compactMap(\.self) }
        let both = standing.turn == .person ? [next, decision] : [next]
        return (isWindowOver ? both.reversed() : both).compactMap(\.self)
    }
}

extension Case {
    /// The date of whoever has to act, for each file of a list. Where the person's window is over it is the office's
    /// own, which stands in the row of its clock: a window there is taken to end in silence. Behind a decision the office
    /// has no other date than the one that passed.
    static func dueDates(of cases: [Case], on today: Day, in db: Reader) throws -> [CaseID: Day] {
        let lapsed = cases.filter {
            !$0.isDecided && $0.turn(on: today) != $0.projection.turn
        }.map(\.id)
        var dates: [CaseID: Day] = [:]
        for kase in cases { dates[kase.id] = kase.projection.nextDate }
        if lapsed.isEmpty { return dates }
        let rows = try db.all(
            "SELECT kase, ends FROM case_clock WHERE clock = 'decision' AND kase IN \(list: lapsed)"
        )
        for id in lapsed { dates[id] = nil }
        for row in rows { dates[try row[0]] = try row[1] as Day? }
        return dates
    }
}
