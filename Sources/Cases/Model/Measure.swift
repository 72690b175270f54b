import Kernel

/// What is counted of a decided file beside `Tally`: one key of a sum that a board reads. Pure: the same file gives
/// the same keys. Coarse on purpose: a year of an office is some hundred rows.
struct Measure: Hashable, Sendable {
    enum Kind: String, Sendable {
        /// Decided, by the age group of the applicant on the day of filing; the value is an `AgeBand`.
        case age
        /// The same by the language that the applicant read then.
        case language
        /// The same by the group of the nationality, where the file states one.
        case nationality
        /// The same by the sex, where somebody chose to state it.
        case sex
        /// Papers that were handed in until the decision.
        case papers
        /// Visits until the decision.
        case visits
        /// Whole months from filing until a family was together, by the quarter of that day.
        case apart
        /// The same from the decision.
        case apartSinceDecision = "apart-since-decision"
    }

    let kind: Kind
    let office: LocationID
    let procedure: String
    /// An age group or a language; empty where nothing is compared.
    let group: String
    let isGranted: Bool
    /// Thirteen weeks, counted as `Moment.week` is.
    let quarter: Int
    let value: Int
}

/// What must be known of a file beside its row. What another system kept is not known.
struct MeasureFacts: Sendable, Equatable {
    let birth: Day?
    let language: String?
    let papers: Int?
    let visits: Int?
    var nationality: String?
    var sex: String?
}

/// Ages in groups. The limits are a choice of this installation.
enum AgeGroup: String, CaseIterable, Sendable {
    case child = "0-17"
    case young = "18-29"
    case middle = "30-44"
    case older = "45-64"
    case old = "65+"

    static func of(years: Int) -> AgeGroup {
        switch years {
        case ..<18: .child
        case ..<30: .young
        case ..<45: .middle
        case ..<65: .older
        default: .old
        }
    }
}

extension Case {
    /// The keys under which a decided file counts; none while it is open, nor where nobody judged whether its person is
    /// right: groups are compared by what an office decided, not by who gave up.
    func measures(
        _ projection: Projection, _ facts: MeasureFacts, isGranted: Bool
    ) -> Set<Measure> {
        guard let decidedAt = projection.decidedAt,
            !(projection.outcome.map(unjudgedOutcomes.contains) ?? false)
        else { return [] }
        func key(_ kind: Measure.Kind, _ value: Int, group: String = "") -> Measure {
            Measure(
                kind: kind, office: office, procedure: procedure, group: group,
                isGranted: isGranted, quarter: decidedAt.quarter, value: value)
        }
        let band = AgeBand.of(weeks: decidedAt.wholeWeeks(since: filedAt)).rawValue
        var keys: Set<Measure> = []
        if let birth = facts.birth {
            let years = yearsOld(from: birth, to: filedAt.utcDay)
            keys.insert(key(.age, band, group: AgeGroup.of(years: years).rawValue))
        }
        if let language = facts.language { keys.insert(key(.language, band, group: language)) }
        if let group = facts.nationality { keys.insert(key(.nationality, band, group: group)) }
        if let sex = facts.sex { keys.insert(key(.sex, band, group: sex)) }
        if let papers = facts.papers { keys.insert(key(.papers, papers)) }
        if let visits = facts.visits { keys.insert(key(.visits, visits)) }
        return keys
    }

    /// The keys under which a family that is together counts.
    func measures(together at: Moment?, _ projection: Projection) -> Set<Measure> {
        guard let at else { return [] }
        func key(_ kind: Measure.Kind, since start: Moment) -> Measure {
            Measure(
                kind: kind, office: office, procedure: procedure, group: "", isGranted: true,
                quarter: at.quarter, value: at.wholeMonths(since: start))
        }
        var keys: Set<Measure> = [key(.apart, since: filedAt)]
        if let decidedAt = projection.decidedAt {
            keys.insert(key(.apartSinceDecision, since: decidedAt))
        }
        return keys
    }
}

/// What ended by its person's silence or wish.
let unjudgedOutcomes = silentOutcomes.union([withdrawnOutcome])

extension CaseHistory {
    /// When a step was done first; nil where it was not, or where there is none to do.
    func moment(of step: String?) -> Moment? {
        steps.first { $0.code == step }?.at
    }
}

extension Moment {
    /// Quarters of a year, thirteen weeks each.
    var quarter: Int { week / weeksPerQuarter }

    /// Whole months of 30.436875 days, the mean of the Gregorian calendar; none where it is the other way round.
    func wholeMonths(since other: Moment) -> Int {
        max(0, Int((microseconds - other.microseconds) / microsecondsPerMonth))
    }
}

let weeksPerQuarter = 13
private let microsecondsPerMonth: Int64 = 2_629_746_000_000
