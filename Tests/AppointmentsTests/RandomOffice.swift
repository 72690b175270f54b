import Kernel
import Storage
import TestSupport

@testable import Appointments

/// What the supervisor of the office does in a random run.
extension RandomRun {
    /// The whole office seldom, one of its desks more often.
    mutating func close() async throws -> Bool {
        let desks = try await desks()
        let desk = pick(0...3) == 0 ? nil : desks.randomElement(using: &random)?.id
        let day = now.utcDay.adding(days: pick(0...8))
        let exchange = pick(0...1) == 0 ? nil : now.utcDay.adding(days: pick(0...8))
        let closing = Closing(
            office: lisbonCentre, desk: desk, days: day...day, exchange: exchange)
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            _ = try CloseDays(closing: closing, reason: "Works", zone: .utc)
                .perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    mutating func keepRule() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        let from = 480 + 5 * pick(0...60)
        let rule = OpeningRule(
            weekdays: [pick(1...7), pick(1...7)], rhythm: .everyWeeks(1), first: now.utcDay,
            last: now.utcDay.adding(days: 30), minutes: from..<(from + 20 * pick(1...9)),
            stepMinutes: 1, bookableDesks: 1, staffedDesks: 1, daysAhead: 0...8)
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            try KeepRule(office: lisbonCentre, rule: rule, desks: [desk.id])
                .perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    mutating func importBusy() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        var times: Set<BusyTime> = []
        for _ in 0..<pick(0...3) {
            let start = now.adding(seconds: Int64(pick(0...9 * 24 * 12)) * 300)
            times.insert(
                BusyTime(start: start, until: start.adding(seconds: Int64(pick(1...60)) * 300)))
        }
        let (now, busy) = (now, times)
        try await sample.database.write { db in
            _ = try ImportBusyTimes(desk: desk.id, times: busy, problems: [], zone: .utc)
                .perform(by: .house, at: now, in: db)
        }
        return true
    }

    mutating func changeDesk() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        let timing = Service(
            step: desk.service.step, minutesFirst: 10 * pick(1...4), minutesEach: 5 * pick(1...5))
        let services: Set<String> = pick(0...2) == 0 ? ["renewal"] : ["residence", "renewal"]
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk.id, for: carla, at: now, in: db)
            let setting = DeskSetting(name: desk.name, services: services, timing: timing)
            try ChangeDesk(desk: kept, setting: setting).perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    /// One desk goes and another comes, so that there are always as many.
    mutating func replaceDesk() async throws -> Bool {
        guard pick(0...2) == 0, let desk = try await desks().randomElement(using: &random) else {
            return false
        }
        let (now, asks, step) = (now, asks, 5 * pick(2...6))
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk.id, for: carla, at: now, in: db)
            try RetireDesk(desk: kept).perform(by: carla, at: now, in: db, asks)
            let setting = DeskSetting(
                name: "Desk of \(now)", services: ["residence"],
                timing: Service(step: step, minutesFirst: 20, minutesEach: 15))
            let new = try AddDesk(office: lisbonCentre, setting: setting)
                .perform(by: carla, at: now, in: db, asks)
            try OpenDesk(
                desk: new, day: now.utcDay.adding(days: 2), minutes: 540..<700, zone: .utc
            ).perform(in: db)
        }
        return true
    }

    private func desks() async throws -> [Desk] {
        try await sample.database.read { db in
            try Desk.own(at: lisbonCentre, in: db).filter { !$0.isRetired }
        }
    }
}
