public import Kernel
public import Storage

/// Takes an import back: the vintage before it is shown again. Who cited it still finds it, marked as withdrawn.
public struct WithdrawImport: Sendable {
    let id: Int64
    let why: String

    public init(_ id: Int64, why: String) {
        self.id = id
        self.why = why
    }

    /// Why this person may not, or nil.
    static func refusal(of person: Principal, why: String) -> Refused? {
        guard person == .house || person.mayKeepStatistics else {
            return Refused(
                .forbidden, "Only an analyst with the purpose of statistics may do this.")
        }
        if why.filter({ !$0.isWhitespace }).isEmpty {
            return Refused(.invalid, "Say why, so that who cited these numbers can understand it.")
        }
        return nil
    }

    /// Returns the family and the vintage that was withdrawn.
    @discardableResult
    public func perform(
        by person: Principal, at now: Moment, in db: Writer
    ) throws -> (family: String, vintage: String) {
        if let refusal = WithdrawImport.refusal(of: person, why: why) { throw refusal }
        let row = try db.first(
            "SELECT family, vintage, withdrawn_at FROM series_import WHERE id = \(id)")
        guard let row else { throw Refused.notFound }
        let (family, vintage): (String, String) = (try row[0], try row[1])
        let before: Moment? = try row[2]
        if before != nil { return (family, vintage) }
        try db.run(
            """
            UPDATE series_import SET withdrawn_at = \(now), withdrawn_why = \(why) WHERE id = \(id)
            """)
        for row in try db.all("SELECT series FROM series_vintage WHERE import = \(id)") {
            try Series.showNewest(try row[0], in: db)
        }
        try db.record(
            JournalEvent(
                "series.withdrawn", subject: "series/\(family)", ["vintage": vintage, "why": why]),
            by: person, at: now)
        return (family, vintage)
    }
}

extension Principal {
    /// Takes series in and back: an analyst whose purpose is statistics.
    var mayKeepStatistics: Bool {
        duties(.analyst).contains { $0.purpose == .statistics }
    }
}
