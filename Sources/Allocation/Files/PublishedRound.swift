public import Formats
import Kernel

/// A round as its files tell it, one JSON object a line (docs/allocation.md).
public struct PublishedRound {
    public private(set) var lines: [JSON] = []
    private var results: [RoundLine] = []
    public private(set) var seed: [UInt8] = []
    public private(set) var commitment: String?
    private var criteria: Criteria?
    private var lengths: [String: VisitLength] = [:]
    private var desks: [DeskSupply] = []
    private var deskDays: Set<[Int64]> = []
    private var applicants: [Int64: Applicant] = [:]

    /// More than a household has.
    private static let personsMax = 100

    /// The largest number that a household may have: programs that count in doubles keep it whole.
    private static let nameMax = 1 << 53

    public init() {}

    /// Adds the lines of a file; a round may be told by several.
    public mutating func read(_ bytes: [UInt8], file: String) throws {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() where !part.allSatisfy({ $0 <= 32 }) {
            try take(RoundLine(file: file, number: number + 1, Array(part)))
        }
    }

    /// Works the round out again: a sentence for each published line that is not its own, and for each that is missing;
    /// none where the secret is the promised one and everything is as the rules give it.
    ///
    /// The digest (SHA-256, in hexadecimal) is handed in, because engines carry no cryptography.
    public func differences(
        file: String, digest: ([UInt8]) -> String
    ) throws -> (outcome: Outcome, found: [String]) {
        let outcome = try round(file).solve()
        var found: [String] = []
        if commitment == nil {
            found.append("no commitment: nothing shows that the lot was promised before")
        } else if commitment != digest(seed) {
            found.append("the seed is not the one that was promised by the commitment")
        }
        return (outcome, found + differences(from: outcome))
    }

    private func differences(from outcome: Outcome) -> [String] {
        let expected = Set(outcome.lines)
        let told = Set(results.map(\.json))
        let foreign = results.filter { !expected.contains($0.json) }.map {
            "line \($0.number): the rules do not give \($0.json.canonical)"
        }
        let missing = outcome.lines.filter { !told.contains($0) }.map {
            "missing: the rules give \($0.canonical)"
        }
        let twice = results.count - told.count
        return foreign + missing + (twice > 0 ? ["\(twice) lines of the result stand twice"] : [])
    }

    public func round(_ file: String) throws -> Round {
        guard let criteria else {
            throw FormatError(
                file: file, message: "no line of the kind 'round'; it holds criteria and seed")
        }
        let all = applicants.values.sorted { $0.name < $1.name }
        for one in all where lengths[one.service] == nil {
            throw FormatError(
                file: file, field: "services",
                message: "no length for '\(one.service)', which applicant \(one.name) needs")
        }
        guard
            let round = Round(
                applicants: all, supply: Supply(desks: desks, lengths: lengths),
                criteria: criteria, seed: seed)
        else {
            throw FormatError(
                file: file, field: "seed",
                message: "fewer than \(Lottery.seedBytesMin) bytes could be guessed; draw 32")
        }
        return round
    }

    private mutating func take(_ line: RoundLine) throws {
        switch try line.text("kind") {
        case "round": try takeRound(line)
        case "desk": try takeDesk(line)
        case "applicant": try takeApplicant(line)
        case "assigned", "unassigned", "total":
            results.append(line)
            return
        default:
            throw line.error("kind", "unknown; see docs/allocation.md for the kinds of lines")
        }
        lines.append(line.json)
    }

    private mutating func takeRound(_ line: RoundLine) throws {
        guard criteria == nil else { throw line.error("kind", "a round has one such line") }
        criteria = Criteria(
            pointsPerKilometre: try line.int("pointsPerKilometre", in: 0...1_000),
            pointsPerDay: try line.int("pointsPerDay", in: 0...1_000))
        seed = try line.hex("seed")
        commitment = try line.json["commitment"].map { _ in try line.text("commitment") }
        for (service, length) in line.json["services"]?.objectValue ?? [:] {
            guard let first = length["first"]?.intValue, let further = length["further"]?.intValue,
                (1...1_440).contains(first), (0...1_440).contains(further)
            else {
                throw line.error(
                    "services", "'\(service)' takes first (1-1440) and further (0-1440), minutes")
            }
            lengths[service] = VisitLength(firstMinutes: first, furtherMinutes: further)
        }
    }

    private mutating func takeDesk(_ line: RoundLine) throws {
        let (desk, day) = (Int64(try line.int("desk")), try line.day("day"))
        guard deskDays.insert([desk, Int64(day.number)]).inserted else {
            throw line.error("desk", "desk \(desk) stands twice on \(day); join its hours")
        }
        desks.append(
            DeskSupply(
                place: Int64(try line.int("place")),
                desk: DeskDay(
                    desk: desk, day: day, open: try line.hours("open"),
                    taken: try line.hours("taken"),
                    stepMinutes: try line.int("stepMinutes", in: 1...1_440)),
                services: Set(try line.texts("services")),
                languages: Set(try line.texts("languages"))))
    }

    private mutating func takeApplicant(_ line: RoundLine) throws {
        let name = Int64(try line.int("name", in: 0...PublishedRound.nameMax))
        guard applicants[name] == nil else {
            throw line.error("name", "applicant \(name) stands twice; a household waits once")
        }
        let weekdays = try line.json["weekdays"].map { _ in try line.weekdays("weekdays") }
        let minutes = try line.json["minutes"].map { _ in
            try line.hours(of: line.text("minutes"), "minutes")
        }
        applicants[name] = Applicant(
            name: name, persons: try line.int("persons", in: 1...PublishedRound.personsMax),
            service: try line.text("service"), priorityClass: try line.int("class", in: 0...1_000),
            legalDate: try line.json["legalDate"].map { _ in try line.day("legalDate") },
            waitingSince: try line.day("waitingSince"),
            reach: Reach(
                kilometres: try line.kilometres("places"), minutes: minutes ?? Reach.wholeDay,
                weekdays: weekdays ?? Reach.everyDay),
            languages: Set(try line.texts("languages")))
    }
}
