import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The fee on the pages of the person and of the desk, and what a payment service tells.
@Suite struct PaymentWebTests {
    private func told(
        _ body: String, at now: Moment = after(1), secret: SharedSecret = Treasury.secret,
        type: String = "application/json"
    ) -> PlainRequest {
        let bytes = Array(body.utf8)
        let signed = secret.headers("POST /payments/paid", bytes, at: now)
        return PlainRequest(
            "POST", "/payments/paid", headers: [("content-type", type)] + signed, body: bytes)
    }

    private func note(_ demand: String, cents: Int = 44_020, receipt: String = "P 1") -> String {
        #"{"demand":"\#(demand)","amount":\#(cents),"currency":"EUR","receipt":"\#(receipt)"}"#
    }

    @Test func `a payment that is told is noted once, whatever is told wrongly before and after`()
        async throws
    {
        let treasury = Treasury()
        let house = try await Browser(payments: treasury.provider)
        let kase = try await house.fixture.granted()
        treasury.issues("11854 1", until: after(2))
        try await house.fixture.demand(kase, at: noon)
        try await house.fixture.drain(at: noon)
        let good = note("\(kase.id).1")
        let kinds = try await house.fixture.kinds(of: kase)
        let other = try #require(SharedSecret(String(repeating: "y", count: 40)))
        let wrong: [(PlainRequest, Int, String)] = [
            (told(good, secret: other), 401, "not-signed"),
            (told(good, at: after(1).adding(seconds: -301)), 401, "not-signed"),
            (told(note("\(kase.id).1", cents: 44_021)), 409, "wrong-amount"),
            (told(note("\(kase.id).2")), 404, "unknown-demand"),
            (told(note("999.1")), 404, "unknown-demand"),
            (told(note("1854 1")), 404, "unknown-demand"),
            (told(note("\(kase.id).1", receipt: "")), 422, "not-readable"),
            (told("no JSON"), 422, "not-readable"),
            (told(note("\(kase.id).1") + String(repeating: " ", count: 17_000)), 413, "too-large"),
        ]
        for (request, status, code) in wrong {
            let answer = try await house.tell(request)
            #expect(answer.status == status && answer.text.contains(code), "\(code)")
        }
        let form = try await house.tell(told(good, type: "text/plain"))
        #expect(form.status == 403)
        let naked = PlainRequest(
            "POST", "/payments/paid", headers: [("content-type", "application/json")],
            body: Array(good.utf8))
        #expect(try await house.tell(naked).status == 401)
        #expect(try await house.fixture.kinds(of: kase) == kinds)
        #expect(try await house.tell(told(good)).text == #"{"state":"noted"}"#)
        let paid = try await house.fixture.kinds(of: kase)
        #expect(paid.contains(FeeEvent.paidKind))
        // The same once more, to the letter, and signed anew: nothing happens.
        #expect(try await house.tell(told(good)).text == #"{"state":"known"}"#)
        let again = told(good, at: after(1).adding(seconds: 60))
        #expect(try await house.tell(again).text == #"{"state":"known"}"#)
        #expect(try await house.fixture.kinds(of: kase) == paid)
        let twice = try await house.tell(told(note("\(kase.id).1", receipt: "P 2")))
        #expect(twice.text == #"{"state":"again"}"#)
        let page = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(page.text.contains("Paid more than once") && page.text.contains("P 2"))
    }

    @Test func `where no service is set up nothing is taken`() async throws {
        let house = try await Browser()
        #expect(try await house.tell(told(note("1.1"))).status == 503)
        let kase = try await house.fixture.granted()
        let desk = try await house.get("/desk/cases/\(kase.reference)", as: "bruno")
        #expect(!desk.text.contains("Ask for a payment document"))
        #expect(desk.text.contains("Note the payment document"))
        let refused = try await house.post(
            "/desk/cases/\(kase.reference)/fee", as: "bruno", from: desk,
            ["amount": "440.20", "basis": "Tabela"])
        #expect(refused.status == 503)
    }

    @Test func `the desk asks, the person sees what, until when, and gets another one`()
        async throws
    {
        let treasury = Treasury()
        let house = try await Browser(payments: treasury.provider)
        let kase = try await house.fixture.granted()
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("The sources do not say the same"))
        let empty = try await house.post(desk + "/fee", as: "bruno", from: page, ["amount": ""])
        #expect(empty.status == 422)
        let asked = try await house.post(
            desk + "/fee", as: "bruno", from: page,
            ["amount": "440,20", "basis": "Tabela <b>2026</b>"])
        #expect(asked.header("location") == desk)
        #expect(try await house.get(own, as: "ana").text.contains("no time runs against you"))
        try await house.fixture.drain(at: after(1))
        let down = try await house.get(desk, as: "bruno")
        #expect(down.text.contains("has not answered, tried 1 times"))
        // A day and two hours after the page's now, less a minute.
        treasury.issues("11854 9", until: after(2).adding(seconds: 7_140))
        try await house.fixture.drain(at: after(1).adding(seconds: 60))
        let hers = try await house.get(own, as: "ana")
        for words in ["11854 9", "440.20 EUR", "25 hours left", "Tabela &lt;b&gt;2026"] {
            #expect(hers.text.contains(words), "\(words)")
        }
        let early = try await house.post(own + "/fee/renewal", as: "ana", from: hers, [:])
        #expect(early.status == 409)
        let his = try await house.get("/cases/new/renewal", as: "yusuf")
        let foreign = try await house.post(own + "/fee/renewal", as: "yusuf", from: his, [:])
        #expect(foreign.status == 404)
        let pretended = try await house.post(own + "/fee/demo-payment", as: "ana", from: hers, [:])
        #expect(pretended.status == 404)
        treasury.says(.expired)
        try await house.fixture.drain(at: after(4))
        let over = try await house.get(own, as: "ana")
        #expect(over.text.contains("Get another payment document"))
        let again = try await house.post(own + "/fee/renewal", as: "ana", from: over, [:])
        #expect(again.header("location") == own)
        #expect(try await house.fixture.fees(of: kase).map(\.state) == [.expired, .asked])
    }

    @Test func `whoever is invented pays with a button that says so`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.granted(by: olena)
        try await house.fixture.demand(kase, at: after(1))
        try await house.fixture.drain(at: after(1))
        let own = "/cases/\(kase.reference)"
        let page = try await house.get(own, as: "olena")
        #expect(page.text.contains("DEMO ") && page.text.contains("Invented, for demonstration."))
        let paid = try await house.post(own + "/fee/demo-payment", as: "olena", from: page, [:])
        #expect(paid.header("location") == own)
        #expect(try await house.get(own, as: "olena").text.contains("Receipt DEMO-1"))
        let twice = try await house.post(own + "/fee/demo-payment", as: "olena", from: page, [:])
        #expect([303, 409].contains(twice.status))
        #expect(try await house.fixture.fees(of: kase).map(\.receipt) == ["DEMO-1"])
    }
}
