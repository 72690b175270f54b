import Kernel
import Storage

/// The front officer hands one person of a file to a branch at the file's place: the fields of the contract and no more,
/// after the person's yes.
struct AskBranch: Sendable {
    let reference: Reference
    let position: Int
    let branch: BranchID
    let hasConsent: Bool

    @discardableResult
    func perform(
        by officer: Principal, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws -> BranchRequestID {
        let asks = network.branches
        let file = try asks.file(reference, officer, now, db)
        guard file.people.indices.contains(position) else { throw Refused.notFound }
        if !hasConsent { throw BranchRefusal.noConsent }
        try asks.acts(reference, officer, now, db)
        let today = asks.zone.day(of: now)
        let found = try Branch.find(branch, in: db)
        guard found.location == file.office, found.stands(on: today),
            let kind = network.book[found.kind]
        else { throw BranchRefusal.notThere }
        guard let contract = asks.contract(kind.flow, today) else { throw BranchRefusal.noContract }
        // What nobody answered in its time may be asked anew.
        try BranchRequest.forget(before: today, at: now, in: db)
        let open = try db.count(
            """
            SELECT COUNT(*) FROM branch_request
            WHERE branch = \(branch) AND kase = \(file.id) AND position = \(position) AND state = 'asked'
            """)
        if open > 0 { throw BranchRefusal.askedAlready }
        let content = BranchContent(
            name: file.people[position], language: try asks.language(file.applicant, db),
            by: contract)
        return try write(content, file, found, contract, by: officer, at: now, in: db)
    }

    private func write(
        _ content: BranchContent, _ file: BranchFile, _ branch: Branch, _ contract: BranchContract,
        by officer: Principal, at now: Moment, in db: Writer
    ) throws -> BranchRequestID {
        let id = BranchRequestID.new(at: now)
        try db.run(
            """
            INSERT INTO branch_request (id, branch, kase, position, person, reference, office, content, flow, version,
                state, asked_by, asked_at, keep_until, demo)
            VALUES (\(id), \(branch.id), \(file.id), \(position), \(file.applicant), \(file.reference),
                \(file.office), \(try content.sealed(of: id, db.keys)), \(contract.name), \(contract.version),
                'asked', \(officer.account), \(now), \(contract.keepUntil), \(file.isDemo))
            """)
        let facts = [
            "branch": "\(branch.id)", "kind": branch.kind, "flow": contract.name,
            "version": String(contract.version),
        ]
        try db.record(
            JournalEvent("branch.asked", subject: BranchRequest.subject(id), facts), by: officer,
            at: now)
        return id
    }
}

extension BranchRequest {
    /// What no contract keeps any longer goes, and is asked no more.
    static func forget(before today: Day, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            UPDATE branch_request SET state = 'withdrawn', answered_at = \(now)
            WHERE state = 'asked' AND keep_until < \(today)
            """)
        try db.run(
            "UPDATE branch_request SET content = NULL WHERE keep_until < \(today) AND content IS NOT NULL"
        )
    }
}

/// A clerk opens a request; that it was read first is kept, for its person.
struct ReadBranchRequest: Sendable {
    let request: BranchRequestID

    func perform(
        by clerk: Principal, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws -> OpenedRequest {
        let today = network.branches.zone.day(of: now)
        let read = try OpenedRequest.find(request, for: clerk, network, on: today, in: db)
        if read.request.readAt == nil {
            try db.run("UPDATE branch_request SET read_at = \(now) WHERE id = \(request)")
            try db.record(
                JournalEvent("branch.read", subject: BranchRequest.subject(request)), by: clerk,
                at: now)
        }
        return read
    }
}

/// A clerk of the branch notes what came of it. A number goes sealed to the person; here stands only that it was given.
struct AnswerBranch: Sendable {
    let request: BranchRequestID
    let answer: BranchAnswer

    func perform(
        by clerk: Principal, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws {
        let (asks, book) = (network.branches, network.book)
        let today = asks.zone.day(of: now)
        let read = try OpenedRequest.find(request, for: clerk, network, on: today, in: db)
        let asked = read.request
        if let refusal = asked.refusal { throw refusal }
        guard let kind = book[asked.branch.kind] else { throw Refused.notFound }
        var facts = ["kind": kind.code]
        switch answer {
        case .refused(let reason):
            guard book.reasons.contains(where: { $0.code == reason }) else {
                throw BranchRefusal.unknownReason
            }
            facts["reason"] = reason
            try close(.refused, reason, at: now, in: db)
        case .delivered(let typed):
            let number = typed.flatMap(kind.number)
            if kind.result == .number, number == nil { throw BranchRefusal.wrongNumber }
            try close(.delivered, nil, at: now, in: db)
            if let number, kind.result == .number {
                let issued = BranchNumber(
                    kind: kind.code, number: number, name: read.content.name, body: kind.body.pt,
                    kase: asked.kase, at: now, isDemo: asked.isDemo)
                try asks.keepNumber(issued, asked.person, db)
            }
        }
        let word = if case .refused = answer { "branch.refused" } else { "branch.delivered" }
        try db.record(
            JournalEvent(word, subject: BranchRequest.subject(request), facts), by: clerk, at: now)
        try asks.tell(.answered(asked, kind), now, db)
    }

    private func close(
        _ state: BranchRequest.State, _ reason: String?, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            UPDATE branch_request SET state = \(state), reason = \(reason), answered_at = \(now)
            WHERE id = \(request)
            """)
    }
}

/// The person takes back what nobody has answered: the branch reads it no more.
struct WithdrawBranchRequest: Sendable {
    let request: BranchRequestID

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let asked = try BranchRequest.find(request, of: person, in: db)
        if let refusal = asked.refusal { throw refusal }
        try db.run(
            """
            UPDATE branch_request SET state = 'withdrawn', content = NULL, answered_at = \(now)
            WHERE id = \(request)
            """)
        try db.record(
            JournalEvent("branch.withdrawn", subject: BranchRequest.subject(request)), by: person,
            at: now)
    }
}
