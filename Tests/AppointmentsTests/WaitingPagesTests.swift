import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Appointments

/// The list and the held time as people and the office see them, and as nobody else does.
@Suite struct WaitingPagesTests {
    private let yusufs = Sample.files[1]
    private var address: String { "/bookings/waiting?case=\(yusufs.reference)" }
    private let week = ["from": "0", "to": "1440"]

    private func browser(
        _ sample: Sample, _ asks: Asks = Sample.asks, at now: Moment = noon
    ) throws -> RoomBrowser {
        let room = Appointments(database: sample.database, asks: asks)
        return try RoomBrowser(
            room.routes, at: now, visitors: everybody + [yusuf, olena, beatriz], hasLimits: false)
    }

    /// A day without a free time: whoever joins waits.
    private func fullDay(_ engine: Engine) async throws -> Sample {
        let sample = try await Sample(engine, times: 1)
        try await sample.book(file(31, ["X"]), time(0))
        return sample
    }

    @Test(arguments: Engine.underTest)
    func `a person waits, changes when they can come, and leaves`(engine: Engine) async throws {
        let sample = try await fullDay(engine)
        try await sample.join(file(32, ["Y"]))
        let browser = try browser(sample)
        let times = try await browser.get("/bookings/new?case=\(yusufs.reference)", as: yusuf)
        #expect(times.text.contains(address))
        let page = try await browser.get(address, as: yusuf)
        #expect(page.status == 200 && !page.text.contains("comes before this one"))
        let fields = week.merging(["case": yusufs.reference.text]) { $1 }
        // No day is no time to come; what was typed stays.
        let wrong = try await browser.post("/bookings/waiting", as: yusuf, from: page, fields)
        #expect(wrong.status == 422 && wrong.text.contains("Choose at least one weekday"))
        #expect(try await sample.demand(yusufs) == nil)
        let joined = try await browser.post(
            "/bookings/waiting", as: yusuf, from: wrong, fields.merging(["weekday": "2"]) { $1 })
        #expect(joined.status == 303 && joined.header("location") == address)
        #expect(try await sample.demand(yusufs)?.hours.weekdays == 2)
        let place = try await browser.get(address, as: yusuf)
        #expect(place.text.contains("1 file that waits here for the same service comes before"))
        #expect(place.text.contains("/visits/how"))
        let list = try await browser.get("/bookings", as: yusuf)
        #expect(list.text.contains("You wait for a time"))
        _ = try await browser.post(
            "/bookings/waiting", as: yusuf, from: place,
            fields.merging(["weekday": "5", "from": "540"]) { $1 })
        let changed = try await sample.demand(yusufs)
        #expect(changed?.hours == ComingHours(weekdays: 16, minutes: 540..<1_440))
        let last = try await browser.get(address, as: yusuf)
        let left = try await browser.post(
            "/bookings/waiting/leaving", as: yusuf, from: last,
            ["case": yusufs.reference.text])
        #expect(left.status == 303)
        #expect(try await sample.demand(yusufs) == nil)
        #expect(
            try await sample.kinds(2) == ["demand.joined", "demand.changed", "demand.left"])
    }

    @Test(arguments: Engine.underTest)
    func `another's place on the list and another's held time are not there`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        let id = try await sample.offer(yusufs, time(0), until: later(7_200))
        let browser = try browser(sample)
        for (who, status) in [
            (yusuf, 200), (bruno, 200), (olena, 404), (ana, 404), (beatriz, 404), (eva, 404),
        ] {
            let page = try await browser.get("/visits/offers/\(id)", as: who)
            #expect(page.status == status, "\(who.name)")
            #expect(page.text.contains(yusufs.reference.text) == (status == 200))
            #expect(try await browser.get(address, as: who).status == status, "\(who.name)")
        }
        let mine = try await browser.get("/visits/offers/\(id)", as: yusuf)
        for path in ["acceptance", "letting-go"] {
            let answer = try await browser.post(
                "/visits/offers/\(id)/\(path)", as: olena, from: mine, [:])
            #expect(answer.status != 303 && answer.status >= 400)
        }
        #expect(try await sample.openOffer(yusufs) != nil)
        #expect(!(try await browser.get("/bookings", as: olena)).text.contains("held for you"))
        #expect(try await browser.get("/visits/offers/\(id)").status != 200)
    }

    @Test(arguments: Engine.underTest)
    func `a held time is taken with one tap, once`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 2)
        let id = try await sample.offer(yusufs, time(0), until: later(7_200))
        let browser = try browser(sample)
        let list = try await browser.get("/bookings", as: yusuf)
        #expect(list.text.contains("/visits/offers/\(id)"))
        let times = try await browser.get("/bookings/new?case=\(yusufs.reference)", as: yusuf)
        #expect(times.text.contains("/visits/offers/\(id)"))
        #expect(!times.text.contains("start-\(time(0).secondsSince1970)"))
        let page = try await browser.get("/visits/offers/\(id)", as: yusuf)
        #expect(page.text.contains("1 person") && page.text.contains("Take this time"))
        let path = "/visits/offers/\(id)/acceptance"
        let taken = try await browser.post(path, as: yusuf, from: page, [:])
        #expect(taken.status == 303)
        let again = try await browser.post(path, as: yusuf, from: page, [:])
        #expect(again.header("location") == taken.header("location"))
        let visit = try #require(taken.header("location"))
        #expect(try await browser.get(visit, as: yusuf).text.contains("Your visit is booked"))
        let after = try await browser.get("/visits/offers/\(id)", as: yusuf)
        #expect(after.text.contains("You took this time") && after.text.contains(visit))
        #expect(!after.text.contains(path))
    }

    @Test(arguments: Engine.underTest)
    func `who lets it go keeps the place, and the next is asked at once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        let next = file(32, ["Y"])
        try await sample.join(yusufs, by: yusuf)
        try await sample.join(next, at: later(1))
        let offer = try #require(try await sample.openOffer(yusufs))
        let browser = try browser(sample, at: later(60))
        let page = try await browser.get("/visits/offers/\(offer.id)", as: yusuf)
        let gone = try await browser.post(
            "/visits/offers/\(offer.id)/letting-go", as: yusuf, from: page, [:])
        #expect(gone.header("location") == "/visits/offers/\(offer.id)")
        #expect(try await sample.openOffer(next)?.start == time(0))
        let after = try await browser.get("/visits/offers/\(offer.id)", as: yusuf)
        #expect(after.text.contains("You let this time go"))
        #expect(after.text.contains("You wait for a time"))
    }

    @Test(arguments: Engine.underTest)
    func `an answer that comes too late is explained`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 1)
        let id = try await sample.offer(yusufs, time(0), until: later(3_600))
        let page = try await browser(sample, at: later(3_599))
            .get("/visits/offers/\(id)", as: yusuf)
        let late = try await browser(sample, at: later(3_600)).post(
            "/visits/offers/\(id)/acceptance", as: yusuf, from: page, [:])
        #expect(late.status == 409 && late.text.contains("This offer is over"))
        #expect(late.text.contains("This time is held no longer"))
        #expect(try await sample.holders().isEmpty)
    }

    private final class Said: Sendable {
        let listed = Mutex<[ListNews]>([])
        let booked = Mutex<[VisitNews]>([])
    }

    @Test(arguments: Engine.underTest)
    func `the office puts a file on the list with a reason, and answers for its people`(
        engine: Engine
    ) async throws {
        let (sample, said) = (try await fullDay(engine), Said())
        var asks = Sample.asks
        asks.listed = { news, _, _ in said.listed.withLock { $0.append(news) } }
        asks.told = { news, _, _ in said.booked.withLock { $0.append(news) } }
        let browser = try browser(sample, asks)
        let page = try await browser.get(address, as: bruno)
        let fields = week.merging(["case": yusufs.reference.text, "weekday": "\(tomorrow.weekday)"])
        {
            $1
        }
        let bare = try await browser.post("/bookings/waiting", as: bruno, from: page, fields)
        #expect(bare.status == 422 && bare.text.contains("Write why the file waits"))
        let done = try await browser.post(
            "/bookings/waiting", as: bruno, from: bare,
            fields.merging(["reason": "Telefonou-nos."]) { $1 })
        #expect(done.status == 303)
        #expect(said.listed.withLock { $0.last?.reason } == "Telefonou-nos.")
        let line = try await sample.database.read { db in try db.journal(of: "case/2").last }
        #expect(line?.fields["because"] == "Telefonou-nos.")
        try await sample.giveBack(
            try await sample.database.read { db in
                try #require(try Visit.open(of: CaseID(31), in: db)).id
            })
        try await sample.offerFreed(at: noon)
        let offer = try #require(try await sample.openOffer(yusufs))
        let held = try await browser.get("/visits/offers/\(offer.id)", as: bruno)
        let taken = try await browser.post(
            "/visits/offers/\(offer.id)/acceptance", as: bruno, from: held, [:])
        #expect(taken.status == 303)
        #expect(said.booked.withLock { $0.last?.start } == time(0))
        #expect(try await sample.demand(yusufs) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `whoever cancels on the page gives the time to the next at once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        let visit = try await sample.book(yusufs, time(0), by: yusuf)
        let next = file(32, ["Y"])
        try await sample.join(next)
        let browser = try browser(sample)
        let page = try await browser.get("/bookings/\(visit)", as: yusuf)
        let gone = try await browser.post(
            "/bookings/\(visit)/cancellation", as: yusuf, from: page, [:])
        #expect(gone.status == 303)
        #expect(try await sample.openOffer(next)?.start == time(0))
    }

    @Test(arguments: Engine.underTest)
    func `a time for which others came too late can be booked once it is given back`(
        engine: Engine
    ) async throws {
        let sample = try await fullDay(engine)
        let browser = try browser(sample)
        let start = String(time(0).secondsSince1970)
        func attempt() async throws -> Int {
            let page = try await browser.get(address, as: yusuf)
            let fields = [
                "case": yusufs.reference.text, "start": start,
                "once": "\(UInt64.random(in: 0...(.max)))",
            ]
            return try await browser.post("/bookings", as: yusuf, from: page, fields).status
        }
        // The first is refused by the write, the second by a look.
        #expect(try await attempt() == 409)
        #expect(try await attempt() == 409)
        try await sample.giveBack(
            try await sample.database.read { db in
                try #require(try Visit.open(of: CaseID(31), in: db)).id
            })
        #expect(try await attempt() == 303)
    }
}
