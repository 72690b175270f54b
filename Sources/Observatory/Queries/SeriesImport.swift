public import Kernel
public import Storage

/// One file that was taken in, and the number by which it is taken back.
public struct SeriesImport: Sendable {
    public let id: Int64
    public let family: String
    public let vintage: String
    public let file: String
    public let at: Moment
    public let isWithdrawn: Bool

    /// Newest first, a thousand at most.
    public static func all(in db: Reader) throws -> [SeriesImport] {
        try db.all(
            """
            SELECT id, family, vintage, file, at, withdrawn_at FROM series_import
            ORDER BY at DESC, id DESC LIMIT 1000
            """
        ).map { row in
            let withdrawn: Moment? = try row[5]
            return SeriesImport(
                id: try row[0], family: try row[1], vintage: try row[2], file: try row[3],
                at: try row[4], isWithdrawn: withdrawn != nil)
        }
    }
}
