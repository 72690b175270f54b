import Kernel
import Web

/// By what a program knows that it has an answer already: a tag and a moment (RFC 9110, 8.8 and 13).
struct Freshness: Sendable {
    let tag: String
    let changed: Moment
    /// The answer can never change.
    var isImmutable = false

    /// The tag is made of what the answer is made of.
    init(of parts: [String], changed: Moment, isImmutable: Bool = false) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0x1f) &* 0x100_0000_01b3
        }
        tag = "\"\(String(hash, radix: 36))\""
        self.changed = changed
        self.isImmutable = isImmutable
    }

    var headers: [(String, String)] {
        let age = isImmutable ? "public, max-age=\(yearSeconds), immutable" : "public, no-cache"
        return [
            ("vary", "accept"), ("etag", tag), ("last-modified", changed.httpDate),
            ("cache-control", age),
        ]
    }

    /// The answer without a body, where whoever asks has it.
    func notModified(_ exchange: Exchange) -> Reply? {
        let isKnown: Bool
        if let tags = exchange.headers["if-none-match"] {
            isKnown = tags.split(separator: ",").contains { given in
                let plain = given.trimmed
                return plain == "*" || plain == tag || plain == "W/" + tag
            }
        } else if let since = exchange.headers["if-modified-since"].flatMap(Moment.init(httpDate:))
        {
            isKnown = changed.secondsSince1970 <= since.secondsSince1970
        } else {
            isKnown = false
        }
        return isKnown ? Reply(status: 304, content: .empty, headers: headers) : nil
    }
}

extension Moment {
    /// `Sat, 28 Nov 2026 01:30:00 GMT`.
    var httpDate: String {
        let day = utcDay
        let seconds = Int(secondsSince1970 - Moment(day).secondsSince1970)
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(twoDigits)
        let name = dayNames[day.weekday - 1]
        let month = monthNames[day.month - 1]
        return
            "\(name), \(twoDigits(day.day)) \(month) \(day.year) \(parts.joined(separator: ":")) GMT"
    }

    /// The one form that is sent today (RFC 9110, 5.6.7); of older ones nothing is made.
    init?(httpDate text: String) {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "," }).map(
            String.init)
        guard parts.count == 8, parts[7] == "GMT", let number = Int(parts[1]),
            let month = monthNames.firstIndex(of: parts[2]), let year = Int(parts[3]),
            let day = Day(year: year, month: month + 1, day: number),
            let hour = Int(parts[4]), (0..<24).contains(hour), let minute = Int(parts[5]),
            (0..<60).contains(minute), let second = Int(parts[6]), (0...60).contains(second)
        else { return nil }
        self.init(day, hour: hour, minute: minute, second: second)
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

private let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
private let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
private let yearSeconds = 31_536_000
