import Kernel
import Languages
import Statistics
import Storage
import Web

/// The number of one of the reader's own files in a round, and the time that it was drawn for.
struct OwnNumber: Sendable {
    let reference: Reference
    let number: Int64
    let start: Moment?
}

/// One round for everybody: its rules and its promise before, the secret and the file after.
struct RoundView: Sendable {
    let words: RoundWords
    let asks: Asks
    /// Nil until it is drawn.
    let file: RoundFile?
    /// The numbers of the reader's own files in it.
    let own: [OwnNumber]
    private let supervises: Bool

    init(_ exchange: Exchange, _ id: RoundID, _ asks: Asks, in db: Reader) throws {
        let round = try VisitRound.find(id, in: db)
        self.asks = asks
        words = try RoundWords(round, exchange.t, asks, in: db)
        file = try RoundFile.find(id, in: db)
        own = try RoundView.own(round, exchange, asks, in: db)
        supervises = round.plan.offices.allSatisfy { office in
            exchange.principal?.supervises(office) == true
        }
    }

    /// Of a round of few the lines of the file are as good as names to whoever knows them: those who took part have it.
    var mayHaveFile: Bool {
        guard let file else { return false }
        return file.asked >= asks.rounds.cellMin || supervises || !own.isEmpty
    }

    private static func own(
        _ round: VisitRound, _ exchange: Exchange, _ asks: Asks, in db: Reader
    ) throws -> [OwnNumber] {
        guard let principal = exchange.principal, principal.person != nil else { return [] }
        return try asks.casesOf(principal, exchange.now, db).filter { $0.mandate == nil }
            .compactMap { file -> OwnNumber? in
                if round.state == .drawn {
                    return try db.first(
                        """
                        SELECT number, start FROM round_applicant
                        WHERE round = \(round.id) AND case_id = \(file.id)
                        """
                    ).map { row in
                        OwnNumber(
                            reference: file.reference, number: try row[0], start: try row[1])
                    }
                }
                guard round.state == .announced,
                    let demand = try Demand.waiting(of: file.id, in: db),
                    round.plan.takes(demand.service), round.plan.offices.contains(demand.location),
                    demand.since <= round.plan.closes
                else { return nil }
                return OwnNumber(
                    reference: file.reference, number: demand.number(db.keys), start: nil)
            }
    }

    private var t: Translator { words.t }
    private var round: VisitRound { words.round }

    var title: String { words.title }

    var html: HTML {
        """
        <h1>\(title)</h1>\(words.demo)\(definitionList(t, words.facts))\(own.html(number))
        <h2>\(t("Who comes first"))</h2>\(criteria)
        <h2>\(t("The lot, and its promise"))</h2>\(promise)
        \(file.map(result))
        <p><a href="/visits/rounds">\(t("Rounds of allocation"))</a> · <a href="/visits/how">\(t("How times are given out"))</a></p>
        """
    }

    private func number(_ one: OwnNumber) -> HTML {
        let values = ["reference": one.reference.text, "number": String(one.number)]
        let mine = t("Your file {reference} has the number {number} in this round.", values)
        guard round.state == .drawn else { return card("<p>\(mine)</p>") }
        guard let start = one.start else {
            let none = t("There was no time for you in it. You keep your place on the list.")
            return card("<p>\(mine)</p><p>\(none)</p>")
        }
        let time = t("You were drawn for {when}.", ["when": words.moment(start)])
        return card("<p>\(mine)</p><p>\(time) <a href=\"/bookings\">\(t("Your visits"))</a></p>")
    }

    private var criteria: HTML {
        let points = t.plural(
            "Of the ways to serve the same households the earliest is sought: each day after the first counts {n} point.",
            "Of the ways to serve the same households the earliest is sought: each day after the first counts {n} points.",
            round.plan.pointsPerDay)
        return """
            <ol><li>\(t("The class of urgency, 0 first."))</li><li>\(t("The day until which the office must decide the file, where there is one."))</li>
            <li>\(t("The day since which one waits."))</li><li>\(t("The lot."))</li></ol>
            <p>\(t("A household has one time for all of them, or none. Nobody who could come is passed over for somebody who comes later in this order. Who has a visit or an open offer takes no part."))</p>
            <p>\(points)</p>
            """
    }

    private var promise: HTML {
        let secret: HTML
        if let seed = round.seed {
            secret = "<code class=\"long\">\(seed)</code>"
        } else if round.state == .cancelled {
            secret = "\(t("It stays sealed: the round was cancelled."))"
        } else {
            secret = "\(t("It is sealed until the round is drawn."))"
        }
        let facts = [
            Fact(
                t("Promise (SHA-256 of the secret)"),
                "<code class=\"long\">\(round.commitment)</code>"),
            Fact(t("Secret"), secret),
        ]
        return """
            <p>\(t("Among equals the lot decides. Its secret was drawn before the list closed, and its promise published: nobody can choose it afterwards."))</p>
            \(definitionList(t, facts))
            """
    }

    private func result(_ file: RoundFile) -> HTML {
        let rule = DisclosureRule(threshold: asks.rounds.cellMin)
        let row = rule.protect([file.served, file.asked - file.served])
        let facts = [
            Fact(t("Households that took part"), count(row.total)),
            Fact(t("Have a time"), count(row.cells[0])),
            Fact(t("Have none this time"), count(row.cells[1])),
        ]
        return """
            <h2>\(t("What came of it"))</h2>\(definitionList(t, facts))
            \(FairnessView(t: t, report: file.report, asks: asks).html)
            <h2>\(t("Check it yourself"))</h2>\(check)
            """
    }

    private func count(_ count: ProtectedCount) -> HTML {
        "\(count.value.map { t.number($0) } ?? t("too few to show"))"
    }

    private var check: HTML {
        if !mayHaveFile {
            return
                "<p>\(t("So few took part that the file would tell who they are. Those who did can download it here, signed in."))</p>"
        }
        return """
            <p>\(t("The file holds the rules, the secret, the free times and a line for each household, by its number. The program works all of it out again and names every line that differs."))</p>
            \(actions(buttonLink(t("Download the file"), to: "/visits/rounds/\(round.id)/file")))
            <p><code class="long">cais allocation verify \(roundFileName(round.id))</code></p>
            """
    }
}
