import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

@Suite struct ChainBookingTests {
    /// Yusuf alone: agency 20 minutes, tax 10, health 10 and after tax; 10 minutes from one to the next.
    @Test(arguments: Engine.underTest)
    func `the morning that waits least is found`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let found = try #require(try await centre.times(Sample.files[1]).first)
        // 09:00-09:10 tax, 09:20-09:30 health, 09:40-10:00 agency, or the agency first: no minute is lost either way.
        #expect(found.idleMinutes == 0)
        #expect(found.start == nineAnd(0) && found.end == nineAnd(60))
        let order = found.parts.map(\.service)
        let (first, second) = (
            order.firstIndex(of: "nif") ?? 9, order.firstIndex(of: "patient-number") ?? 0
        )
        #expect(Set(order) == ["residence", "nif", "patient-number"] && first < second)
    }

    @Test(arguments: Engine.underTest)
    func `one visit holds the times of every counter`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let id = try await centre.book(Sample.files[1], time, by: yusuf)
        #expect(try await centre.held() == [DeskID(1): 1, DeskID(51): 1, DeskID(52): 1])
        let legs = try await centre.legs(id)
        #expect(legs.map(\.start) == time.parts.map(\.start))
        #expect(legs.map(\.service) == time.parts.map(\.service))
        #expect(legs.map(\.number) == [1, 2, 3] && Set(legs.map(\.word)).count == 3)
        let visit = try await centre.sample.visit(id, for: yusuf)
        // The visit itself is the agency's part.
        #expect(visit.desk == DeskID(1) && visit.minutes == 20)
        #expect(visit.start == legs.first { $0.service == "residence" }?.start)
        #expect(try await centre.sample.kinds(2) == ["visit.booked"])
    }

    @Test(arguments: Engine.underTest)
    func `one counter that is taken leaves every other free`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let part = try #require(time.parts.first { $0.service == "patient-number" })
        try await centre.book(Sample.files[1], time, by: yusuf)
        let before = try await centre.held()
        // Olena chose the same health counter at the same time, and other times for the rest.
        let others = time.parts.map { one in
            one == part
                ? one
                : ChainPart(
                    service: one.service, desk: one.desk,
                    start: one.start.adding(seconds: 3_600), minutes: one.minutes)
        }
        await #expect(throws: BookingRefusal.taken) {
            try await centre.book(file(3, ["Olena"]), ChainTime(parts: others), by: olena)
        }
        #expect(try await centre.held() == before)
        #expect(try await centre.sample.kinds(3).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `of many who want the same morning at once one has all of it`(
        engine: Engine
    ) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let booked = await withTaskGroup(of: Bool.self) { group in
            for number in 1...8 {
                group.addTask {
                    let one = file(Int64(100 + number), ["Person \(number)"])
                    return (try? await centre.book(one, time)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(booked == 1)
        #expect(try await centre.held() == [DeskID(1): 1, DeskID(51): 1, DeskID(52): 1])
    }

    @Test(arguments: Engine.underTest)
    func `cancelling frees every counter, and moving moves all`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let first = try #require(try await centre.times(Sample.files[1]).first)
        let old = try await centre.book(Sample.files[1], first, by: yusuf)
        let second = try #require(try await centre.times(Sample.files[1]).first)
        #expect(second != first)
        let new = try await centre.book(
            Sample.files[1], second, replacing: old, by: yusuf, at: noon.adding(seconds: 1))
        #expect(try await centre.sample.visit(old, for: yusuf).state == .cancelled)
        #expect(try await centre.held() == [DeskID(1): 1, DeskID(51): 1, DeskID(52): 1])
        #expect(try await centre.legs(new).map(\.start) == second.parts.map(\.start))
        let visit = try await centre.sample.visit(new, for: yusuf)
        try await centre.sample.cancel(visit, by: yusuf)
        #expect(try await centre.held().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `who moves the agency's time alone keeps the other counters, and is not at two at once`(
        engine: Engine
    ) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let old = try await centre.book(Sample.files[1], time, by: yusuf)
        let before = try await centre.legs(old)
        let later = try await centre.sample.book(
            Sample.files[1], nineAnd(100), by: yusuf, replacing: old,
            at: noon.adding(seconds: 1))
        #expect(try await centre.held() == [DeskID(1): 1, DeskID(51): 1, DeskID(52): 1])
        let after = try await centre.legs(later)
        #expect(after.map(\.number) == [1, 2, 3])
        #expect(after.last?.service == "residence" && after.last?.start == nineAnd(100))
        for leg in before where leg.service != "residence" {
            #expect(after.contains { $0.start == leg.start && $0.word == leg.word })
        }
        // The tax counter is at 09:00 or 09:30: the agency's time around it takes its place.
        let tax = try #require(before.first { $0.service == "nif" })
        let around = tax.start == nineAnd(0) ? nineAnd(0) : nineAnd(20)
        try await centre.sample.book(
            Sample.files[1], around, by: yusuf, replacing: later, at: noon.adding(seconds: 2))
        #expect(try await centre.held() == [DeskID(1): 1, DeskID(52): 1])
    }

    @Test(arguments: Engine.underTest)
    func `nobody gives back a visit whose first counter has begun`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let id = try await centre.book(Sample.files[1], time, by: yusuf)
        let visit = try await centre.sample.visit(id, for: yusuf)
        await #expect(throws: BookingRefusal.past) {
            try await centre.sample.cancel(visit, by: yusuf, at: time.start)
        }
        #expect(try await centre.held().count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `what is no chain is refused`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let own = try #require(time.parts.first { $0.service == "residence" })
        let nif = try #require(time.parts.first { $0.service == "nif" })
        let strange = ChainPart(service: "deed", desk: nif.desk, start: nif.start, minutes: 10)
        let together = ChainPart(service: "nif", desk: nif.desk, start: own.start, minutes: 10)
        for parts in [[own], [nif], [own, own], [own, strange], [own, together], []] {
            await #expect(throws: BookingRefusal.noTimeChosen) {
                try await centre.book(Sample.files[1], ChainTime(parts: parts), by: yusuf)
            }
        }
        await #expect(throws: BookingRefusal.past) {
            try await centre.book(Sample.files[1], time, by: yusuf, at: time.start)
        }
        #expect(try await centre.held().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `each body sees its own counter, and nobody else's`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let id = try await centre.book(Sample.files[1], time, by: yusuf)
        let legs = try await centre.legs(id)
        for (body, service) in [(taxBody, "nif"), (healthBody, "patient-number")] {
            for place in [lisbonCentre, nil] {
                let seen = try await centre.seen(by: clerk(body, at: place))
                #expect(seen.map(\.service) == [service])
                #expect(seen.map(\.word) == legs.filter { $0.service == service }.map(\.word))
                #expect(seen.map(\.people) == [1])
            }
            #expect(try await centre.seen(by: clerk(body, at: portoCentre)).isEmpty)
        }
        for other in everybody { #expect(try await centre.seen(by: other) == []) }
        // The agency's day shows the agency's part.
        let day = try await centre.sample.database.read { db in
            try Workday(day: tomorrow, office: lisbonCentre, zone: .utc).run(
                for: bruno, at: noon, centre.asks, in: db)
        }
        #expect(day.map(\.desk) == [DeskID(1)])
        let visit = try await centre.sample.visit(id, for: yusuf)
        try await centre.sample.cancel(visit, by: yusuf)
        #expect(try await centre.seen(by: clerk(taxBody)).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `people whom the agency saw early keep their times at the other counters`(
        engine: Engine
    ) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        try await centre.book(Sample.files[1], time, by: yusuf)
        try await centre.sample.database.write { db in
            try centre.sample.room.happened(CaseID(2), by: bruno, in: db, at: noon)
        }
        #expect(try await centre.held() == [DeskID(51): 1, DeskID(52): 1])
        #expect(try await centre.seen(by: clerk(taxBody)).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a decided case keeps the visit at which others wait`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        try await centre.book(Sample.files[1], time, by: yusuf)
        let released = try await centre.sample.database.write { db in
            try centre.sample.room.release(CaseID(2), by: bruno, in: db, at: noon)
        }
        #expect(released == nil)
        #expect(try await centre.held().count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `a household that grows keeps every time or gives back all`(engine: Engine) async throws {
        let centre = try await ChainSample(engine)
        let parts = [
            ChainPart(service: "nif", desk: DeskID(51), start: nineAnd(0), minutes: 10),
            ChainPart(service: "residence", desk: DeskID(1), start: nineAnd(40), minutes: 20),
        ]
        let id = try await centre.book(Sample.files[1], ChainTime(parts: parts), by: yusuf)
        func grow(_ people: Int) async throws -> GrownVisit {
            try await centre.sample.database.write { db in
                try centre.sample.room.grow(
                    CaseID(2), to: people, by: bruno, in: db, at: noon)
            }
        }
        #expect(try await grow(3) == .longer)
        #expect(try await centre.held() == [DeskID(1): 3, DeskID(51): 3])
        #expect(try await centre.legs(id).map(\.minutes) == [30, 60])
        // Five people at the tax desk would still be there when the agency waits for them.
        #expect(try await grow(5) == .givenBack(nineAnd(40)))
        #expect(try await centre.held().isEmpty)
    }
}
