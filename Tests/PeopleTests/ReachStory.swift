import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Ana is told something on which a time limit hangs; she has the addresses that a test gives her.
struct ReachStory: Sendable {
    let house: House
    let people: People
    let site: Site
    let ana: PersonID
    let message: ID<Message>
    /// What the post did with her letters, as the room that wrote them heard it.
    let heard: Heard

    init(
        _ engine: Engine, _ channels: [(ChannelKind, String)], legalEffect: Bool = true,
        plan: NoticePlan = testPlan, deliver: Deliver? = nil
    ) async throws {
        let heard = Heard()
        house = try await House(
            engine, deliver: deliver,
            reaching: { people in
                people.reaching(
                    by: plan, secret: testSecret,
                    papers: { key, _ in
                        guard key == "letter/7" else { return [] }
                        return ["pt", "en"].map { language in
                            NoticePaper(
                                language: language, type: "text/html; charset=utf-8",
                                bytes: Array("<p>\(language)</p>".utf8))
                        }
                    },
                    carried: { key, course, _, _ in heard.note("\(key) \(course)") })
            })
        self.people = house.people
        site = house.site
        self.heard = heard
        _ = try await house.add("ana")
        let ana = try #require(try await house.account("ana")?.person)
        let (now, reached) = (house.clock.now, house.people)
        let notice = Notice(
            person: ana, subject: "case/1", title: "A paper is missing",
            body: "Bring the birth certificate.", link: "/cases/1", legalEffect: legalEffect,
            office: lisbonCentre, key: "letter/7")
        let id = try await house.database.write { db -> ID<Message>? in
            for (kind, address) in channels {
                try AddChannel(person: ana, kind: kind, address: address, language: "en")
                    .perform(by: .house, at: now, in: db)
            }
            try checkNumbers(at: now, in: db)
            try reached.notify(notice, db, now)
            return try db.value("SELECT id FROM message")
        }
        self.ana = ana
        message = try #require(id)
    }

    /// One round of the outbox a minute later, in which failures are postponed.
    func round() async throws {
        house.clock.pass(seconds: 61)
        let now = house.clock.now
        let due = try await house.database.read { db in try db.outboxDue(at: now, limit: 50) }
        for order in due {
            _ = try await house.database.write { db in
                try db.claim(order, until: now.adding(seconds: 60), at: now)
            }
            do {
                try await people.outbox[order.kind]?(order)
                try await house.database.write { db in try db.settle(order.id, at: now) }
            } catch {
                try await house.database.write { db in
                    try db.postpone(order.id, until: now.adding(seconds: 60), because: "\(error)")
                }
            }
        }
    }

    /// So many days go by, and the outbox is emptied until nothing is due.
    func pass(days: Int) async throws {
        house.clock.pass(seconds: Int64(days) * 86_400)
        for _ in 1...3 { try await round() }
    }

    func attempts() async throws -> [Attempt] {
        try await house.database.read { [message] db in try Attempt.all(of: message, in: db) }
    }

    /// The open lines of the list of those to reach.
    func outreach() async throws -> [String] {
        try await house.database.read { [house] db in
            try OutreachItem.open(1, for: bruno, at: house.clock.now, in: db, FileRights()).map(
                \.reason)
        }
    }

    /// The keys of the letters that are with her, as far as anybody knows.
    func byPost() async throws -> [String] {
        try await house.database.read { [people, ana] db in
            try people.course(of: [ana], about: "case/1", in: db).byPost
        }
    }

    func deliveryID(_ kind: ChannelKind) async throws -> String {
        let channel = try await house.database.read { [ana] db in
            try Channel.all(of: ana, in: db).first { $0.kind == kind }?.id
        }
        let known = try #require(channel)
        return "\(message).\(known)"
    }

    /// The gateway reports what became of some deliveries; answers status and body.
    func report(
        _ reports: [(id: String, state: String, detail: String)], at happened: Moment? = nil,
        signedAt: Moment? = nil, secret: SharedSecret = testSecret
    ) async throws -> (status: Int, body: String) {
        let seconds = Int((happened ?? house.clock.now).secondsSince1970)
        let lines = reports.map { report in
            JSON.object([
                "id": .string(report.id), "state": .string(report.state), "at": .int(seconds),
                "detail": .string(report.detail),
            ])
        }
        var writer = JSONWriter()
        writer.value(JSON.object(["reports": .array(lines)]))
        return try await send(writer.bytes, signedAt: signedAt, secret: secret)
    }

    func send(
        _ body: [UInt8], signedAt: Moment? = nil, secret: SharedSecret = testSecret
    ) async throws -> (status: Int, body: String) {
        let signed = secret.headers(GatewayUse.report, body, at: signedAt ?? house.clock.now)
        let answer = try await site.answer(
            PlainRequest(
                "POST", "/notices/reports",
                headers: [("content-type", "application/json")] + signed, body: body))
        return (answer.status, answer.text)
    }
}

/// A waits a day, mail two, the telephone three, a letter four; a letter's delivery proves.
let testPlan: NoticePlan = {
    let waits: [(ChannelKind, Int)] = [(.portal, 1), (.email, 2), (.phone, 3), (.post, 4)]
    let ways = waits.map { kind, days in
        NoticePlan.Way(
            kind: kind, waitDays: days, deliveryProves: kind == .post, article: "",
            source: "a test", isVerified: false)
    }
    return NoticePlan(ways: ways, carriesLetters: true)
}()

let testSecret: SharedSecret = {
    guard let secret = SharedSecret("0123456789abcdef0123456789abcdef") else {
        preconditionFailure("32 characters are a secret")
    }
    return secret
}()

/// Numbers get messages once somebody checked them.
func checkNumbers(at now: Moment, in db: Writer) throws {
    try db.run("UPDATE contact_channel SET verified = \(now) WHERE kind = 'phone'")
}
