/// A stretch in which the first line of a chart goes one way.
public struct ChartPhase: Sendable {
    public enum Way: Sendable { case up, down, level }

    /// Labels of its first and last point.
    public let from: String
    public let to: String
    public let way: Way
    /// What it is, in a word or two.
    public let word: String

    public init(from: String, to: String, way: Way, word: String) {
        (self.from, self.to, self.way, self.word) = (from, to, way, word)
    }
}

/// How the first line of a chart went: its stretches, and the points at which it turns.
public struct ChartCourse: Sendable {
    public let phases: [ChartPhase]
    /// Labels of points.
    public let turns: [String]

    public init(phases: [ChartPhase], turns: [String]) {
        (self.phases, self.turns) = (phases, turns)
    }

    public static let none = ChartCourse(phases: [], turns: [])

    var isEmpty: Bool { phases.isEmpty && turns.isEmpty }
    /// The drawing grows by the row of stretches below the years.
    var height: Int { phases.isEmpty ? 360 : 408 }
}

extension ChartDrawing {
    /// Each stretch as a stroke that goes its way, under its years; the word stands below where there is room.
    func phase(_ phase: ChartPhase) -> HTML {
        guard let start = plane.x(phase.from), let end = plane.x(phase.to) else { return HTML() }
        let (from, to) =
            switch phase.way {
            case .up: (380, 362)
            case .down: (362, 380)
            case .level: (371, 371)
            }
        // A word that is wider than its stretch would stand in the next one's.
        let fits = end - start > Double(phase.word.count) * ChartCourse.unitsPerLetter
        let word: HTML =
            fits
            ? """
            <text class="soft roomy" x="\(units((start + end) / 2))" y="400" text-anchor="middle" \
            fill="#4b5663">\(phase.word)</text>
            """ : ""
        return """
            <path class="zero" d="M\(units(start)) \(from)L\(units(end)) \(to)" stroke="#4b5663" \
            stroke-width="3" stroke-linecap="round"/>\(word)
            """
    }

    /// A diamond on the line, where the numbers turn by themselves.
    func turn(_ label: String) -> HTML {
        guard let line = series.first, let x = plane.x(label),
            let value = line.points.first(where: { $0.label == label })?.value
        else { return HTML() }
        return """
            <path class="turn" d="M\(units(x)) \(units(plane.y(value) - 8))l7 8-7 8-7-8z" fill="#fbfaf7" \
            stroke="#1d2733" stroke-width="2"/>
            """
    }
}

extension ChartCourse {
    static let unitsPerLetter = 7.5
}
