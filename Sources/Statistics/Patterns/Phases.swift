/// A stretch of a series in which it goes one way.
public struct Phase: Equatable, Sendable {
    public enum Movement: String, CaseIterable, Sendable { case rising, falling, level }

    public let first: TimePoint
    public let last: TimePoint
    public let points: Int
    public let movement: Movement
    /// Change a year, by Theil and Sen.
    public let slope: Double
    /// The known break with which it begins, where it begins with one.
    public let startsWith: Break?
}

extension [TimePoint] {
    /// The ways a series went, one after the other: straight stretches found by PELT, neighbours that go the same way joined.
    ///
    /// A stretch rises or falls where its slope moves it by more than the noise between neighbours; known breaks end a phase and
    /// are named, and never joined over.
    public func phases(
        breaks: [Break] = [], penalty: Penalty = .bicTimes(1), leastSize: Int = 4
    ) -> [Phase] {
        let all = inOrder
        return all.pieces(between: breaks).flatMap { piece in
            let starts = breaks.last { $0.at <= piece[0].time && $0.at > before(piece, all) }
            return joined(stretches(piece, penalty, leastSize), starts)
        }
    }

    private func before(_ piece: [TimePoint], _ all: [TimePoint]) -> Double {
        all.last { $0.time < piece[0].time }?.time ?? -.infinity
    }

    private func stretches(
        _ piece: [TimePoint], _ penalty: Penalty, _ leastSize: Int
    ) -> [([TimePoint], Phase.Movement)] {
        let values = piece.map(\.value)
        let noise = noiseVariance(values).squareRoot()
        let found = ChangePoints.pelt(values, cost: .slope, penalty: penalty, leastSize: leastSize)
        return (found?.stretches ?? []).map { range in
            let part = Array(piece[range])
            return (part, movement(part, noise))
        }
    }

    private func movement(_ part: [TimePoint], _ noise: Double) -> Phase.Movement {
        guard let line = TheilSen(part) else { return .level }
        let moved = line.slope * (part[part.count - 1].time - part[0].time)
        if abs(moved) <= 2 * noise { return .level }
        return moved > 0 ? .rising : .falling
    }

    private func joined(
        _ stretches: [([TimePoint], Phase.Movement)], _ start: Break?
    ) -> [Phase] {
        var runs: [([TimePoint], Phase.Movement)] = []
        for (part, movement) in stretches {
            if let last = runs.last, last.1 == movement {
                runs[runs.count - 1].0 += part
            } else {
                runs.append((part, movement))
            }
        }
        return runs.enumerated().map { index, run in
            Phase(
                first: run.0[0], last: run.0[run.0.count - 1], points: run.0.count,
                movement: run.1, slope: TheilSen(run.0)?.slope ?? 0,
                startsWith: index == 0 ? start : nil)
        }
    }
}
