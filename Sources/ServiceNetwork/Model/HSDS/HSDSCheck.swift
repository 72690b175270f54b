import Formats
import Kernel

/// What is wrong with a value: said with the way out.
extension HSDSField {
    func trouble(_ value: JSON?) -> String? {
        guard let value, !value.isNull else {
            return isRequired ? "this field is required; give a value" : nil
        }
        if format == .number {
            return value.doubleValue == nil
                ? "a number is expected; write digits without quotation marks" : nil
        }
        guard let text = value.stringValue else { return "a text is expected here" }
        if text.isEmpty {
            return isRequired && !mayBeEmpty ? "this field is empty; give a value" : nil
        }
        return textTrouble(text)
    }

    private func textTrouble(_ text: String) -> String? {
        if let choices = format.choices {
            return choices.contains(text)
                ? nil : "'\(text)' is not one of \(choices.joined(separator: ", "))"
        }
        switch format {
        case .uuid: return isUUID(text) ? nil : "'\(text)' is no UUID"
        case .uri:
            return isWebAddress(text)
                ? nil : "'\(text)' is no address; begin it with https:// or http://"
        case .email: return isMailAddress(text) ? nil : "'\(text)' is no mail address"
        case .date: return Day(iso: text) == nil ? "'\(text)' is no day; write 2026-11-26" : nil
        case .dateTime:
            return Day(iso: String(text.prefix(10))) == nil || !text.dropFirst(10).hasPrefix("T")
                ? "'\(text)' is no instant; write 2026-11-26T09:00:00Z" : nil
        case .time: return minuteOfDay(text) == nil ? "'\(text)' is no time; write 09:30" : nil
        default: return nil
        }
    }
}

/// An absolute address of the web without a blank in it.
func isWebAddress(_ text: String) -> Bool {
    guard let mark = ["https://", "http://"].first(where: text.lowercased().hasPrefix) else {
        return false
    }
    let rest = text.dropFirst(mark.count)
    return !rest.isEmpty && !rest.hasPrefix("/") && !text.contains(where: \.isWhitespace)
}

func isMailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        && !text.contains(where: \.isWhitespace)
}

/// Minutes since midnight of `09:30`, `09:30:00`, `9:30 PM` or `3pm`; 24:00 is the end of a day.
func minuteOfDay(_ text: String) -> Int? {
    var bare = text.uppercased().filter { !$0.isWhitespace }
    let half = ["AM", "PM"].first(where: bare.hasSuffix)
    if half != nil { bare.removeLast(2) }
    if bare.hasSuffix("Z") { bare.removeLast() }
    let parts = bare.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard ((half == nil ? 2 : 1)...3).contains(parts.count) else { return nil }
    guard var hour = parts[0], let minute = parts.count > 1 ? parts[1] : 0 else { return nil }
    guard (0...59).contains(minute), parts.count < 3 || parts[2] != nil else { return nil }
    if let half {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + (half == "PM" ? 12 : 0)
    }
    let all = hour * 60 + minute
    return hour >= 0 && all <= 1_440 ? all : nil
}

/// `09:30` of minutes since midnight.
func clockText(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minute / 60) + ":" + two(minute % 60)
}
