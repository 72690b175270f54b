import Decisions
import Kernel

/// What a request costs, as dated tables: who of a household pays which amount, and what is taken off.
struct FeeSchedule: Sendable {
    let code: String
    let title: LocalText
    /// The procedure that charges it; nil where this installation has none.
    let procedure: String?
    /// When somebody last held it against its sources.
    let lastVerified: Day
    /// Address or description of each source by its key.
    let sources: [String: String]
    /// No two share a day.
    let tables: [FeeTable]

    /// The table under which a request of this day stands.
    func table(on day: Day) -> FeeTable? { tables.first { $0.isInForce(on: day) } }
}

/// The fee over a span of days.
struct FeeTable: Sendable {
    let name: String
    let title: LocalText
    let validFrom: Day
    let validTo: Day?
    let lines: [FeeLine]
    /// For each person the first that holds is taken off, and no other.
    let reductions: [FeeReduction]
    /// Said where no source tells what is taken off: then no total is made.
    let reductionsUnknown: LocalText?
    /// What a source says that says otherwise: while one holds no total is made.
    let rivals: [FeeAmount]
    /// The codes under which their rows stand.
    let rivalRows: [String]

    func isInForce(on day: Day) -> Bool { day >= validFrom && validTo.map { day <= $0 } ?? true }
}

/// One part of a fee.
struct FeeLine: Sendable {
    enum Payer: String, Sendable, CaseIterable {
        /// Each person of the file pays it.
        case member
        /// It is paid once for the file.
        case file
    }

    let code: String
    let title: LocalText
    let payer: Payer
    let rule: FeeRule?
    /// The code under which its rows stand.
    let row: String
    /// Whatever the rows say over the days of the table; empty where nobody knows.
    let amounts: [FeeAmount]
}

/// What is taken off for those of whom a condition holds.
struct FeeReduction: Sendable {
    let code: String
    let title: LocalText
    let rule: FeeRule
    /// The code under which its rows stand.
    let row: String
    let shares: [FeeAmount]
}

/// For whom something counts: as a condition, and in words.
struct FeeRule: Sendable {
    let when: FeeCondition
    let whom: LocalText
}

/// A row of decisions/fees.csv: the one place where an amount stands.
struct FeeAmount: Sendable, Equatable {
    enum Unit: String, Sendable, CaseIterable {
        case euro = "EUR"
        case percent
    }

    let code: String
    /// Nil where no source says since when: then it is the amount of no day.
    let validFrom: Day?
    let validTo: Day?
    /// Cents, or hundredths of a per cent.
    let hundredths: Int64
    let unit: Unit
    /// Keys of its sources.
    let sources: [String]
    let isVerified: Bool

    func holds(on day: Day) -> Bool {
        guard let validFrom else { return false }
        return day >= validFrom && validTo.map { day <= $0 } ?? true
    }
}

extension [FeeAmount] {
    func on(_ day: Day) -> [FeeAmount] { filter { $0.holds(on: day) } }
}
