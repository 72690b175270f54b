public import Kernel
public import Storage

/// Somebody who works on status at an office.
public struct OfficeWorker: Sendable, Hashable {
    public let account: AccountID
    /// Who they are in files of their own, where they have such.
    public let person: PersonID?
    public let name: String
    /// The numbers by which their human being is known here.
    public let selves: [PersonID]
    /// Whether they supervise it.
    public let isSupervisor: Bool

    init(row: Row, isSupervisor: Bool) throws {
        account = try row[0]
        person = try row[1]
        name = try row[2]
        let human: PersonID? = try row[3]
        selves = [person, human].compactMap(\.self)
        self.isSupervisor = isSupervisor
    }
}

extension People {
    /// The officers and supervisors of an office, by name; whoever has no place of their own is none of them.
    public func officers(at office: LocationID, in db: Reader) throws -> [OfficeWorker] {
        try db.all(
            """
            SELECT id, person, name, human, (SELECT COUNT(*) FROM duty
                    WHERE duty.account = account.id AND location = \(office)
                        AND purpose = \(Purpose.status) AND role = \(Role.supervisor)) AS supervises
            FROM account WHERE closed IS NULL AND id IN (
                SELECT account FROM duty WHERE location = \(office) AND purpose = \(Purpose.status)
                    AND role IN \(list: [Role.officer, Role.supervisor]))
            ORDER BY name, id
            """
        ).map { row in
            let duties: Int = try row[4]
            return try OfficeWorker(row: row, isSupervisor: duties > 0)
        }
    }

    /// Those who supervise every office, by name.
    public func overseers(in db: Reader) throws -> [OfficeWorker] {
        try db.all(
            """
            SELECT id, person, name, human FROM account WHERE closed IS NULL AND id IN (
                SELECT account FROM duty WHERE location IS NULL AND purpose = \(Purpose.status)
                    AND role = \(Role.supervisor))
            ORDER BY name, id
            """
        ).map { try OfficeWorker(row: $0, isSupervisor: true) }
    }
}
