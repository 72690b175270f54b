import Figures
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import ServiceNetwork

/// What a branch delivers, who sees what of it, and where the number goes.
@Suite struct BranchTests {
    @Test(arguments: Engine.underTest)
    func `a number goes to the person alone, and the office learns that it is done`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        let branch = try await sample.open("nif")
        let request = try await sample.ask(branch, for: 1)
        let read = try #require(try await sample.seen(by: tiago).first)
        #expect(
            read.content.fields == ["personName": "Tomé Zibreira", "personLanguage": "uk"])
        await #expect(throws: BranchRefusal.wrongNumber) {
            try await sample.answer(request, .delivered(number: "12345678"))
        }
        try await sample.answer(request, .delivered(number: "299 999 998"))
        let number = try #require(sample.kept.numbers.withLock { $0.first })
        #expect(number.number == "299999998" && number.name == "Tomé Zibreira")
        #expect(number.kind == "nif" && number.kase == CaseID(4_001))
        #expect(sample.kept.told.withLock { $0 } == ["branch-request/\(request)/answered"])
        let office = try #require(try await sample.ofOffice(brenda).first)
        #expect(office.request.state == .delivered && office.name == "Tomé Zibreira")
        let (stored, lines) = try await sample.database.read { db in
            (
                try db.all("SELECT * FROM branch_request").map { "\($0.values)" }.joined(),
                try db.journal(of: BranchRequest.subject(request))
            )
        }
        #expect(!stored.contains("299999998"))
        // What it holds sealed is what was handed over, and nothing that came of it.
        #expect(try await sample.seen(by: tiago).map(\.content) == [read.content])
        #expect(lines.map(\.kind) == ["branch.asked", "branch.delivered"])
        #expect(lines.allSatisfy { !$0.fields.values.contains { $0.contains("299999998") } })
        await #expect(throws: BranchRefusal.answeredAlready) {
            try await sample.answer(request, .refused(reason: "papers"))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a clerk reads the requests to the own branch and no other`(engine: Engine) async throws {
        let sample = try await BranchSample(engine)
        let tax = try await sample.open("nif")
        let security = try await sample.open("niss")
        let request = try await sample.ask(tax)
        try await sample.ask(security)
        #expect(try await sample.seen(by: tiago).map(\.request.id) == [request])
        #expect(try await sample.seen(by: nelson).map(\.request.branch.id) == [security])
        for stranger in [telma, brenda, eva, ana, dinis, carla, luis] {
            #expect(try await sample.seen(by: stranger).isEmpty, "\(stranger.name)")
            await #expect(throws: Refused.notFound, "\(stranger.name)") {
                try await sample.answer(request, .refused(reason: "papers"), by: stranger)
            }
        }
        await #expect(throws: Refused.notFound) {
            try await sample.answer(request, .refused(reason: "papers"), by: nelson)
        }
        await #expect(throws: BranchRefusal.unknownReason) {
            try await sample.answer(request, .refused(reason: "because"))
        }
        #expect(try await sample.ofOffice(boris).isEmpty)
        sample.kept.closed.withLock { $0 = [CaseID(4_001)] }
        #expect(try await sample.ofOffice(brenda).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `nothing is handed over without a yes, a contract and a branch at the place`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        let branch = try await sample.open("nif")
        let porto = try await sample.open("nif", at: portoOffice)
        await #expect(throws: BranchRefusal.noConsent) {
            try await sample.ask(branch, consent: false)
        }
        await #expect(throws: BranchRefusal.notThere) { try await sample.ask(porto) }
        await #expect(throws: Refused.notFound) { try await sample.ask(branch, by: boris) }
        await #expect(throws: Refused.notFound) { try await sample.ask(branch, for: 2) }
        sample.kept.lastDay.withLock { $0 = noon.utcDay.adding(days: -1) }
        await #expect(throws: BranchRefusal.noContract) { try await sample.ask(branch) }
        sample.kept.lastDay.withLock { $0 = noon.utcDay.adding(days: 400) }
        await #expect(throws: BranchRefusal.standsAlready) { try await sample.open("nif") }
        try await sample.ask(branch)
        await #expect(throws: BranchRefusal.askedAlready) { try await sample.ask(branch) }
        try await sample.ask(branch, for: 1)
        try await sample.database.write { [network = sample.network] db in
            try EndBranch(branch: branch).perform(by: ivo, at: noon, in: db, network)
        }
        await #expect(throws: BranchRefusal.notThere) { try await sample.ask(branch) }
        // What was asked before is still answered.
        #expect(try await sample.seen(by: tiago).count == 2)
    }

    @Test(arguments: Engine.underTest)
    func `what is taken back, forgotten or erased names nobody and counts as before`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        let branch = try await sample.open("nif")
        let first = try await sample.ask(branch)
        for stranger in [yusuf, bruno, tiago] {
            await #expect(throws: Refused.notFound) {
                try await sample.withdraw(first, by: stranger)
            }
        }
        try await sample.withdraw(first)
        #expect(try await sample.seen(by: tiago).isEmpty)
        #expect(try await sample.ofOffice(brenda).first?.name == nil)
        await #expect(throws: BranchRefusal.answeredAlready) { try await sample.withdraw(first) }
        let second = try await sample.ask(branch)
        // The contract keeps what it carries for a year.
        let late = noon.utcDay.adding(days: 365)
        #expect(try await sample.seen(by: tiago, on: late).count == 1)
        #expect(try await sample.seen(by: tiago, on: late.adding(days: 1)).isEmpty)
        try await sample.ask(branch, at: noon.adding(seconds: 366 * 86_400))
        #expect(try await sample.states() == ["withdrawn": 2, "asked": 1])
        try await sample.database.write { [network = sample.network] db in
            try network.eraseBranchRequests(of: CaseID(4_001), in: db)
        }
        #expect(try await sample.states() == ["withdrawn": 3])
        let left = try await sample.database.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM branch_request
                WHERE content IS NOT NULL OR reference <> '' OR person > 0 OR asked_by <> 0
                """)
        }
        #expect(left == 0 && second > first)
        #expect(try await sample.ofOffice(brenda).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `figures of a branch are hidden where they are of too few people`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        let branch = try await sample.open("nif")
        let request = try await sample.ask(branch)
        try await sample.answer(
            request, .refused(reason: "papers"), at: noon.adding(seconds: 86_400))
        let few = try await sample.figures("nif")
        #expect(Set(few.keys).isSuperset(of: ["asked", "delivered", "days", "refused-papers"]))
        #expect(few["asked"] == .some(nil) && few["refused-papers"] == .some(nil))
        #expect(few["days"] == .some(nil) && few["delivered"] == .some(0))
        // Six people more, answered after one day to six: the median of 1, 1, 2, 3, 4, 5, 6 is 3.
        try await sample.database.write { db in
            for number in 1...6 {
                let id = BranchRequestID(Int64(900 + number))
                let answered = noon.adding(seconds: Int64(number) * 86_400)
                try db.run(
                    """
                    INSERT INTO branch_request (id, branch, kase, position, person, reference, office, flow, version,
                        state, asked_by, asked_at, answered_at, keep_until, demo)
                    VALUES (\(id), \(branch), \(5_000 + number), 0, \(2_000 + number), 'x', 1, 'branch-tax', 1,
                        'delivered', 1, \(noon), \(answered), \(noon.utcDay), 0)
                    """)
            }
        }
        let more = try await sample.figures("nif")
        // Seven are rounded to five; one refusal stays hidden.
        #expect(more["asked"] == .some(5) && more["delivered"] == .some(5))
        #expect(more["refused-papers"] == .some(nil) && more["days"] == .some(3))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func
        `whatever is done in whatever order, each request ends once and a number stands for each delivery`(
            seed: UInt64
        ) async throws
    {
        let sample = try await BranchSample(.sqlite)
        var random = SeededRandom(seed)
        let branches = [try await sample.open("nif"), try await sample.open("deed")]
        let clerks = [tiago, worker232, nelson, telma]
        var requests: [BranchRequestID] = []
        for step in 0..<60 {
            let now = noon.adding(seconds: Int64(step) * 3_600)
            // A refusal is a right answer too.
            do {
                switch Int.random(in: 0..<4, using: &random) {
                case 0, 1:
                    requests.append(
                        try await sample.ask(
                            branches[Int.random(in: 0...1, using: &random)],
                            for: Int.random(in: 0...1, using: &random), at: now))
                case 2:
                    guard let one = requests.randomElement(using: &random),
                        let clerk = clerks.randomElement(using: &random)
                    else { continue }
                    let isDone = Bool.random(using: &random)
                    try await sample.answer(
                        one,
                        isDone ? .delivered(number: "200000001") : .refused(reason: "absent"),
                        by: clerk, at: now)
                default:
                    guard let one = requests.randomElement(using: &random) else { continue }
                    try await sample.withdraw(one, at: now)
                }
            } catch is any Refusal {}
        }
        let states = try await sample.states()
        #expect(states.values.reduce(0, +) == requests.count)
        let delivered = try await sample.database.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM branch_request r JOIN branch b ON b.id = r.branch
                WHERE r.state = 'delivered' AND b.kind = 'nif'
                """)
        }
        #expect(sample.kept.numbers.withLock { $0.count } == delivered)
        let answered = (states["delivered"] ?? 0) + (states["refused"] ?? 0)
        #expect(sample.kept.told.withLock { Set($0).count } == answered)
    }
}

/// Works at the branch of the registries, which does deeds.
private let worker232 = Principal(
    account: AccountID(86), person: nil, name: "Wanda",
    duties: [
        Duty(
            role: .partner, organisation: OrganisationID(232), location: nil, purpose: .status)
    ])
