import Kernel
import Storage

/// One stretch of a sorted list, such as the files that have a date: the front of an index at each office.
struct QueueFront: Sendable {
    let condition: SQL
    /// A column of whole numbers by which the stretch is sorted.
    let key: SQL
    /// Whether its index has no column for stage or procedure: these are looked at file by file.
    var isOnlyByOrder = false

    /// By the key, then by what keeps two of one key apart. A column that stood there twice would be sorted anew.
    func order(_ ties: [SQL], down: Bool = false) -> SQL {
        var seen = Set<String>()
        let columns = ([key] + ties).filter { seen.insert($0.text).inserted }
        let sorted = columns.map { column -> SQL in down ? "\(column) DESC" : column }
        return sorted.dropFirst().reduce(sorted[0]) { "\($0), \($1)" }
    }
}

/// The stretches of one class, as a queue sorts them: what has a date by the date of whoever has to act, the rest by filing.
/// Each file in which somebody has to act is in exactly one.
struct QueueStretches: Sendable {
    /// 0 is the class that comes first.
    let priority: Int
    /// On the day after the person's last one it is the office that must act, by its own date.
    let today: Day

    private var open: SQL { "turn <> 'none' AND priority = \(priority)" }
    /// Over: `+ 0` keeps the index that is sorted by the person's date out of what is sorted by the office's.
    private var over: SQL {
        "\(open) AND turn = 'person' AND next_date + 0 < \(today) AND decided_at IS NULL"
    }

    func dated(_ turn: Turn?) -> [QueueFront] {
        let office = [
            QueueFront(
                condition: "\(open) AND turn = 'state' AND next_date >= 0", key: "next_date"),
            QueueFront(
                condition: "\(over) AND office_date >= 0", key: "office_date", isOnlyByOrder: true),
            // Behind a decision the office has no other date than the one that passed.
            QueueFront(
                condition: """
                    \(open) AND turn = 'person' AND next_date < \(today) AND decided_at IS NOT NULL
                    """, key: "next_date"),
        ]
        let person = QueueFront(
            condition: "\(open) AND turn = 'person' AND next_date >= \(today)", key: "next_date")
        return (turn == .person ? [] : office) + (turn == .state ? [] : [person])
    }

    func undated(_ turn: Turn?) -> [QueueFront] {
        let office = [
            QueueFront(
                condition: "\(open) AND turn = 'state' AND next_date IS NULL", key: "filed_at"),
            QueueFront(
                condition: "\(over) AND office_date IS NULL", key: "filed_at", isOnlyByOrder: true),
        ]
        let person = QueueFront(
            condition: "\(open) AND turn = 'person' AND next_date IS NULL", key: "filed_at")
        return (turn == .person ? [] : office) + (turn == .state ? [] : [person])
    }
}
