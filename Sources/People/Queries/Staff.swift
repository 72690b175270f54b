public import Kernel
public import Storage

/// An account with duties, and the places at which it has them; not whose it is otherwise.
public struct StaffAccount: Sendable, Hashable {
    public let account: AccountID
    public let login: String
    public let name: String
    public let roles: Set<Role>
    /// Empty where it works everywhere.
    public let places: Set<LocationID>
}

extension People {
    /// The same, with a way from the account of staff to what they were trained in.
    public func keepingTraining(at path: String) -> People {
        var copy = self
        copy.trainingPath = path
        return copy
    }

    /// The same, with a way from the account of a person to what they allowed, which ends with it.
    public func keepingConsents(at path: String, left: @escaping Left) -> People {
        var copy = self
        (copy.consentsPath, copy.left) = (path, left)
        return copy
    }

    /// Everybody of this host who has a duty, by name.
    public func staff(in db: Reader) throws -> [StaffAccount] {
        let rows = try db.all(
            """
            SELECT account.id, login, name, role, location FROM account
            JOIN duty ON duty.account = account.id WHERE closed IS NULL ORDER BY name, account.id
            """)
        var found: [StaffAccount] = []
        for row in rows {
            let (id, role): (AccountID, Role) = (try row[0], try row[3])
            let location: LocationID? = try row[4]
            let before = found.last?.account == id ? found.removeLast() : nil
            found.append(
                StaffAccount(
                    account: id, login: try row[1], name: try row[2],
                    roles: (before?.roles ?? []).union([role]),
                    places: (before?.places ?? []).union([location].compactMap(\.self))))
        }
        return found
    }
}
