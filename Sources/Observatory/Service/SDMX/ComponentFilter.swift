import Kernel
import SDMX

/// Comparisons of one component of a query: `ge:2019+le:2022`, `A,B`, `ne:C`, `co:euro`.
struct ComponentFilter: Equatable, Sendable {
    enum Comparison: String, Sendable {
        case equal = "eq"
        case different = "ne"
        case less = "lt"
        case atMost = "le"
        case more = "gt"
        case atLeast = "ge"
        case contains = "co"
        case lacks = "nc"
        case begins = "sw"
        case ends = "ew"
    }

    struct Term: Equatable, Sendable {
        let comparison: Comparison
        let value: String
    }

    let component: String
    /// One group has to hold, and in it each term.
    let groups: [[Term]]

    init(_ component: String, groups: [[Term]]) {
        self.component = component
        self.groups = groups
    }

    /// A plus that came as a blank is one: no code has a blank.
    init(_ component: String, written text: String) throws(ServiceError) {
        self.component = component
        let alternatives = text.split(separator: ",", omittingEmptySubsequences: false)
        guard alternatives.count <= valuesMax else {
            throw .syntax("c[\(component)] has over \(valuesMax) values.")
        }
        var groups: [[Term]] = []
        for alternative in alternatives {
            var terms: [Term] = []
            for part in alternative.split(whereSeparator: { $0 == "+" || $0 == " " }) {
                terms.append(try ComponentFilter.term(String(part), of: component))
            }
            guard !terms.isEmpty else { throw .syntax("c[\(component)] has an empty value.") }
            groups.append(terms)
        }
        self.groups = groups
    }

    private static func term(_ text: String, of component: String) throws(ServiceError) -> Term {
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard sides.count == 2, let comparison = Comparison(rawValue: sides[0]) else {
            return Term(comparison: .equal, value: text)
        }
        guard !sides[1].isEmpty else { throw .syntax("c[\(component)] compares with nothing.") }
        return Term(comparison: comparison, value: sides[1])
    }

    /// For a code, a status, a note.
    func holds(text: String) -> Bool {
        groups.contains { $0.allSatisfy { $0.holds(text: text) } }
    }

    /// For a number; none satisfies nothing but `ne`.
    func holds(number: Double?) -> Bool {
        groups.contains { $0.allSatisfy { $0.holds(number: number) } }
    }

    /// For a period; what is no period is compared as text.
    func holds(period: String) -> Bool {
        guard let time = TimePeriod(period) else { return holds(text: period) }
        return groups.contains { $0.allSatisfy { $0.holds(time: time) } }
    }
}

extension ComponentFilter.Term {
    fileprivate func holds(text: String) -> Bool {
        switch comparison {
        case .equal: text == value
        case .different: text != value
        case .less: text < value
        case .atMost: text <= value
        case .more: text > value
        case .atLeast: text >= value
        case .contains: text.lowercased().contains(value.lowercased())
        case .lacks: !text.lowercased().contains(value.lowercased())
        case .begins: text.hasPrefix(value)
        case .ends: text.hasSuffix(value)
        }
    }

    fileprivate func holds(number: Double?) -> Bool {
        guard let number, let other = Double(value) else { return comparison == .different }
        switch comparison {
        case .equal: return number == other
        case .different: return number != other
        case .less: return number < other
        case .atMost: return number <= other
        case .more: return number > other
        case .atLeast: return number >= other
        case .contains, .lacks, .begins, .ends: return false
        }
    }

    /// A period lies between others with all of its days (SDMX 2.1, section 6, 4.2.14).
    fileprivate func holds(time: TimePeriod) -> Bool {
        guard let bound = TimeBound(value) else { return comparison == .different }
        switch comparison {
        case .equal: return time.firstDay == bound.first && time.lastDay == bound.last
        case .different: return time.firstDay != bound.first || time.lastDay != bound.last
        case .less: return time.lastDay < bound.first
        case .atMost: return time.lastDay <= bound.last
        case .more: return time.firstDay > bound.last
        case .atLeast: return time.firstDay >= bound.first
        case .contains, .begins, .ends: return time.description.contains(value)
        case .lacks: return !time.description.contains(value)
        }
    }
}

/// A period or a moment of a query, as the days that it spans.
struct TimeBound: Equatable {
    let first: Day
    let last: Day

    init?(_ text: String) {
        if let period = TimePeriod(text) {
            (first, last) = (period.firstDay, period.lastDay)
        } else if let day = Day(iso: String(text.prefix(10))), text.dropFirst(10).first == "T" {
            (first, last) = (day, day)
        } else {
            return nil
        }
    }
}

/// A query of a thousand codes is a table of countries picked by hand, and more.
private let valuesMax = 1_000
