import Kernel
import Storage
import TestSupport
import Web

@testable import ServiceNetwork

/// Four bodies that take any step, and one clerk of each.
let pathBodies = (301...304).map { OrganisationID($0) }
let clerks = pathBodies.enumerated().map { clerk(of: $1, 401 + Int64($0)) }

func clerk(of body: OrganisationID, _ account: Int64, also: [Role] = []) -> Principal {
    let duties = ([.partner] + also).map {
        Duty(role: $0, organisation: body, location: nil, purpose: .status)
    }
    return Principal(account: AccountID(account), person: nil, name: "Clerk", duties: duties)
}

/// Another mediator of the same centre.
let dora = Principal(
    account: AccountID(420), person: nil, name: "Dora", duties: dinis.duties)

func dayAfter(_ days: Int) -> Moment { noon.adding(seconds: Int64(days) * 86_400) }

/// A network in which paths are drawn.
struct PathSample: Sendable {
    let network: ServiceNetwork
    var database: Database { network.database }

    static let policy = PathPolicy(
        kinds: PathKind.allCases, discreet: [.victims], reviewMonths: 3,
        bodies: pathBodies.map {
            PathPolicy.Body(
                organisation: $0, names: ("Entidade \($0)", "Office \($0)"),
                kinds: $0 == pathBodies[3]
                    ? Set(PathKind.allCases) : [.language, .housing, .social],
                isVerified: false)
        })

    init(_ engine: Engine) async throws {
        var network = ServiceNetwork(
            database: try await TestDatabase.make(engine, migrations: schema))
        network.paths = PathSample.policy
        self.network = network
    }

    func browser(at now: Moment = dayAfter(2), _ more: [Principal] = []) throws -> RoomBrowser {
        try RoomBrowser(
            network.routes, at: now, visitors: everybody + clerks + [dora] + more, hasLimits: false)
    }

    static func content(
        _ body: Int, _ kind: PathKind = .language, whom: String = "Ana Silva",
        need: String = "Need", words: String = "Step"
    ) -> PathStep.Content {
        PathStep.Content(
            kind: kind, body: pathBodies[body], whom: whom, need: need, words: words)
    }

    /// Ana's family with these steps, in her account and agreed to, all on the first day.
    func agreed(
        _ contents: [PathStep.Content], facts: Set<ConsentFact> = [.name, .contact],
        holder: Principal = ana
    ) async throws -> (path: PathID, steps: [StepID]) {
        try await database.write { db in
            let path = try PathSample.draw(in: db)
            let steps = try contents.map { try PathSample.add($0, to: path, in: db) }
            try PathSample.join(path, holder, in: db)
            try AgreeToPath(path: path, way: .account, facts: facts)
                .perform(by: holder, at: noon, in: db)
            return (path, steps)
        }
    }

    static func draw(members: [String] = ["Inês Silva"], in db: Writer) throws -> PathID {
        try DrawPath(
            name: "Ana Silva", contact: "912 000 000", members: members,
            reviewOn: noon.utcDay.adding(days: 30)
        ).perform(by: dinis, at: noon, in: db)
    }

    static func add(
        _ content: PathStep.Content, to path: PathID, days: Int = 10, at now: Moment = noon,
        in db: Writer
    ) throws -> StepID {
        try AddStep(path: path, content: content, dueOn: noon.utcDay.adding(days: days))
            .perform(by: dinis, at: now, in: db, policy)
    }

    static func join(_ path: PathID, _ holder: Principal = ana, in db: Writer) throws {
        let code = try IntegrationPath.kept(path, by: dinis, at: noon, in: db).content.code
        _ = try JoinPath(code: code ?? "").perform(by: holder, at: noon, in: db)
    }

    func write(_ body: @escaping @Sendable (Writer) throws -> Void) async throws {
        try await database.write(body)
    }
}
