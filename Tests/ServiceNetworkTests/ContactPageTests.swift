import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// The pages of contacts through the whole web floor.
@Suite struct ContactPageTests {
    private func browser(_ network: ServiceNetwork, at now: Moment = noon) throws -> RoomBrowser {
        try RoomBrowser(network.contactRoutes, at: now, visitors: contactPeople)
    }

    private let chosen = [
        "centre": "\(LocationID(slug: "claim-fundao"))", "topic": "health", "language": "uk",
        "channel": "message", "outcome": "referred", "sex": "", "age": "30-44",
    ]

    private func waiting(_ contacts: [String], type: String = "application/json") -> PlainRequest {
        PlainRequest(
            "POST", "/contacts/waiting",
            headers: [("content-type", type), ("accept", "application/json")],
            body: Array("{\"contacts\":[\(contacts.joined(separator: ","))]}".utf8))
    }

    private func contact(
        _ key: String, at slug: String = "claim-fundao", secondsAgo: Int = 60, more: String = ""
    ) -> String {
        """
        {"key":"\(key)","secondsAgo":\(secondsAgo),"centre":"\(LocationID(slug: slug))","topic":"work",\
        "language":"ne","channel":"in-person","outcome":"answered","sex":"female","age":""\(more)}
        """
    }

    @Test(arguments: Engine.underTest)
    func `the form takes no words, logs, and keeps language and channel for the next`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let browser = try browser(network)
        let page = try await browser.get("/contacts", as: amadeu)
        #expect(page.status == 200)
        for field in ["type=\"text\"", "<textarea", "type=\"search\"", "type=\"file\""] {
            #expect(!page.text.contains(field))
        }
        let logged = try await browser.post("/contacts", as: amadeu, from: page, chosen)
        #expect(logged.status == 303 && logged.header("location") == "/contacts")
        // An impatient finger: the same form once more.
        _ = try await browser.post("/contacts", as: amadeu, from: page, chosen)
        let next = try await browser.get("/contacts", as: amadeu).text
        #expect(next.contains("1 contact today at CLAIM Fundão."))
        #expect(next.contains("value=\"uk\" selected"))
        #expect(next.contains("value=\"message\" checked"))
        #expect(next.contains("12:00 Health · uk · In writing · Sent on to a service"))
    }

    @Test(arguments: Engine.underTest)
    func `what is missing or on no list is said and not logged`(engine: Engine) async throws {
        let network = try await network(engine)
        let browser = try browser(network)
        let page = try await browser.get("/contacts", as: amadeu)
        let elvas = "\(LocationID(slug: "claim-elvas"))"
        for (field, wrong) in [
            ("topic", ""), ("language", "xx"), ("age", "31"), ("sex", "Ana"), ("centre", elvas),
        ] {
            let fields = chosen.merging([field: wrong]) { $1 }
            let answer = try await browser.post("/contacts", as: amadeu, from: page, fields)
            #expect(answer.status == 422, "\(field)")
        }
        #expect(try await network.contactDay(of: amadeu).count == 0)
    }

    @Test(arguments: Engine.underTest)
    func `what waited in a browser is counted once and answered by its key`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let browser = try browser(network)
        let (one, old, away, named) = (
            contactKey(1), contactKey(2), contactKey(3), contactKey(4)
        )
        let request = waiting([
            contact(one), contact(old, secondsAgo: 7 * 86_400 + 1),
            contact(away, at: "claim-elvas"), contact(named, more: ",\"name\":\"Ana\""),
        ])
        for _ in 1...2 {
            let answer = try await browser.send(request, as: amadeu)
            #expect(answer.status == 200)
            #expect(
                answer.text
                    == "{\"counted\":[\"\(one)\"],\"refused\":[\"\(old)\",\"\(away)\",\"\(named)\"]}"
            )
        }
        #expect(try await network.contactDay(of: amadeu).count == 1)
        let total = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM service_contact")
        }
        #expect(total == 1)
    }

    @Test(arguments: Engine.underTest)
    func `nobody else sends, and nothing that is no list of contacts`(engine: Engine) async throws {
        let network = try await network(engine)
        let browser = try browser(network)
        let good = waiting([contact(contactKey(1))])
        #expect(try await browser.send(good, as: nil).status == 401)
        for who in [ivo, bruno] { #expect(try await browser.send(good, as: who).status == 403) }
        let form = waiting([contact(contactKey(1))], type: "text/plain")
        #expect(try await browser.send(form, as: amadeu).status == 403)
        var foreign = good
        foreign.headers.append(("sec-fetch-site", "cross-site"))
        #expect(try await browser.send(foreign, as: amadeu).status == 403)
        for wrong in ["{}", "7", contact("Ana"), contact(contactKey(1), secondsAgo: -1)] {
            #expect(try await browser.send(waiting([wrong]), as: amadeu).status == 422, "\(wrong)")
        }
        // A mediator without a centre gets an answer, and it counts nothing.
        let answer = try await browser.send(good, as: clara).text
        #expect(answer.contains("\"counted\":[]"))
        let total = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM service_contact")
        }
        #expect(total == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a mediator reads the figures of their centre, the coordinator all, others none`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let october = Moment(Day(number: 20_742), hour: 12)
        try await network.log(6, "housing", by: amadeu, at: october)
        try await network.log(5, "work", by: amadeu, at: october)
        try await network.log(1, "health", by: amadeu, at: october)
        try await network.log(3, by: benedita, at: october)
        let browser = try browser(network)
        let file = "/contacts/figures/data.csv"

        let own = try await browser.get(file, as: amadeu).text.split(separator: "\r\n")
        // Of twelve, one about health: hidden, and with it the five about work, from which it would follow.
        #expect(
            own.map(String.init) == [
                "month,centre,breakdown,value,contacts,status",
                "2026-10,CLAIM Fundão,all,,12,shown",
                "2026-10,CLAIM Fundão,topic,health,,hidden",
                "2026-10,CLAIM Fundão,topic,housing,6,shown",
                "2026-10,CLAIM Fundão,topic,work,,hidden",
                "2026-10,CLAIM Fundão,language,ne,12,shown",
                "2026-10,CLAIM Fundão,sex,not-said,12,shown",
                "2026-10,CLAIM Fundão,age,not-said,12,shown",
            ])
        let few = try await browser.get(file, as: benedita).text
        #expect(few.hasSuffix("\r\n2026-10,CLAIM Elvas,all,,,hidden\r\n"))
        let all = try await browser.get(file, as: ivo).text
        #expect(
            all.contains("CLAIM Fundão,all,,12,shown") && all.contains("CLAIM Elvas,all,,,hidden"))
        #expect(try await browser.get(file, as: clara).text.split(separator: "\r\n").count == 1)
        #expect(try await browser.get(file, as: bruno).status == 403)

        let elvas = "/contacts/figures?centre=\(LocationID(slug: "claim-elvas"))"
        #expect(try await browser.get(elvas, as: amadeu).status == 404)
        #expect(try await browser.get(elvas, as: ivo).status == 200)
        #expect(try await browser.get("/contacts/figures?month=2026-11", as: ivo).status == 404)
        let page = try await browser.get("/contacts/figures", as: amadeu).text
        #expect(page.contains("too few to show") && !page.contains("CLAIM Elvas"))
    }
}
