import Kernel
import Languages
import Web

/// The drawings of a board: each says what the table under it says.
extension BoardTables {
    /// Nil where the table is enough, and where there is nothing to draw.
    func chart(_ list: BoardList) -> HTML? {
        switch list {
        case .flow: flowChart
        case .time: timeChart
        default: nil
        }
    }

    /// The present week is left out: it is not over, and would look like a fall.
    private var flowChart: HTML? {
        let weeks = board.weeks.dropLast()
        guard weeks.contains(where: { $0.filed + $0.decided > 0 }) else { return nil }
        func points(_ count: (DeskBoard.Week) -> Int) -> [ChartPoint] {
            weeks.map { ChartPoint(t.shortDate($0.monday), Double(count($0))) }
        }
        return lineChart(
            t,
            series: [
                ChartSeries(t("Handed in"), points(\.filed)),
                ChartSeries(t("Decided"), points(\.decided)),
            ],
            title: table(.flow).title, unit: t("files"),
            desc: t("By whole weeks. The numbers stand in the table below."))
    }

    /// How many decisions took how long, in steps of four weeks; what took longer than two years stands at the end.
    private var timeChart: HTML? {
        let bins = board.spans.bins
        guard let most = bins.max(), most > 0 else { return nil }
        let wide = Drawing.width / Double(bins.count)
        let bars = bins.enumerated().html { index, count -> HTML in
            let tall = Double(count) / Double(most) * Drawing.tall
            return """
                <rect class="fill c1" x="\(tenths(Double(index) * wide + 1))" y="\(tenths(Drawing.base - tall))" \
                width="\(tenths(wide - 2))" height="\(tenths(tall))" fill="#0b4f6c"/>
                """
        }
        let marks = [50, 90].html { share -> HTML in
            let week = Double(board.spans.weeks(share: share) ?? 0)
            let x = min(Drawing.width, week / Double(binWeeks) * wide)
            let late = x > Drawing.width / 2
            return """
                <path class="break" d="M\(tenths(x)) 6V\(tenths(Drawing.base))" stroke="#4b5663" \
                stroke-width="1.5" stroke-dasharray="5 4"/><text class="soft" x="\(tenths(late ? x - 6 : x + 6))" \
                y="\(share == 50 ? "16" : "36")" text-anchor="\(late ? "end" : "start")" fill="#4b5663">\(t("{n} of 100 by here", ["n": t.number(share)]))</text>
                """
        }
        return """
            <svg class="chart" viewBox="0 0 640 240" xmlns="http://www.w3.org/2000/svg" role="img" direction="ltr" \
            font-family="sans-serif" font-size="14"><title>\(table(.time).title)</title>\
            <desc>\(table(.time).note)</desc>\(bars)\
            <path class="zero" d="M0 \(tenths(Drawing.base))H640" stroke="#4b5663" stroke-width="1"/>\
            \(marks)\(axis(wide))</svg>
            """
    }

    private func axis(_ wide: Double) -> HTML {
        stride(from: 0, through: binsCount - 1, by: 13).html { index -> HTML in
            let x = Double(index) * wide
            return """
                <text class="soft" x="\(tenths(x))" y="228" text-anchor="\(index == 0 ? "start" : "middle")" \
                fill="#4b5663">\(t.plural("{n} week", "{n} weeks", index * binWeeks))</text>
                """
        }
    }
}

extension Spans {
    /// How many took up to four weeks, up to eight, and so on; the last holds all that took longer.
    var bins: [Int] {
        var bins = Array(repeating: 0, count: binsCount)
        for (span, count) in counts { bins[min(max(span, 0) / binWeeks, binsCount - 1)] += count }
        return bins
    }
}

private enum Drawing {
    static let width = 640.0
    static let base = 206.0
    static let tall = 160.0
}

private let binWeeks = 4
/// Two years, and what is beyond.
private let binsCount = 27

/// A length of the drawing with one decimal.
private func tenths(_ value: Double) -> String {
    let whole = Int((value * 10).rounded())
    return "\(whole / 10).\(abs(whole) % 10)"
}
