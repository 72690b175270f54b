public import Kernel
public import Languages

/// Days of a clock that follow each other, what they were to it, and that in words.
public struct ClockStretch: Sendable {
    public enum Tone: Sendable {
        /// Days that ran.
        case counted
        /// Days before it began.
        case waited
        /// Days on which it stood still.
        case paused
        /// Days over which an end moved.
        case moved
    }

    public let from: Day
    public let to: Day
    public let tone: Tone
    public let words: String
    /// Days within that did not count: seen where there is room for single days.
    public let passedOver: Set<Day>

    public init(_ from: Day, _ to: Day, _ tone: Tone, words: String, passedOver: Set<Day> = []) {
        self.from = from
        self.to = to
        self.tone = tone
        self.words = words
        self.passedOver = passedOver
    }
}

/// The course of a clock on a line of days, in SVG: high where days ran, low where they did not. The list of its
/// steps stands beside it; nothing is told by the picture alone.
public struct ClockCourse: Sendable {
    private let stretches: [ClockStretch]
    private let first: Day
    private let last: Day

    /// A line that holds the stretches, and other days where there are any; nil without a day.
    public init?(_ stretches: [ClockStretch], and others: [Day] = []) {
        let all = stretches.flatMap { [$0.from, $0.to] } + others
        guard let first = all.min(), let last = all.max() else { return nil }
        self.stretches = stretches
        self.first = first
        self.last = last
    }

    /// A bar for a chip, about an even line.
    public func slim(title: String) -> HTML {
        """
        <svg class="chart" viewBox="0 0 640 16" xmlns="http://www.w3.org/2000/svg" role="img" \
        direction="ltr"><title>\(title)</title>\(stretches.html { group($0, slimBar($0)) })</svg>
        """
    }

    /// A picture for a page: days stand on a line, single ones where there is room, with the dates of both ends.
    public func wide(_ t: Translator, title: String, isLastStrong: Bool) -> HTML {
        let (first, last) = (t.shortDate(first), t.shortDate(last))
        let end: HTML = isLastStrong ? "<b>\(last)</b>" : "<span>\(last)</span>"
        return """
            <svg class="chart" viewBox="0 0 640 48" xmlns="http://www.w3.org/2000/svg" role="img" \
            direction="ltr"><title>\(title)</title>\
            <path class="zero" d="M0 44H640" stroke="#4b5663" stroke-width="1"/>\
            \(stretches.html { group($0, wideBars($0)) })</svg>
            <p class="ends" dir="ltr"><span>\(first)</span> \(end)</p>
            """
    }

    private func group(_ stretch: ClockStretch, _ bars: HTML) -> HTML {
        "<g><title>\(stretch.words)</title>\(bars)</g>"
    }

    private func slimBar(_ stretch: ClockStretch) -> HTML {
        let bar =
            switch stretch.tone {
            case .counted: Bar(top: 2, height: 12, fill: .ran)
            case .waited, .paused: Bar(top: 6, height: 4, fill: .faint)
            case .moved: Bar(top: 6, height: 4, fill: .moved)
            }
        return box(stretch.from, stretch.to, bar, gap: 1, least: 2)
    }

    private func wideBars(_ stretch: ClockStretch) -> HTML {
        switch stretch.tone {
        case .counted where days <= singleDaysMax: singleDays(stretch)
        case .counted: box(stretch.from, stretch.to, .tall)
        case .waited, .moved: box(stretch.from, stretch.to, .low)
        case .paused: dashes(stretch)
        }
    }

    private func singleDays(_ stretch: ClockStretch) -> HTML {
        (0...max(0, stretch.to.days(since: stretch.from))).html { offset in
            let day = stretch.from.adding(days: offset)
            return box(day, day, stretch.passedOver.contains(day) ? .low : .tall, gap: 1)
        }
    }

    private func dashes(_ stretch: ClockStretch) -> HTML {
        """
        <path class="zero" d="M\(units(x(stretch.from))) 32H\(units(x(stretch.to.adding(days: 1))))" \
        stroke="#4b5663" stroke-width="2" stroke-dasharray="6 4"/>
        """
    }

    private func box(
        _ from: Day, _ to: Day, _ bar: Bar, gap: Double = 0, least: Double = 0.5
    ) -> HTML {
        let start = x(from)
        let width = max(x(to.adding(days: 1)) - start - gap, least)
        return """
            <rect class="fill \(bar.fill.name)" x="\(units(start))" y="\(bar.top)" \
            width="\(units(width))" height="\(bar.height)" \(bar.fill.attributes)/>
            """
    }

    private var days: Int { last.days(since: first) + 1 }

    private func x(_ day: Day) -> Double { Double(day.days(since: first)) * 640 / Double(days) }
}

/// How a day stands in the picture.
private struct Bar {
    let top: Int
    let height: Int
    let fill: Fill

    /// On the line of a page, which lies at 44.
    static let tall = Bar(top: 20, height: 24, fill: .ran)
    static let low = Bar(top: 36, height: 8, fill: .passed)
}

/// A colour of the page's palette, and the same for a file on its own.
private struct Fill {
    let name: HTML
    let attributes: HTML

    static let ran = Fill(name: "c1", attributes: "fill=\"#0b4f6c\"")
    static let faint = Fill(name: "c1", attributes: "fill=\"#0b4f6c\" fill-opacity=\"0.45\"")
    static let moved = Fill(name: "c2", attributes: "fill=\"#c8551b\"")
    static let passed = Fill(name: "c6", attributes: "fill=\"#6b7280\"")
}

/// Up to so many days each one is drawn; beyond, whole stretches: a day would be thinner than a hair.
private let singleDaysMax = 130
