import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

/// The desks of an office, as whoever supervises it sets them up.
@Suite struct DeskTests {
    private static let asks: Asks = {
        var asks = Sample.asks
        asks.day.services = { ["residence", "renewal"] }
        return asks
    }()

    private func setting(
        _ name: String = "Room 9", _ services: Set<String> = ["residence"], first: Int = 20,
        each: Int = 20
    ) -> DeskSetting {
        DeskSetting(
            name: name, services: services,
            timing: Service(step: 20, minutesFirst: first, minutesEach: each))
    }

    private func add(
        _ setting: DeskSetting, _ sample: Sample, by principal: Principal = carla
    ) async throws -> DeskID {
        try await sample.database.write { db in
            try AddDesk(office: lisbonCentre, setting: setting)
                .perform(by: principal, at: noon, in: db, Self.asks)
        }
    }

    private func change(
        _ desk: DeskID, _ setting: DeskSetting, _ sample: Sample, by principal: Principal = carla
    ) async throws {
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk, for: principal, at: noon, in: db)
            try ChangeDesk(desk: kept, setting: setting)
                .perform(by: principal, at: noon, in: db, Self.asks)
        }
    }

    private func retire(_ desk: DeskID, _ sample: Sample) async throws {
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk, for: carla, at: noon, in: db)
            try RetireDesk(desk: kept).perform(by: carla, at: noon, in: db, Self.asks)
        }
    }

    private func open(_ desk: DeskID, _ sample: Sample) async throws -> Int {
        try await sample.database.write { db in
            try OpenDesk(
                desk: desk, day: tomorrow.adding(days: 1), minutes: nine..<(nine + 60), zone: .utc
            ).perform(in: db)
        }
    }

    private func kinds(_ desk: DeskID, _ sample: Sample) async throws -> [String] {
        try await sample.database.read { db in try db.journal(of: "desk/\(desk)").map(\.kind) }
    }

    @Test(arguments: Engine.underTest)
    func `a new desk opens and its times can be booked`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 1)
        let desk = try await add(setting(), sample)
        #expect(try await open(desk, sample) == 3)
        let start = Moment(tomorrow.adding(days: 1), hour: 9)
        try await sample.book(Sample.files[1], start, by: yusuf)
        #expect(try await kinds(desk, sample) == ["desk.added"])
        await #expect(throws: DeskRefusal.nameTaken) { _ = try await add(setting(), sample) }
        await #expect(throws: DeskRefusal.nameMissing) { _ = try await add(setting(""), sample) }
        await #expect(throws: DeskRefusal.servicesMissing) {
            _ = try await add(setting("Room 10", ["fishing"]), sample)
        }
    }

    @Test(arguments: Engine.underTest)
    func `other minutes and services count from now on and touch no visit`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 6)
        let id = try await sample.book(Sample.files[1], time(0), by: yusuf)
        let desk = DeskID(1)
        let seen = try await sample.database.read { db in
            try KeptDesk.find(desk, for: carla, at: noon, in: db)
                .whatIf(setting("Desk 1", first: 40, each: 20), at: noon, in: db)
        }
        // Five times are free: one person begins at 5 of them, or at 4 with two times each; four people need 4, then 5.
        #expect(seen.map(\.now) == [5, 2] && seen.map(\.then) == [4, 1])
        #expect(try await sample.free(1).count == 5)
        try await change(desk, setting("Desk 1", first: 40, each: 20), sample)
        #expect(try await sample.free(1).count == 4)
        #expect(try await sample.visit(id, for: yusuf).minutes == 20)
        try await change(desk, setting("Desk 1", ["renewal"]), sample)
        #expect(try await sample.free(1).isEmpty)
        #expect(try await sample.visit(id, for: yusuf).state == .booked)
        #expect(try await kinds(desk, sample) == ["desk.changed", "desk.changed"])
    }

    @Test(arguments: Engine.underTest)
    func `an offer that the desk cannot keep lapses, and one that it can stays`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 6)
        try await sample.offer(Sample.files[1], time(0), until: later(3_600))
        try await sample.offer(Sample.files[2], time(2), until: later(3_600))
        // One person keeps their 20 minutes; two need 50 now, and 40 are held.
        try await change(DeskID(1), setting("Desk 1", first: 20, each: 30), sample)
        #expect(try await sample.openOffer(Sample.files[1]) != nil)
        #expect(try await sample.openOffer(Sample.files[2]) == nil)
        try await sample.accept(Sample.files[1], by: yusuf, at: later(60))
        #expect(try await sample.kinds(3) == ["offer.made", "offer.lapsed"])
    }

    @Test(arguments: Engine.underTest)
    func `a retired desk keeps its visits and opens no more, by no rule and no calendar`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 6)
        let id = try await sample.book(Sample.files[1], time(0), by: yusuf)
        try await retire(DeskID(1), sample)
        #expect(try await sample.free(1).isEmpty)
        let visit = try await sample.visit(id, for: yusuf)
        #expect(visit.state == .booked)
        #expect(try await open(DeskID(1), sample) == 0)
        await #expect(throws: Refused.notFound) { try await retire(DeskID(1), sample) }
        let desks = {
            try await sample.database.read { db in try Desk.own(at: lisbonCentre, in: db) }
        }
        #expect(try await desks().map(\.isRetired) == [true])
        // What is given back there is nobody's, and the desk is gone with its last visit.
        try await sample.cancel(visit, by: yusuf)
        #expect(try await sample.free(1).isEmpty)
        #expect(try await desks().isEmpty)
        #expect(try await kinds(DeskID(1), sample) == ["desk.retired"])
    }

    @Test(arguments: Engine.underTest)
    func `only who supervises the office sets up its desks, and none of another body`(
        engine: Engine
    ) async throws {
        let chains = try await ChainSample(engine)
        let sample = chains.sample
        for stranger in [bruno, beatriz, ana] {
            await #expect(throws: Refused.notFound) {
                _ = try await add(setting(), sample, by: stranger)
            }
            await #expect(throws: Refused.notFound) {
                try await change(DeskID(1), setting(), sample, by: stranger)
            }
        }
        await #expect(throws: Refused.notFound) {
            try await change(DeskID(51), setting("C51", ["nif"]), sample)
        }
        let names = try await sample.database.read { db in
            try KeptDesk.all(at: lisbonCentre, at: noon, in: db).map(\.desk.name)
        }
        #expect(names == ["Desk 1"])
    }

    @Test(arguments: Engine.underTest)
    func `the page previews without writing, keeps, and tells what is missing`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 6)
        let room = Appointments(database: sample.database, asks: Self.asks)
        let browser = try RoomBrowser(room.routes)
        let page = try await browser.get("/desk/desks", as: carla)
        #expect(page.status == 200 && page.text.contains("Desk 1"))
        #expect(
            try await browser.get("/desk/desks?location=\(portoCentre)", as: carla).status == 404)
        #expect(try await browser.get("/desk/desks/1", as: bruno).status == 403)
        let form = try await browser.get("/desk/desks/1", as: carla)
        var fields = [
            "name": "Desk 1", "service": "residence", "first": "40", "each": "20", "act": "look",
        ]
        let seen = try await browser.post("/desk/desks/1", as: carla, from: form, fields)
        #expect(seen.status == 200 && seen.text.contains("6 now, 5 then"))
        #expect(try await sample.free(1).count == 6)
        fields["act"] = "keep"
        let kept = try await browser.post("/desk/desks/1", as: carla, from: form, fields)
        #expect(kept.status == 303)
        #expect(try await sample.free(1).count == 5)
        fields["first"] = "0"
        let wrong = try await browser.post("/desk/desks/1", as: carla, from: form, fields)
        #expect(wrong.status == 422)
    }
}
