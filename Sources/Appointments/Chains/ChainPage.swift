import Allocation
import Kernel
import Storage
import Web

/// The times at several counters of one centre for a household: each half day of two weeks at once.
struct ChainPage: Sendable {
    let file: BookableCase
    let place: VisitPlace
    /// The counters of other bodies at the centre, and which of them the household wants to go to.
    let standing: [Counter]
    let chosen: [Counter]
    let open: Visit?
    let desks: [Desk]
    let times: [ChainTime]
    let today: Day
    let from: Day
    let next: Day

    /// Nothing was said of counters: all of them, as many as one chain has.
    init(
        _ file: BookableCase, with wanted: String?, from asked: Day?, _ asks: Asks, at now: Moment,
        in db: Reader
    ) throws {
        guard file.isOwn, let place = try asks.place(file.office, db) else {
            throw Refused.notFound
        }
        self.file = file
        self.place = place
        standing = try Counter.standing(at: file.office, of: asks.counters(), in: db)
        let codes = wanted.map { Set($0.split(separator: ",").map(String.init)) }
        let chosen = standing.filter { codes?.contains($0.service) ?? true }
            .prefix(Chain.stepsMax - 1)
        self.chosen = Array(chosen)
        open = try Visit.open(of: file.id, in: db)
        desks = try ([file.service] + chosen.map(\.service)).flatMap {
            try Desk.serving($0, at: file.office, in: db)
        }
        today = place.zone.day(of: now)
        from = max(today, min(asked ?? today, today.adding(days: aheadDaysMax)))
        next = from.adding(days: windowDays)
        let begin = max(place.zone.moment(from), now.adding(seconds: 1))
        times =
            chosen.isEmpty
            ? []
            : try ChainTimes(file: file, counters: Array(chosen), zone: place.zone).run(
                from: begin, to: place.zone.moment(next), at: now, in: db)
    }

    /// The page with other counters, or of other days.
    func address(_ counters: [Counter]? = nil, from day: Day? = nil) -> String {
        chainAddress(
            file.reference, with: (counters ?? chosen).map(\.service), from: day ?? from)
    }

    var earlier: Day? { from > today ? max(today, from.adding(days: -windowDays)) : nil }
    var later: Day? { next.days(since: today) <= aheadDaysMax ? next : nil }
}

func chainAddress(
    _ reference: Reference, with services: [String]? = nil, from day: Day? = nil
) -> String {
    var address = Address("/bookings/chain").setting("case", to: reference.text)
    if let services { address = address.setting("with", to: services.joined(separator: ",")) }
    if let day { address = address.setting("from", to: day.description) }
    return address.text
}

extension ChainTime {
    /// As a form sends it back: `nif@1795509000.12~residence@1795510200.7`.
    var value: String {
        parts.map { "\($0.service)@\($0.start.secondsSince1970).\($0.desk)" }
            .joined(separator: "~")
    }
}

/// What a form sent; nil where it is none of ours. Nothing is believed of it but what the desks say.
func chainParts(_ value: String) -> [ChainPart]? {
    let parts = value.split(separator: "~", maxSplits: Chain.stepsMax).map { part -> ChainPart? in
        let halves = part.split(separator: "@", maxSplits: 1)
        let numbers = halves.last.map { $0.split(separator: ".", maxSplits: 1) } ?? []
        guard halves.count == 2, numbers.count == 2, let seconds = Int64(numbers[0]),
            (0...farSeconds).contains(seconds), let desk = DeskID(String(numbers[1]))
        else { return nil }
        return ChainPart(
            service: String(halves[0]), desk: desk, start: Moment(secondsSince1970: seconds),
            minutes: 0)
    }
    let known = parts.compactMap(\.self)
    return known.isEmpty || known.count != parts.count ? nil : known
}

private let windowDays = 14
/// No office opens its calendar for longer than a year.
private let aheadDaysMax = 365
