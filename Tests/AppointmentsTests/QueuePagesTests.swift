import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

/// The queue as people and clerks see it.
@Suite struct QueuePagesTests {
    private func browser(_ sample: Sample, at now: Moment) throws -> RoomBrowser {
        let room = Appointments(database: sample.database, asks: try Sample.queueAsks())
        return try RoomBrowser(room.routes, at: now, visitors: everybody + [yusuf, beatriz])
    }

    @Test(arguments: Engine.underTest)
    func `whoever comes takes a number, and its page renews itself without script`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let browser = try browser(sample, at: time(0))
        // The test's browser keeps no cookie of a visit: somebody is signed in, and it makes no difference.
        let door = try await browser.get("/queue/\(lisbonCentre)", as: yusuf)
        #expect(door.status == 200 && door.text.contains("Take a number"))
        // Nobody read the law that names the groups.
        #expect(door.text.contains("Source not confirmed yet"))
        let taken = try await browser.post(
            "/queue/\(lisbonCentre)", as: yusuf, from: door,
            ["service": "residence", "priority": "child"])
        let path = try #require(taken.header("location"))
        let page = try await browser.get(path, as: yusuf)
        #expect(page.text.contains("B 001") && page.header("refresh") == "30")
        #expect(!page.text.contains("child"))
        let gone = try await browser.post(path + "/leaving", as: yusuf, from: page, [:])
        #expect(gone.status == 303)
        let after = try await browser.get(path)
        #expect(after.header("refresh") == nil)
        #expect(try await browser.get("/queue/999").status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `a full office gives no number, and says what to do instead`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 1)
        let browser = try browser(sample, at: time(0))
        let door = try await browser.get("/queue/\(lisbonCentre)", as: yusuf)
        // One desk, one time of 20 minutes: the first takes it, the second comes too late.
        let first = try await browser.post(
            "/queue/\(lisbonCentre)", as: yusuf, from: door, ["service": "residence"])
        #expect(first.status == 303)
        let rules = try queueRules()
        await #expect(throws: TicketRefusal.noMoreToday) {
            try await sample.database.write { db in
                _ = try TakeTicket(
                    office: lisbonCentre, service: "residence", priority: .none, language: "pt",
                    zone: .utc
                ).perform(by: .house, at: time(0), in: db, rules)
            }
        }
        let full = try await browser.get("/queue/\(lisbonCentre)")
        #expect(full.text.contains("No more numbers today"))
        #expect(full.text.contains("/bookings") && !full.text.contains("Take a number"))
    }

    @Test(arguments: Engine.underTest)
    func `a clerk calls, serves and ends with one form, and the screen shows no name`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.book(Sample.files[1], time(1), by: yusuf)
        _ = try await sample.checkIn(visit, yusuf, at: time(1))
        let browser = try browser(sample, at: time(1))
        let address = "/desk/queue?location=\(lisbonCentre)&desk=1"
        var page = try await browser.get(address, as: bruno)
        #expect(page.text.contains("autofocus>Call the next"))
        page = try await act("next", nil, page, browser)
        #expect(page.text.contains("A 001") && page.text.contains("autofocus>They are here"))
        let screen = try await browser.get("/queue/\(lisbonCentre)/display")
        #expect(screen.text.contains("A 001") && screen.header("refresh") == "10")
        #expect(!screen.text.contains("Yusuf"))
        let id = page.hidden("ticket")
        // A page of before the call moves nothing.
        let stale = try await browser.post(
            "/desk/queue", as: bruno, from: page,
            ["location": "\(lisbonCentre)", "desk": "1", "act": "next"])
        #expect(stale.status == 409)
        page = try await browser.get(address, as: bruno)
        page = try await act("serving", id, page, browser)
        page = try await act("next", id, page, browser)
        #expect(page.text.contains("Nobody is at your desk"))
        #expect(try await sample.visit(visit, for: yusuf).state == .attended)
    }

    @Test(arguments: Engine.underTest)
    func `a clerk checks somebody in by the reference of the file`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        _ = try await sample.book(Sample.files[1], time(1), by: yusuf)
        let browser = try browser(sample, at: time(0))
        let page = try await browser.get("/desk/queue?location=\(lisbonCentre)&desk=1", as: bruno)
        let fields = ["location": "\(lisbonCentre)", "desk": "1"]
        let given = try await browser.post(
            "/desk/queue/tickets", as: bruno, from: page,
            fields.merging(["reference": Sample.files[1].reference.text]) { $1 })
        let ticket = try await browser.get(try #require(given.header("location")))
        #expect(ticket.text.contains("A 001"))
        let again = try await browser.get("/desk/queue?location=\(lisbonCentre)&desk=1", as: bruno)
        let wrong = try await browser.post(
            "/desk/queue/tickets", as: bruno, from: again,
            fields.merging(["reference": Sample.files[2].reference.text]) { $1 })
        #expect(wrong.status == 422)
        #expect(
            try await browser.get("/desk/queue?location=\(lisbonCentre)", as: beatriz).status == 404
        )
    }

    private func act(
        _ act: String, _ ticket: String?, _ page: PlainAnswer, _ browser: RoomBrowser
    ) async throws -> PlainAnswer {
        var fields = ["location": "\(lisbonCentre)", "desk": "1", "act": act]
        fields["ticket"] = ticket
        let answer = try await browser.post("/desk/queue", as: bruno, from: page, fields)
        #expect(answer.status == 303, "\(act)")
        return try await browser.get(try #require(answer.header("location")), as: bruno)
    }
}
