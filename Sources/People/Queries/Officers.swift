public import Kernel
public import Storage

/// Somebody who works on status at an office.
public struct OfficeWorker: Sendable, Hashable {
    public let account: AccountID
    /// Who they are in files of their own, where they have such.
    public let person: PersonID?
    public let name: String
}

extension People {
    /// The officers and supervisors of an office, by name; whoever has no place of their own is none of them.
    public func officers(at office: LocationID, in db: Reader) throws -> [OfficeWorker] {
        try db.all(
            """
            SELECT id, person, name FROM account WHERE id IN (
                SELECT account FROM duty WHERE location = \(office) AND purpose = \(Purpose.status)
                    AND role IN \(list: [Role.officer, Role.supervisor]))
            ORDER BY name, id
            """
        ).map { OfficeWorker(account: try $0[0], person: try $0[1], name: try $0[2]) }
    }
}
