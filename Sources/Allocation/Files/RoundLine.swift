import Formats
import Kernel

/// One line of a round's file; what is wrong is told by file, line and field.
struct RoundLine {
    let file: String
    let number: Int
    let json: JSON

    init(file: String, number: Int, _ bytes: [UInt8]) throws {
        (self.file, self.number) = (file, number)
        do { json = try JSON.parse(bytes, file: file) } catch let error as FormatError {
            throw FormatError(
                file: file, line: number, column: error.column, message: error.message)
        }
        guard json.objectValue != nil else {
            throw FormatError(file: file, line: number, message: "a line is one JSON object")
        }
    }

    func error(_ field: String, _ message: String) -> FormatError {
        FormatError(file: file, line: number, field: field, message: message)
    }

    func text(_ field: String) throws -> String {
        guard let text = json[field]?.stringValue, !text.isEmpty else {
            throw error(field, "missing or no text; write it in quotes")
        }
        return text
    }

    /// A list of texts; empty where the field is not there.
    func texts(_ field: String) throws -> [String] {
        guard let value = json[field] else { return [] }
        let texts = value.arrayValue?.compactMap(\.stringValue)
        guard let texts, texts.count == value.arrayValue?.count else {
            throw error(field, "write a list of texts, as [\"pt\", \"en\"]")
        }
        return texts
    }

    func int(_ field: String, in range: ClosedRange<Int> = 0...Int(Int32.max)) throws -> Int {
        guard let value = json[field]?.intValue, range.contains(value) else {
            throw error(
                field, "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func day(_ field: String) throws -> Day {
        guard let day = Day(iso: try text(field)) else {
            throw error(field, "that is no day; write it as 2026-11-23")
        }
        return day
    }

    func hours(_ field: String) throws -> [Range<Int>] {
        let all = try texts(field).map { try hours(of: $0, field) }.sorted {
            $0.lowerBound < $1.lowerBound
        }
        for (one, other) in zip(all, all.dropFirst()) where one.overlaps(other) {
            throw error(field, "two of these times overlap; join them")
        }
        return all
    }

    func hours(of text: String, _ field: String) throws -> Range<Int> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else {
            throw error(field, "'\(text)' is no time of day; write it as 09:00-12:30")
        }
        return from..<to
    }

    func weekdays(_ field: String) throws -> Set<Int> {
        let days = json[field]?.arrayValue?.compactMap(\.intValue) ?? []
        guard !days.isEmpty, days.count == json[field]?.arrayValue?.count,
            days.allSatisfy((1...7).contains)
        else { throw error(field, "write a list of 1 (Monday) to 7 (Sunday), or leave it out") }
        return Set(days)
    }

    func kilometres(_ field: String) throws -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        for (place, value) in json[field]?.objectValue ?? [:] {
            guard let number = Int64(place), let far = value.intValue, (0...10_000).contains(far)
            else { throw error(field, "write places with kilometres, as {\"12\": 5}") }
            found[number] = far
        }
        guard !found.isEmpty else {
            throw error(field, "no place within reach; write as {\"12\": 5}, kilometres to each")
        }
        return found
    }

    /// Two digits a byte.
    func hex(_ field: String) throws -> [UInt8] {
        let digits = Array(try text(field).utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
        guard digits.count % 2 == 0, bytes.count * 2 == digits.count else {
            throw error(field, "write bytes as two hexadecimal digits each")
        }
        return bytes
    }

    private func minute(_ text: Substring) -> Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hour = Int(Substring(parts[0])), let minute = Int(Substring(parts[1])),
            (0...59).contains(minute), (0...24 * 60).contains(hour * 60 + minute)
        else { return nil }
        return hour * 60 + minute
    }
}
