import FoundationEssentials
public import Kernel
public import Storage

/// Somebody begins a request, for themselves or for who gave them a mandate to file, and it is kept unsent.
struct BeginRequest {
    let procedure: String
    /// The mandate under which it is begun; nil for oneself.
    let mandate: String?
    let contents: RequestContents

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> UnfinishedRequestID {
        let procedure = try house.procedure(procedure)
        guard procedure.isOpen(on: house.zone.day(of: now)) else {
            throw CaseRefusal.closedToNew
        }
        let whose = try house.applicant(principal, mandate: mandate, at: now, in: db)
        let kept = try db.count(
            """
            SELECT COUNT(*) FROM unfinished_request
            WHERE applicant = \(whose.person) AND begun_by = \(principal.account)
                AND expires > \(now)
            """)
        if kept >= requestsPerPersonMax { throw RequestRefusal.tooMany }
        let id = UnfinishedRequestID.new(at: now)
        var contents = contents
        contents.helper = whose.mandate == nil ? nil : principal.name
        if contents.size > requestCharactersMax { throw RequestRefusal.tooLarge }
        let sealed = try contents.sealed(id, db.keys)
        try db.run(
            """
            INSERT INTO unfinished_request
                (id, applicant, begun_by, mandate, procedure, content, saved_at, expires)
            VALUES (\(id), \(whose.person), \(principal.account), \(whose.mandate?.number),
                \(procedure.code), \(sealed), \(now),
                \(now.adding(seconds: requestDays * 86_400)))
            """)
        return id
    }
}

/// Somebody keeps what they typed; its time begins anew.
struct SaveRequest {
    let request: UnfinishedRequestID
    /// What becomes of the contents as they are stored now: another device may have saved meanwhile.
    let change: @Sendable (RequestContents) -> RequestContents

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let opened = try UnfinishedRequest.open(request, for: principal, at: now, in: db, house)
        let contents = change(opened.request.contents)
        if contents.size > requestCharactersMax { throw RequestRefusal.tooLarge }
        let sealed = try contents.sealed(request, db.keys)
        try db.run(
            """
            UPDATE unfinished_request SET content = \(sealed),
                saved_at = \(now), expires = \(now.adding(seconds: requestDays * 86_400))
            WHERE id = \(request)
            """)
    }
}

/// Somebody gives a request up before it was sent: nothing of it stays.
struct DropRequest {
    let request: UnfinishedRequestID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        _ = try UnfinishedRequest.open(request, for: principal, at: now, in: db, house)
        try db.run("DELETE FROM unfinished_request WHERE id = \(request)")
    }
}

extension RequestContents {
    fileprivate func sealed(_ id: UnfinishedRequestID, _ keys: Keys) throws -> [UInt8] {
        try keys.seal(
            [UInt8](try JSONEncoder().encode(self)), use: UnfinishedRequest.sealUse,
            context: id.description)
    }
}

extension Cases {
    /// Deletes a batch of unfinished requests whose time ran out before a moment, and says how many.
    public func purgeUnfinishedRequests(
        before: Moment, limit: Int, in db: Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM unfinished_request WHERE id IN
                (SELECT id FROM unfinished_request WHERE expires <= \(before)
                    ORDER BY expires, id LIMIT \(limit))
            """)
    }
}
