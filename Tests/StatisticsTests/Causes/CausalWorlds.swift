import Statistics
import TestSupport

/// Made-up worlds in which it is known what a cause did, so that verdicts can be held against the truth.
///
/// Also compiled into the long proof, which asks each world a thousand times.
enum CausalWorld: String, CaseIterable, Sendable {
    case noEffect = "no effect"
    case step, slope, delayed, confounded
    case broken = "break"

    /// Whether the method's assumptions hold, so that 95 of 100 intervals must hold the truth.
    var isClean: Bool { self != .confounded && self != .broken }
    var hasEffect: Bool { self == .step || self == .slope || self == .delayed }
}

/// A study in one such world.
struct WorldStudy {
    /// Nil where the world itself is at fault; it then counts as asked and never as right.
    let result: CausalResult?
    /// What the cause really did, in the size that the method asks for.
    let truth: Double
}

/// How a world answered when it was asked many times.
struct WorldTally {
    private(set) var asked = 0
    private(set) var told = 0
    private(set) var covered = 0
    private(set) var excluded = 0
    private(set) var verdicts: [String: Int] = [:]

    init(_ count: Int, _ make: (UInt64) -> WorldStudy) {
        for number in 0..<count { add(make(UInt64(number))) }
    }

    private mutating func add(_ study: WorldStudy) {
        asked += 1
        verdicts[study.result?.verdict.name ?? "none", default: 0] += 1
        guard let effect = study.result?.effect else { return }
        told += 1
        if effect.low <= study.truth && study.truth <= effect.high { covered += 1 }
        if effect.excludesZero { excluded += 1 }
    }

    /// Of those in which an interval was given.
    var coverage: Double { share(covered, of: told) }
    var exclusion: Double { share(excluded, of: asked) }
    func share(_ verdict: String) -> Double { share(verdicts[verdict] ?? 0, of: asked) }
    private func share(_ part: Int, of all: Int) -> Double {
        all == 0 ? 0 : Double(part) / Double(all)
    }
}

/// Chance of a world, the same in every run.
struct WorldLot {
    private var random: SeededRandom

    init(_ world: CausalWorld, _ method: String, _ number: UInt64) {
        let name = (world.rawValue + method).utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
        random = SeededRandom(name &* 1_000_003 &+ number)
    }

    mutating func uniform(_ range: ClosedRange<Double> = 0...1) -> Double {
        .random(in: range, using: &random)
    }

    mutating func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }

    /// Twelve uniform numbers less six: normal to the eye, and the same on every machine.
    mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }

    /// Errors of which each leans on the one before, with a spread of `sigma` in the long run.
    mutating func errors(_ count: Int, share: Double, sigma: Double) -> [Double] {
        var last = normal()
        let fresh = (1 - share * share).squareRoot()
        return (0..<count).map { _ in
            last = share * last + fresh * normal()
            return sigma * last
        }
    }
}

/// What a cause does, point by point from the one at which it can be felt.
struct WorldEffect {
    let world: CausalWorld
    let size: Double

    func at(_ point: Int, of count: Int) -> Double {
        guard world.hasEffect, point >= 0 else { return 0 }
        // A slope reaches twice the size at its end, so that the mean is the size.
        return world == .slope ? 2 * size * Double(point) / Double(max(1, count - 1)) : size
    }

    var mean: Double { world.hasEffect ? size : 0 }
}
