import Decisions
import Formats
import Kernel

/// The rows of a table of amounts or fees: which value of a code holds from when to when.
enum DatedRows {
    private struct Row {
        let row: CSVRow
        let code: String
        let from: Day?
        let to: Day?
        let isVerified: Bool

        /// The value with its unit, in one form.
        var amount: String {
            let text = row["value"] ?? ""
            return (Number(text)?.description ?? text) + " " + (row["unit"] ?? "")
        }
    }

    private static let columns = ["code", "validFrom", "validTo", "value", "verified"]

    /// Dates that cannot be read, and codes that have two verified values on one day; nothing for tables of another form.
    static func problems(of file: DecisionFile) -> [PolicyProblem] {
        do {
            var reader = try CSVReader(bytes: file.bytes, file: file.file)
            guard columns.allSatisfy(reader.header.contains) else { return [] }
            let rows = try reader.rows().map(DatedRows.read)
            return contradictions(rows.filter(\.isVerified)).map {
                PolicyProblem($0, file: file.file)
            }
        } catch { return [PolicyProblem(error, file: file.file)] }
    }

    private static func read(_ row: CSVRow) throws -> Row {
        let verified = try row.string("verified")
        guard verified == "yes" || verified == "no" else {
            throw row.error("verified", "'\(verified)' is not known; write yes or no")
        }
        let (from, to) = (try day(row, "validFrom"), try day(row, "validTo"))
        if let from, let to, to < from {
            throw row.error("validTo", "\(to) comes before validFrom, \(from)")
        }
        return Row(
            row: row, code: try row.string("code"), from: from, to: to,
            isVerified: verified == "yes")
    }

    /// An empty end is open.
    private static func day(_ row: CSVRow, _ column: String) throws -> Day? {
        guard let text = row.optional(column) else { return nil }
        guard let day = Day(iso: text) else {
            throw row.error(column, "'\(text)' is no day; write 2026-11-23")
        }
        return day
    }

    private static func contradictions(_ rows: [Row]) -> [FormatError] {
        var (found, seen): ([FormatError], [String: [Row]]) = ([], [:])
        for row in rows {
            for other in seen[row.code] ?? [] where overlap(row, other) {
                if row.amount == other.amount { continue }
                found.append(
                    row.row.error(
                        "value",
                        "'\(row.code)' has two verified values on one day: \(row.amount) here, "
                            + "\(other.amount) in line \(other.row.line)"))
            }
            seen[row.code, default: []].append(row)
        }
        return found
    }

    private static func overlap(_ left: Row, _ right: Row) -> Bool {
        func isOver(_ row: Row, before other: Row) -> Bool {
            guard let end = row.to, let start = other.from else { return false }
            return end < start
        }
        return !isOver(left, before: right) && !isOver(right, before: left)
    }
}
