import Kernel
import LegalTime

@testable import Cases

/// What a case is but for the minute at which something was done: days count in law, and the order of two things of one
/// day only where the history tells them apart.
struct CaseState: Hashable {
    private let text: String

    init(_ kase: PureCase) {
        let parts = Mirror(reflecting: kase.history).children.map { child in
            let name = child.label ?? ""
            let values = Mirror(reflecting: child.value)
            // Of the steps the last word counts, so their order does.
            guard values.displayStyle == .collection, name != "steps" else {
                return name + "=\(child.value)".days
            }
            return name + "="
                + values.children.map { "\($0.value)".days }.sorted().joined(separator: ";")
        }
        text = parts.joined(separator: "\n") + "\n\(kase.today)"
    }
}

/// What anyone can tell of a case from outside.
struct CaseLook: Equatable {
    let done: [PureAct]
    private let acts: [String]
    private let stands: String

    init(_ kase: PureCase, _ open: [PureAct]) throws {
        done = kase.done
        acts = open.map { "\($0)" }.sorted()
        stands =
            "\(try kase.standing()) \(try kase.clocks.projection(of: kase.history))".days
            + "\(try kase.clocks.open(of: kase.history))".days
    }

    static func == (a: Self, b: Self) -> Bool { a.acts == b.acts && a.stands == b.stands }
}

extension String {
    /// Without the times of day of its moments: `2026-11-23T12:00:00Z` becomes `2026-11-23`.
    fileprivate var days: String {
        var text: [UInt8] = []
        let bytes = Array(utf8)
        var index = 0
        while index < bytes.count {
            let isTime =
                bytes[index] == UInt8(ascii: "T") && index + 9 < bytes.count
                && bytes[index + 9] == UInt8(ascii: "Z") && bytes[index + 3] == UInt8(ascii: ":")
            if isTime {
                index += 10
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
