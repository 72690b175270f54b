import FoundationEssentials
public import Kernel
public import Storage
import Web

/// What the outbox carries to the payment service: which demand, and nothing of it.
struct FeeErrand: Codable, Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// To ask for the document.
        case demand = "cases.fee-demand"
        /// To ask, after its end, whether it was paid.
        case check = "cases.fee-check"
    }

    let kase: CaseID
    let number: Int

    init(_ kase: CaseID, _ number: Int) {
        (self.kase, self.number) = (kase, number)
    }

    /// Reads the number by which the payment service knows a demand.
    init?(_ demand: String) {
        let parts = demand.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let kase = CaseID(String(parts[0])), let number = Int(parts[1]),
            number > 0
        else { return nil }
        self.init(kase, number)
        // "+1" and "01" are other texts of one number, and no number of ours.
        guard self.demand == demand else { return nil }
    }

    /// The number by which the payment service knows it.
    var demand: String { "\(kase).\(number)" }

    /// The key under which the demand waits in the outbox.
    var key: String { Kind.demand.rawValue + "/" + demand }

    /// `again` is when what ended the first errand was taken back: the same is asked once more.
    func post(
        _ kind: Kind, due: Moment, again: Moment? = nil, at now: Moment, in db: Writer
    ) throws {
        let more = again.map { "/again/\($0.microseconds)" } ?? ""
        try db.post(
            kind.rawValue, key: kind.rawValue + "/" + demand + more,
            body: [UInt8](try JSONEncoder().encode(self)), due: due, at: now)
    }
}

extension Cases {
    /// What the outbox hands to us; throwing is "later", and either may come twice.
    public func outbox(_ clock: @escaping Clock) -> [String: OutboxHandler] {
        [
            FeeErrand.Kind.demand.rawValue: { try await demandFee(FeeErrand($0), clock) },
            FeeErrand.Kind.check.rawValue: { try await checkFee(FeeErrand($0), clock) },
            BodyErrand.kind: { try await tellBody(BodyErrand($0), clock) },
        ]
    }

    private func demandFee(_ errand: FeeErrand, _ clock: Clock) async throws {
        let house = self.house
        let (kase, demand) = try await find(errand)
        guard let demand, demand.state == .asked else { return }
        guard let provider = house.provider(for: kase) else { throw FeeRefusal.noProvider }
        let language = try await database.read { db in
            try house.neighbours.language(kase.applicant, db)
        }
        let order = PaymentOrder(
            demand: errand.demand, total: demand.asked.total,
            lines: demand.asked.charges.map {
                .init(title: $0.title.text(in: language), cents: $0.cents)
            })
        let answer = try await provider.issue(order, clock())
        let (action, now) = (NoteFeeAnswer(errand: errand, answer: answer), clock())
        try await database.write { db in try action.perform(at: now, in: db, house) }
    }

    private func checkFee(_ errand: FeeErrand, _ clock: Clock) async throws {
        let house = self.house
        let (kase, demand) = try await find(errand)
        guard let demand, demand.state == .open else { return }
        guard let provider = house.provider(for: kase) else { throw FeeRefusal.noProvider }
        let state = try await provider.state(errand.demand, clock())
        let now = clock()
        switch state {
        case .open: throw OutgoingTrouble(words: "the document can still be paid")
        case .expired:
            let action = NoteFeeExpired(errand: errand)
            try await database.write { db in try action.perform(at: now, in: db, house) }
        case .paid(let receipt, let total):
            let action = NoteFeePaid(errand: errand, receipt: receipt, total: total)
            _ = try await database.write { db in try action.perform(at: now, in: db, house) }
        }
    }

    private func find(_ errand: FeeErrand) async throws -> (Case, FeeDemand?) {
        try await database.read { db in
            let kase = try Case.stored(errand.kase, in: db)
            return (kase, try kase.history(in: db).fee(errand.number))
        }
    }
}

extension FeeErrand {
    fileprivate init(_ message: OutboxMessage) throws {
        self = try JSONDecoder().decode(FeeErrand.self, from: Data(message.body))
    }
}
