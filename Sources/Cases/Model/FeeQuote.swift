import Decisions
import Kernel

/// Somebody of a file, as a fee table looks at them.
struct FeePayer: Sendable, Equatable {
    /// In whole years, on the day of the request.
    let age: Int
    let relation: Relation
    let isInPortugal: Bool
    var member: CaseMemberID?

    init(age: Int, relation: Relation, isInPortugal: Bool, member: CaseMemberID? = nil) {
        (self.age, self.relation, self.isInPortugal) = (age, relation, isInPortugal)
        self.member = member
    }

    init(_ member: CaseMember, on day: Day) {
        self.init(
            age: member.person.age(on: day), relation: member.person.relation,
            isInPortugal: member.person.isInPortugal, member: member.id)
    }
}

/// Where a request is made.
enum FeeChannel: String, Sendable, CaseIterable {
    case digital, counter
    /// At the counter, because it cannot be made online.
    case counterNoDigital = "counter-no-digital"
}

/// A line of what somebody is to pay; what is taken off is below zero.
struct FeeCharge: Codable, Sendable, Equatable {
    let code: String
    let pt: String
    let en: String
    /// Who pays it; nil for the file as a whole.
    let member: CaseMemberID?
    let cents: Int64

    var title: LocalText { LocalText(pt: pt, en: en) }

    init(_ code: String, _ title: LocalText, _ member: CaseMemberID?, cents: Int64) {
        (self.code, self.member, self.cents) = (code, member, cents)
        (pt, en) = (title.pt, title.en)
    }
}

/// What a household pays on a day, line by line, and how sure that is.
struct FeeQuote: Sendable, Equatable {
    enum Certainty: String, Sendable, CaseIterable {
        /// Every amount was read in an official text.
        case known
        /// Told by the press, a guide or a summary.
        case reported
        case reductionUnknown = "reduction-unknown"
        case disputed
        /// There is no amount with a source.
        case unknown
    }

    let certainty: Certainty
    /// Every line with an amount, reductions last for each person.
    let charges: [FeeCharge]
    /// The sum of the lines; nil where something of it is not known or disputed: nothing is guessed.
    let total: Money?

    static let unknown = FeeQuote(certainty: .unknown, charges: [], total: nil)
}

extension FeeSchedule {
    /// What a household pays for a request of a day. Its first person pays what the file pays once.
    func quote(_ people: [FeePayer], by channel: FeeChannel, on day: Day) throws -> FeeQuote {
        guard let table = table(on: day) else { return .unknown }
        var (charges, isConfirmed, problems): ([FeeCharge], Bool, Set<FeeQuote.Certainty>) =
            ([], true, [])
        for (index, payer) in people.enumerated() {
            let facts = payer.facts(channel, people: people.count)
            var own: [FeeCharge] = []
            for line in table.lines where line.payer == .member || index == 0 {
                if let rule = line.rule, !(try rule.when.holds(facts)) { continue }
                let amounts = line.amounts.on(day)
                guard let amount = amounts.first else {
                    problems.insert(.unknown)
                    continue
                }
                if amounts.contains(where: { $0.hundredths != amount.hundredths }) {
                    problems.insert(.disputed)
                }
                isConfirmed = isConfirmed && amounts.contains(where: \.isVerified)
                own.append(
                    FeeCharge(
                        line.code, line.title, line.payer == .file ? nil : payer.member,
                        cents: amount.hundredths))
            }
            let reduction = try table.reductions.first { try $0.rule.when.holds(facts) }
            if let reduction, !own.isEmpty {
                let off = reduction.off(own, on: day, member: payer.member)
                if let off { own.append(off) } else { problems.insert(.reductionUnknown) }
            }
            charges += own
        }
        if table.reductionsUnknown != nil { problems.insert(.reductionUnknown) }
        if !table.rivals.on(day).isEmpty { problems.insert(.disputed) }
        if charges.isEmpty { problems.insert(.unknown) }
        return FeeQuote(charges, problems, isConfirmed: isConfirmed)
    }
}

extension FeeQuote {
    /// The worst of what is wrong says how sure it is.
    fileprivate init(_ charges: [FeeCharge], _ problems: Set<Certainty>, isConfirmed: Bool) {
        let worst: [Certainty] = [.disputed, .unknown, .reductionUnknown]
        self.charges = charges
        certainty = worst.first(where: problems.contains) ?? (isConfirmed ? .known : .reported)
        let sum = charges.reduce(Int64(0)) { $0 + $1.cents }
        total = problems.isEmpty ? Money(cents: sum) : nil
    }
}

extension FeeReduction {
    /// What is taken off a person's lines together, rounded half up to a cent; nil where its share is not known.
    fileprivate func off(
        _ charges: [FeeCharge], on day: Day, member: CaseMemberID?
    ) -> FeeCharge? {
        let shares = shares.on(day)
        guard let share = shares.first, shares.allSatisfy({ $0.hundredths == share.hundredths })
        else { return nil }
        let sum = charges.reduce(Int64(0)) { $0 + $1.cents }
        let left =
            (sum * (wholeInHundredths - share.hundredths) + wholeInHundredths / 2)
            / wholeInHundredths
        return FeeCharge(code, title, member, cents: left - sum)
    }
}

extension FeePayer {
    fileprivate func facts(_ channel: FeeChannel, people: Int) -> [String: FEELValue] {
        [
            "age": .number(Number(age)), "relation": .string(relation.rawValue),
            "inPortugal": .boolean(isInPortugal), "channel": .string(channel.rawValue),
            "people": .number(Number(people)),
        ]
    }
}

/// A hundred per cent in hundredths of one.
private let wholeInHundredths: Int64 = 10_000
