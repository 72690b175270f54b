import Kernel

/// Where a team that travels stops, so that most people who have no place within reach get one.
///
/// Greedy maximum coverage: each stop is the one that adds most. What k stops reach so is never below 1 − (1 − 1/k)^k,
/// that is over 63 %, of what the best k stops reach (Nemhauser, Wolsey & Fisher 1978, An analysis of approximations for
/// maximizing submodular set functions I, Mathematical Programming 14, 265–294); finding the best is NP-hard.
struct ItinerantPlan: Sendable {
    struct Stop: Sendable {
        let town: Municipality
        /// Residents whom no earlier stop and no place reaches.
        let added: Int
        /// How many municipalities these are of.
        let towns: Int
    }

    let stops: [Stop]
    /// Nothing that so many stops could do reaches more: every set adds at most its own best gains to what is reached.
    let reachedAtMost: Int

    var reached: Int { stops.reduce(0) { $0 + $1.added } }

    /// Stops stand at municipality points; `uncovered` are those whose residents have no place within the radius.
    init(uncovered: [Municipality], among all: [Municipality], stops wanted: Int, radius km: Double)
    {
        let towns = all.filter { $0.point != nil }
        let near = towns.map { town in
            uncovered.indices.filter { index in
                guard let here = town.point, let there = uncovered[index].point else {
                    return false
                }
                return here.kilometres(to: there) <= km
            }
        }
        var isReached = uncovered.map { _ in false }
        var (found, total, bound) = ([Stop](), 0, Int.max)
        for round in 0...max(0, wanted) {
            let gains = near.map { reach in
                reach.reduce(0) { $0 + (isReached[$1] ? 0 : uncovered[$1].population ?? 0) }
            }
            bound = min(bound, total + gains.sorted(by: >).prefix(max(0, wanted)).reduce(0, +))
            // The first of those that add the same: towns come in the order of their names.
            guard round < wanted, let most = gains.max(), most > 0,
                let best = gains.firstIndex(of: most)
            else { break }
            let new = near[best].filter { !isReached[$0] }
            found.append(Stop(town: towns[best], added: most, towns: new.count))
            for index in new { isReached[index] = true }
            total += most
        }
        stops = found
        reachedAtMost = bound
    }
}

extension ItinerantPlan {
    struct Key: Hashable, Sendable {
        let coverage: CoverageKey
        let stops: Int
        let radius: Int
    }
}

extension DirectorySnapshot {
    func plan(_ question: CoverageQuestion) -> ItinerantPlan {
        let (need, act) = (question.need, question.act)
        let key = ItinerantPlan.Key(
            coverage: CoverageKey(need: need, act: act), stops: question.stops,
            radius: question.radius)
        return plans.value(of: key) {
            coverage(need, act).plan(stops: question.stops, radius: Double(question.radius))
        }
    }
}

extension Coverage {
    /// A plan for those who have nothing within the radius.
    func plan(stops: Int, radius km: Double) -> ItinerantPlan {
        ItinerantPlan(
            uncovered: reaches.filter { $0.town.point != nil && ($0.km ?? .infinity) > km }.map(
                \.town),
            among: reaches.map(\.town), stops: stops, radius: km)
    }
}
