import Kernel

/// A day as HSDS 1.x writes it: `1/24/1970`, `1/24/70`, `January 20, 1970` or `1970-01-20`.
func olderDay(_ text: String) -> Day? {
    if let day = Day(iso: text) { return day }
    let slashed = text.split(separator: "/").map { Int($0) }
    if slashed.count == 3, let month = slashed[0], let day = slashed[1], let year = slashed[2] {
        return Day(year: year < 100 ? century(year) : year, month: month, day: day)
    }
    let words = text.split { $0 == " " || $0 == "," }
    guard words.count == 3, let day = Int(words[1]), let year = Int(words[2]),
        let month = months.firstIndex(of: words[0].lowercased())
    else { return nil }
    return Day(year: year, month: month + 1, day: day)
}

/// Years of two digits as POSIX reads them: 69 to 99 are of the last century.
private func century(_ year: Int) -> Int { year < 69 ? 2_000 + year : 1_900 + year }

private let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october",
    "november", "december",
]
