/// A stretch of a clock's time: how many days, and what they were.
public struct TimelineSpan: Sendable {
    public enum Tone: String, Sendable {
        case counted, standing, moved
    }

    public let days: Int
    public let tone: Tone
    public let words: String

    public init(days: Int, tone: Tone, words: String) {
        self.days = days
        self.tone = tone
        self.words = words
    }
}

/// The course of a clock as one bar in SVG: high where days ran, low where it stood still. The list of its steps
/// stands beside it; nothing is told by the picture alone.
public func clockTimeline(_ spans: [TimelineSpan], title: String) -> HTML {
    let total = max(1, spans.reduce(0) { $0 + $1.days })
    var at = 0
    let bars = spans.filter { $0.days > 0 }.html { span -> HTML in
        let (x, width) = (timelineWidth * at / total, timelineWidth * span.days / total)
        at += span.days
        return bar(span, x: x, width: max(2, width - 1))
    }
    return """
        <svg class="chart timeline" viewBox="0 0 \(timelineWidth) 16" xmlns="http://www.w3.org/2000/svg" \
        role="img" direction="ltr"><title>\(title)</title>\(bars)</svg>
        """
}

private func bar(_ span: TimelineSpan, x: Int, width: Int) -> HTML {
    let y = span.tone == .counted ? 2 : 6
    let height = span.tone == .counted ? 12 : 4
    let colour = span.tone == .moved ? "#c8551b" : "#0b4f6c"
    return """
        <rect x="\(x)" y="\(y)" width="\(width)" height="\(height)" fill="\(colour)" \
        fill-opacity="\(span.tone == .standing ? "0.45" : "1")"><title>\(span.words)</title></rect>
        """
}

private let timelineWidth = 640
