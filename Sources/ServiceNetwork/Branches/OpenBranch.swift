import Kernel
import Storage

/// The coordinator says that a body has a branch at a place, from a day on and by which source.
struct OpenBranch: Sendable {
    let kind: String
    let location: LocationID
    let fromDay: Day
    let source: String
    var isDemo = false

    @discardableResult
    func perform(
        by person: Principal, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws -> BranchID {
        guard network.book[kind] != nil, let place = try Place.find(location, in: db),
            place.isOffered
        else { throw Refused.notFound }
        let standing = try db.count(
            """
            SELECT COUNT(*) FROM branch
            WHERE kind = \(kind) AND location = \(location) AND ended_on IS NULL
            """)
        if standing > 0 { throw BranchRefusal.standsAlready }
        let id = BranchID.new(at: now)
        try db.run(
            """
            INSERT INTO branch (id, kind, location, from_day, source, demo)
            VALUES (\(id), \(kind), \(location), \(fromDay), \(source), \(isDemo))
            """)
        try db.record(
            JournalEvent(
                "branch.opened", subject: Branch.subject(id),
                ["kind": kind, "location": "\(location)", "source": source]),
            by: person, at: now)
        return id
    }
}

/// From a day on the branch is there no more; what it was asked before it still answers.
struct EndBranch: Sendable {
    let branch: BranchID

    func perform(
        by person: Principal, at now: Moment, in db: Writer, _ network: ServiceNetwork
    ) throws {
        let found = try Branch.find(branch, in: db)
        if found.endedOn != nil { return }
        let day = max(found.fromDay, network.branches.zone.day(of: now))
        try db.run("UPDATE branch SET ended_on = \(day) WHERE id = \(branch)")
        try db.record(
            JournalEvent("branch.ended", subject: Branch.subject(branch)), by: person, at: now)
    }
}
