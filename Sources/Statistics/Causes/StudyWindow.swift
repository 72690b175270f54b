/// The stretch of time that a study may use: around the cause, up to the nearest disturbance on either side.
struct StudyWindow: Equatable, Sendable {
    let before: Range<Int>
    let after: Range<Int>
    /// What ends the stretch on the left and on the right.
    let leftCut: Disturbance?
    let rightCut: Disturbance?
    /// Comparison units that are used: those without a disturbance of their own within the stretch.
    let comparison: [Panel.Unit]

    init(_ panel: Panel, _ cause: CandidateCause, _ disturbances: [Disturbance], isCompared: Bool) {
        let times = panel.times
        let step = times[1] - times[0]
        func place(_ time: Double) -> Int {
            times.firstIndex { $0 >= time - step / 10 } ?? times.count
        }
        let start = place(cause.from)
        let names = Set(panel.treated.map(\.name))
        let own = disturbances.filter {
            ($0.unit.map(names.contains) ?? true) && !(isCompared && $0.isCommon)
        }
        let left = own.filter { place($0.at) <= start }.max { $0.at < $1.at }
        let right = own.filter { place($0.at) > start }.min { $0.at < $1.at }
        (leftCut, rightCut) = (left, right)
        let first = left.map { place($0.at) } ?? 0
        let end = right.map { place($0.at) } ?? times.count
        let felt = min(place(cause.from + cause.delay), end)
        before = first..<max(first, start)
        after = felt..<end
        let stretch = first..<end
        comparison = panel.comparison.filter { unit in
            !disturbances.contains {
                $0.unit == unit.name && place($0.at) > stretch.lowerBound
                    && place($0.at) < stretch.upperBound
            }
        }
    }

    var stretch: Range<Int> { before.lowerBound..<max(before.upperBound, after.upperBound) }
    /// The first point of the cause, counted from the start of the stretch.
    var start: Int { before.count }
    /// Points between the cause and its being felt.
    var phaseIn: Int { after.lowerBound - before.upperBound }

    func cut(_ unit: Panel.Unit) -> Panel.Unit {
        Panel.Unit(unit.name, Array(unit.values[stretch]))
    }

    /// Whether enough is left, and what took it where it is not.
    func checks(before beforeMin: Int, after afterMin: Int) -> [Check] {
        let isShortLeft = before.count < beforeMin
        let isShortRight = after.count < afterMin
        let blamed = [isShortLeft ? leftCut : nil, isShortRight ? rightCut : nil].compactMap(\.self)
        func check(_ kind: Check.Kind, _ of: Disturbance.Kind) -> Check {
            let found = blamed.filter { $0.kind == of }
            return Check(
                kind, found.isEmpty, note: found.map(\.reason).joined(separator: "; "))
        }
        let isShort = (isShortLeft && leftCut == nil) || (isShortRight && rightCut == nil)
        return [
            Check(
                .longEnough, !isShort, figure: Double(min(before.count, after.count)),
                note:
                    "\(before.count) before, \(after.count) after; \(beforeMin) and \(afterMin) needed"
            ),
            check(.noBreakNear, .seriesBreak), check(.noRivalNear, .rival),
        ]
    }

    var isUsable: Bool { !before.isEmpty && !after.isEmpty }
}
