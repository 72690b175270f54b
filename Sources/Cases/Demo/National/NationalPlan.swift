import Kernel
import LegalTime

/// Which files there are: when each was handed in, under which procedure, whether it waits, and how long its course
/// is on the whole. The shares are invented; which law was in force is not.
struct NationalPlan: Sendable {
    let scale: NationalScale
    let now: Moment
    private let procedures: [Procedure]
    /// The places of those that take files on a day, with their weights.
    private let open: [Day: [(Int, Int)]]
    private let zone: Zone
    /// How many lines a file has on average that was closed in the closed regime.
    private var legacyLines = 1.0

    init(_ scale: NationalScale, at now: Moment, _ house: CaseHouse) throws {
        self.scale = scale
        self.now = now
        zone = house.zone
        let known = house.policy.procedures.filter {
            $0.compartment == .general && $0.concern == .status
        }
        procedures = known
        var (open, day) = ([Day: [(Int, Int)]](), zone.day(of: Moment(demoFirstDay)))
        while day <= zone.day(of: now) {
            let today = day
            open[day] = known.indices.filter { known[$0].takesFiles(on: today) }.map {
                ($0, demoWeights[known[$0].code] ?? demoWeightStandard)
            }
            day = day.adding(days: 1)
        }
        self.open = open
        var (legacy, others) = (0, 0)
        for number in 0..<scale.cases where !isPending(number) {
            let chosen = try procedure(number, zone.day(of: filedAt(number)))
            if chosen.isTakenOver { legacy += 1 } else { others += 1 }
        }
        let rest = Double(scale.events + linesBeyond) - linesOfClosed * Double(others)
        let free = rest - linesOfPending * Double(scale.pending)
        legacyLines = min(max(free / Double(max(legacy, 1)), 1), linesOfClosed)
    }

    private var first: Moment { Moment(demoFirstDay) }

    /// One after the other, each at a moment of its own.
    func filedAt(_ number: Int) -> Moment {
        let span = now.microseconds - first.microseconds
        let step = Double(span) / Double(scale.cases)
        return Moment(microseconds: first.microseconds + Int64(Double(number) * step))
    }

    /// Whoever handed in lately waits; of the others the more the later they did. Exactly `scale.pending` wait.
    func isPending(_ number: Int) -> Bool { pendingBefore(number + 1) > pendingBefore(number) }

    private func pendingBefore(_ number: Int) -> Int {
        let span = Double(now.seconds(since: first))
        let recent = min(scale.pending, Int(Double(scale.cases) * demoRecentSeconds / span))
        let older = scale.cases - recent
        if number > older { return scale.pending - recent + number - older }
        let part = older == 0 ? 1 : Double(number) / Double(older)
        return Int(part * part * Double(scale.pending - recent))
    }

    /// One that took files on the day.
    func procedure(_ number: Int, _ day: Day) throws -> Procedure {
        var random = DemoRandom(number)
        guard let chosen = random.pick(open[day] ?? []) else { throw CaseRefusal.noLawInForce }
        return procedures[chosen]
    }

    /// How many lines a file of this kind is to have on average.
    func lines(_ procedure: Procedure, isPending: Bool) -> Double {
        if isPending { return linesOfPending }
        return procedure.isTakenOver ? legacyLines : linesOfClosed
    }
}

extension Procedure {
    /// Whether its law was in force on a day, with a period for the decision.
    fileprivate func takesFiles(on day: Day) -> Bool {
        isOpen(on: day) && clocks.rule(decisionClock, on: day) != nil
    }

    /// The closed regime: its files came from the predecessor.
    var isTakenOver: Bool { lastDay != nil }
}

/// Shares of what is handed in, invented; a procedure that is not named here has the least.
private let demoWeights = [
    "legacy-ei": 60, "family-reunification": 8, "residence-permit": 35, "renewal": 45, "cplp": 12,
]
private let demoWeightStandard = 5
/// Before it hardly anything of the present law was handed in.
private let demoFirstDay = Day(year: 2022, month: 1, day: 1) ?? Day(number: 18_993)
/// A file that is closed takes a quarter of a year: a hearing, a decision, the way to the card.
let demoRecentDays = 90
private let demoRecentSeconds = Double(demoRecentDays) * 86_400
/// The last courses end a few lines before their plan, or behind it.
private let linesBeyond = 40
/// What the courses of `InventedCourse` come to: a little less where lines are not wanted, three more where they are.
private let linesOfClosed = 16.5
private let linesOfPending = 5.5
