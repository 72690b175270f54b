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

    /// A person with their other numbers; staff with every number of the human being they are, where one was named.
    func whole(_ principal: Principal) async throws -> Principal {
        let isNamedStaff = !principal.duties.isEmpty && !principal.selves.isEmpty
        guard isNamedStaff || principal.person != nil else { return principal }
        let known = rights.selves
        return try await database.read { db in
            let also = try principal.person.map { try otherNumbers(of: $0, in: db) }
            let selves = isNamedStaff ? try principal.selves.flatMap { try known($0, db) } : []
            return Principal(
                account: principal.account, person: principal.person, name: principal.name,
                duties: principal.duties, selves: selves, also: also ?? [])
        }
    }
}
