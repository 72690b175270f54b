import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

/// Keeps what people were told.
final class Told: Sendable {
    private let kept = Mutex<[OfferNews]>([])
    private let waits = Mutex<[ListNews]>([])

    var news: [OfferNews] { kept.withLock { $0 } }
    var listed: [ListNews] { waits.withLock { $0 } }

    var asks: Asks {
        var asks = Sample.asks
        // A transaction may run again: two with one key are one.
        asks.offered = { news, _, _ in
            self.kept.withLock { kept in
                if !kept.contains(where: { $0.key == news.key }) { kept.append(news) }
            }
        }
        asks.listed = { news, _, _ in
            self.waits.withLock { waits in
                if !waits.contains(where: { $0.kase == news.kase }) { waits.append(news) }
            }
        }
        return asks
    }
}

extension Sample {
    func free(_ people: Int, at now: Moment) async throws -> [Moment] {
        try await database.read { db in
            try FreeTimes(
                office: lisbonCentre, service: "residence", people: people, now: now
            ).run(from: now, to: Moment(tomorrow.adding(days: 1)), in: db).map(\.start)
        }
    }

    func free(_ people: Int, on day: Day) async throws -> [Moment] {
        try await database.read { db in
            try FreeTimes(
                office: lisbonCentre, service: "residence", people: people, now: noon
            ).run(from: Moment(day), to: Moment(day.adding(days: 1)), in: db).map(\.start)
        }
    }

    @discardableResult
    func offer(
        _ file: BookableCase, _ start: Moment, until: Moment, at now: Moment = noon
    ) async throws -> OfferID {
        try await database.write { db in
            try MakeOffer(file: file, start: start, until: until, because: .freed)
                .perform(by: .house, at: now, in: db)
        }
    }

    func openOffer(_ file: BookableCase) async throws -> TimeOffer? {
        try await database.read { db in try TimeOffer.open(of: file.id, in: db) }
    }

    @discardableResult
    func accept(
        _ file: BookableCase, by principal: Principal, at now: Moment
    ) async throws -> VisitID {
        let offer = try #require(try await openOffer(file))
        return try await accept(offer, file, by: principal, at: now)
    }

    @discardableResult
    func accept(
        _ offer: TimeOffer, _ file: BookableCase, by principal: Principal, at now: Moment
    ) async throws -> VisitID {
        try await database.write { db in
            try AcceptTimeOffer(offer: offer, file: file).perform(by: principal, at: now, in: db)
        }
    }

    func decline(_ file: BookableCase, by principal: Principal, at now: Moment) async throws {
        let offer = try #require(try await openOffer(file))
        try await database.write { db in
            try DeclineTimeOffer(offer: offer).perform(by: principal, at: now, in: db, Sample.asks)
        }
    }

    func join(
        _ file: BookableCase, _ hours: ComingHours = .any, _ urgency: Urgency = Urgency(),
        by principal: Principal = ana, at now: Moment = noon
    ) async throws {
        var asks = Sample.asks
        asks.urgency = { _, _ in [file.id: urgency] }
        let known = asks
        try await database.write { db in
            try JoinList(file: file, hours: hours)
                .perform(by: principal, at: now, in: db, known)
        }
    }

    func offerFreed(at now: Moment) async throws {
        try await database.write { db in
            try OfferFreed(location: lisbonCentre).perform(at: now, in: db, Sample.asks)
        }
    }

    func keepList(at now: Moment) async throws {
        try await room.keepList(at: now)
    }

    func standing(_ file: BookableCase, at now: Moment) async throws -> Standing {
        try await database.read { db in try Standing(of: file.id, at: now, in: db) }
    }

    func demand(_ file: BookableCase) async throws -> Demand? {
        try await database.read { db in try Demand.waiting(of: file.id, in: db) }
    }

    /// Who holds each time that is taken, in the order of the clock.
    func holders() async throws -> [Int64] {
        try await database.read { db in
            try db.all("SELECT taken_by FROM slot WHERE taken_by IS NOT NULL ORDER BY start, desk")
                .map { try $0[0] }
        }
    }

    /// A visit at another desk, for a test that writes by hand.
    func bookAnywhere() async throws -> VisitID {
        try await database.write { db in
            try SetUpDesk(
                id: DeskID(99), location: lisbonCentre, name: "Other", services: ["residence"],
                timing: Service(step: 20, minutesFirst: 20, minutesEach: 20), isDemo: false
            ).perform(in: db)
            try OpenDesk(desk: DeskID(99), day: tomorrow, minutes: 900..<960, zone: .utc)
                .perform(in: db)
            return try BookVisit(
                file: Sample.files[2], start: Moment(tomorrow, hour: 15, minute: 0)
            )
            .perform(by: olena, at: noon, in: db)
        }
    }
}
