import Kernel
import Storage

enum TrainingThing {}
typealias TrainingID = ID<TrainingThing>

/// A training or certificate of somebody who works here: which, from whom, and until when it holds.
struct Training: Sendable, Equatable {
    let id: TrainingID
    let account: AccountID
    /// A code of the policy; one that is not there any more stands for itself.
    let kind: String
    let body: String
    let day: Day
    /// The last day on which it holds; nil where it does not end.
    let validUntil: Day?
    let notedBy: String
    let isDemo: Bool

    enum State: Equatable {
        case valid
        /// It ends within the days that the installation chose.
        case ending
        case ended
    }

    func state(on day: Day, warnDays: Int) -> State {
        guard let validUntil else { return .valid }
        if validUntil < day { return .ended }
        return validUntil < day.adding(days: warnDays) ? .ending : .valid
    }

    /// The whole register, for those who keep it.
    static func all(for principal: Principal, in db: Reader) throws -> [Training] {
        guard mayKeep(principal) else { throw Refused.notFound }
        return try stored("1 = 1", in: db)
    }

    /// One's own.
    static func own(of principal: Principal, in db: Reader) throws -> [Training] {
        try stored("account = \(principal.account)", in: db)
    }

    /// For counting: whoever counts sees no name.
    static func forCounting(in db: Reader) throws -> [Training] { try stored("1 = 1", in: db) }

    static func mayKeep(_ principal: Principal) -> Bool {
        principal.duties.contains { duty in
            switch duty.role {
            case .coordinator: duty.purpose == .plan
            case .administrator: duty.purpose == .operation
            default: false
            }
        }
    }

    private static func stored(_ condition: SQL, in db: Reader) throws -> [Training] {
        try db.all(
            """
            SELECT id, account, kind, body, day, valid_until, noted_by, demo FROM staff_training
            WHERE withdrawn_at IS NULL AND \(condition) ORDER BY day DESC, id DESC
            """
        ).map { row in
            Training(
                id: try row[0], account: try row[1], kind: try row[2], body: try row[3],
                day: try row[4], validUntil: try row[5], notedBy: try row[6], isDemo: try row[7])
        }
    }
}

extension [Training] {
    /// Those that end soon or have ended and that no later one of the same kind takes the place of, the first to end first.
    func toRenew(on day: Day, warnDays: Int) -> [Training] {
        filter { one in
            one.state(on: day, warnDays: warnDays) != .valid
                && !contains { other in
                    other.account == one.account && other.kind == one.kind
                        && other.state(on: day, warnDays: warnDays) == .valid
                }
        }
        .sorted { ($0.validUntil ?? $0.day, $0.id) < ($1.validUntil ?? $1.day, $1.id) }
    }
}

/// How many of those who work at a place hold a training that counts on a day.
struct TrainedStaff: Sendable, Equatable {
    struct Count: Sendable, Equatable {
        let held: Int
        /// Whose role the policy names for it.
        let meant: Int
    }

    let place: LocationID
    let staff: Int
    /// By the code of the training.
    let trained: [String: Count]

    static func count(
        _ staff: [StaffMember], _ trainings: [Training], _ kinds: [TrainingKind], on day: Day
    ) -> [TrainedStaff] {
        let holding = Dictionary(
            grouping: trainings.filter { $0.state(on: day, warnDays: 0) != .ended }, by: \.account
        ).mapValues { Set($0.map(\.kind)) }
        let places = Set(staff.flatMap(\.places)).sorted()
        return places.map { place in
            let here = staff.filter { $0.places.contains(place) }
            let counts = kinds.map { kind in
                let meant = here.filter { one in
                    one.roles.contains { kind.roles.contains($0.rawValue) }
                }
                let held = meant.count { holding[$0.account]?.contains(kind.code) ?? false }
                return (kind.code, Count(held: held, meant: meant.count))
            }
            return TrainedStaff(
                place: place, staff: here.count, trained: Dictionary(uniqueKeysWithValues: counts))
        }
    }
}
