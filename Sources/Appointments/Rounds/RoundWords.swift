import Kernel
import Languages
import Storage
import Web

/// A round as people read it.
struct RoundWords: Sendable {
    let t: Translator
    let round: VisitRound
    let offices: [String]
    /// The civil time of its first office.
    let zone: Zone
    private let service: String

    /// Several, each office asked for once.
    static func all(
        _ rounds: [VisitRound], _ t: Translator, _ asks: Asks, in db: Reader
    ) throws -> [RoundWords] {
        var places: [LocationID: VisitPlace] = [:]
        for office in Set(rounds.flatMap(\.plan.offices)).sorted() {
            places[office] = try asks.place(office, db)
        }
        return rounds.map { RoundWords($0, t, asks, places) }
    }

    init(_ round: VisitRound, _ t: Translator, _ asks: Asks, in db: Reader) throws {
        self = try RoundWords.all([round], t, asks, in: db)[0]
    }

    private init(
        _ round: VisitRound, _ t: Translator, _ asks: Asks, _ known: [LocationID: VisitPlace]
    ) {
        let places = round.plan.offices.compactMap { known[$0] }
        (self.round, self.t) = (round, t)
        offices = places.map(\.name)
        zone = places.first?.zone ?? .utc
        service =
            round.plan.service.map { asks.day.serviceTitle($0, t) }
            ?? t("everything that people wait for")
    }

    var title: String { t("Round of allocation: {service}", ["service": service]) }

    var closes: String { moment(round.plan.closes) }

    func moment(_ moment: Moment) -> String {
        let words = TimeWords(t: t, zone: zone)
        return words.day(of: moment) + ", " + words.clock(moment)
    }

    /// What is open still is said by the clock of the reader: between closing and drawing nobody joins any more.
    var state: HTML {
        switch round.state {
        case .announced: tag(t("Announced"), .now)
        case .drawn: tag(t("Drawn"), .good)
        case .cancelled: tag(t("Cancelled"))
        }
    }

    var demo: HTML? { round.isDemo ? demoNote(t) : nil }

    var facts: [Fact] {
        var facts = [
            Fact(t("Round"), state),
            Fact(t("Offices"), "\(t.list(offices))"),
            Fact(t("Days whose times are given out"), "\(spanWords(t, round.plan.days))"),
            Fact(t("The list closes"), "\(closes)"),
        ]
        if let ended = round.endedAt, round.state == .drawn {
            facts.append(Fact(t("Drawn on"), "\(moment(ended))"))
        }
        if let reason = round.reason { facts.append(Fact(t("Why it was cancelled"), "\(reason)")) }
        return facts
    }

    static func table(
        _ rounds: [RoundWords], _ t: Translator, _ address: (RoundID) -> String
    ) -> HTML {
        let columns = [
            Column(t("Round")), Column(t("Offices")), Column(t("The list closes")),
            Column(t("State")), Column(t("Promise")),
        ]
        let rows = rounds.map { one -> [HTML] in
            [
                "<a href=\"\(address(one.round.id))\">\(one.title)</a>\(one.demo)",
                "\(t.list(one.offices))", "\(one.closes)", one.state,
                "<code>\(String(one.round.commitment.prefix(12)))…</code>",
            ]
        }
        return sortableTable(
            t, caption: t("Rounds of allocation"), captionHidden: true, columns: columns, rows: rows
        )
    }
}
