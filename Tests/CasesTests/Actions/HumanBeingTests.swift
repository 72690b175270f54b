import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Whoever works at an office is one human being, whichever account or number they use: no file of theirs or of their
/// family is theirs to work on.
@Suite struct HumanBeingTests {
    /// Bruno's duties, in an account that an administrator said to be the human being with these numbers.
    private func officer(_ selves: [PersonID], _ duties: [Duty] = bruno.duties) -> Principal {
        Principal(
            account: AccountID(79), person: nil, name: "Célia", duties: duties, selves: selves)
    }

    /// Whether each door of the desk opens for somebody: list, file of the list, finder, page, next case, giving.
    private func opens(
        _ kase: Case, to who: Principal, _ fixture: Fixture
    ) async throws -> [Bool] {
        var queue = DeskQueue(scope: WorkOffices(who))
        queue.today = noon.utcDay
        let asked = queue
        return try await fixture.database.write { [house = fixture.house] db in
            let page = try asked.run(who, in: db).lines.map(\.kase.id)
            let file = try asked.lines(after: CaseID(0), who, in: db).map(\.kase.id)
            let found = try Case.ifThere { try Case.find(kase.reference, for: who, in: db) }
            let opened = try Case.ifThere {
                try house.open(kase.reference, for: who, to: .view, at: after(1), in: db).kase
            }
            let waiting = NextCase(who, at: after(1), on: after(1).utcDay)
            let next = try waiting.find(in: db)
            let worker = CaseOfficer(
                account: who.account, person: who.person, name: who.name, selves: who.selves)
            let given = try kase.isOpen(to: worker, in: db)
            return [
                page.contains(kase.id), file.contains(kase.id), found != nil, opened != nil,
                next?.id == kase.id, given,
            ]
        }
    }

    private let all = Array(repeating: true, count: 6)
    private let none = Array(repeating: false, count: 6)

    @Test(arguments: Engine.underTest)
    func `a file of one's own opens to no second account of one's own`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let person = try #require(ana.person)
        #expect(try await opens(kase, to: officer([]), fixture) == all)
        #expect(try await opens(kase, to: officer([PersonID(4_000)]), fixture) == all)
        #expect(try await opens(kase, to: officer([PersonID(4_000), person]), fixture) == none)
        let head = officer([person], wholeCountry.duties)
        #expect(try await opens(kase, to: head, fixture) == none)
        await #expect(throws: Refused.notFound) {
            try await fixture.makeTake(kase, by: officer([person]))
        }
    }

    @Test(arguments: Engine.underTest)
    func `nor does one in which one stands as husband, wife or child`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let (kase, other) = (try await fixture.file(), try await fixture.file(yusuf))
        let husband = PersonID(4_100)
        try await fixture.database.write { db in
            try db.run(
                """
                UPDATE case_member SET person = \(husband)
                WHERE kase = \(kase.id) AND relation = 'spouse'
                """)
        }
        #expect(try await opens(kase, to: officer([husband]), fixture) == none)
        #expect(try await opens(other, to: officer([husband]), fixture) == all)
    }

    @Test(arguments: Engine.underTest)
    func `every number of a human being is one's own, through the merges that stand`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, other) = try await fixture.twoOfOne()
        let pair = try #require(try await fixture.duplicates(bruno).first?.pair)
        func selves() async throws -> [PersonID] {
            try await fixture.database.read { [cases = fixture.cases] db in
                try cases.identities(of: one.applicant, in: db)
            }
        }
        #expect(try await selves() == [one.applicant])
        try await fixture.merge(pair, by: bruno)
        let known = try await selves()
        #expect(Set(known) == [one.applicant, other.applicant])
        for kase in [one, other] {
            #expect(try await opens(kase, to: officer(known), fixture) == none)
            let worker = CaseOfficer(
                account: AccountID(79), person: nil, name: "Célia", selves: [one.applicant])
            let given = try await fixture.database.read { db in
                try kase.isOpen(to: worker, in: db)
            }
            #expect(!given)
        }
        // Neither the pair nor what leads through it is theirs to settle.
        #expect(try await fixture.duplicates(officer(known)).isEmpty)
        await #expect(throws: Refused.notFound) {
            try await fixture.reverse(pair, by: officer(known))
        }
    }

    @Test(arguments: Engine.underTest)
    func `who is consulted learns of no question about themselves or their family`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.database.write { [house = fixture.house] db in
            try Consult(reference: kase.reference, body: "ucfe")
                .perform(by: bruno, at: after(1), in: db, house)
        }
        func asked(_ selves: [PersonID]) async throws -> ConsultationID? {
            let who = Principal(
                account: jorge.account, person: nil, name: jorge.name, duties: jorge.duties,
                selves: selves)
            return try await fixture.database.read { [house = fixture.house] db in
                let open = try ConsultationLine.open(for: who, in: db, house)
                return try open.first.map {
                    try ConsultationLine.find($0.id, for: who, in: db, house).id
                }
            }
        }
        let question = try #require(try await asked([]))
        #expect(try await asked([PersonID(4_000)]) == question)
        let person = try #require(ana.person)
        #expect(try await asked([person]) == nil)
        let herself = Principal(
            account: jorge.account, person: person, name: jorge.name, duties: jorge.duties)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                try AnswerConsultation(consultation: question, answer: .noObjection)
                    .perform(by: herself, at: after(2), in: db, house)
            }
        }
    }

    @Test func `what is closed to a reader is the front of an index, however many complaints wait`()
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        let who = officer([PersonID(4_000)])
        let plan = try await fixture.database.read { db in
            try db.all("EXPLAIN QUERY PLAN SELECT id FROM kase WHERE \(who.mayRead())").map {
                try $0["detail"] as String
            }
        }
        #expect(plan.contains { $0.contains("case_recusal") && $0.contains("word=?") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
}
