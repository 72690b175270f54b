public import Kernel
public import Storage

/// What files say of who is who and of who may learn what, as App fills it in; without files nothing is closed.
public struct FileRights: Sendable {
    /// Every number under which the human being behind one is known.
    public var selves: @Sendable (PersonID, Reader) throws -> [PersonID] = { person, _ in [person] }
    /// A condition on the subject of a notice, a column: whether somebody of the staff may learn of what it is about.
    public var openToStaff: @Sendable (Principal, _ subject: SQL) throws -> SQL = { _, _ in
        "1 = 1"
    }
    /// The same for whoever holds the mandate of a person, who is a column too.
    public var openToHolder: @Sendable (Principal, _ subject: SQL, _ person: SQL) throws -> SQL = {
        _, _, _ in "1 = 1"
    }
    /// Complaints that are closed to everybody who works here, by number alone.
    public var unopened: @Sendable (Reader) throws -> [Reference] = { _ in [] }

    public init() {}
}

extension People {
    /// The same with what files say.
    public func minding(_ rights: FileRights) -> People {
        var copy = self
        copy.rights = rights
        return copy
    }

    /// Staff with every number of the human being they are; who has no duties is behind one account alone.
    func whole(_ principal: Principal) async throws -> Principal {
        guard !principal.duties.isEmpty, !principal.selves.isEmpty else { return principal }
        let known = rights.selves
        let selves = try await database.read { db in
            try principal.selves.flatMap { try known($0, db) }
        }
        return Principal(
            account: principal.account, person: principal.person, name: principal.name,
            duties: principal.duties, selves: selves)
    }
}
