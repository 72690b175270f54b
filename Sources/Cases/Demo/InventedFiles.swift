public import Kernel
public import Storage

extension Cases {
    /// Some invented files of an office that are not over, for what other rooms invent beside them.
    public func inventedFiles(at office: LocationID, in db: Reader) throws -> [Reference] {
        try db.all(
            """
            SELECT reference FROM kase WHERE demo = 1 AND office = \(office) AND decided_at IS NULL
                AND procedure = 'family-reunification' ORDER BY id LIMIT \(inventedBesideMax)
            """
        ).map { try $0[0] }
    }
}

/// As many as show each state of what is invented beside them.
private let inventedBesideMax = 24
