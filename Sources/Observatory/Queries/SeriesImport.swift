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
    let format: String
    let values: Int
    let withdrawnAt: Moment?
    let withdrawnWhy: String

    private init(_ row: Row) throws {
        id = try row["id"]
        family = try row["family"]
        vintage = try row["vintage"]
        file = try row["file"]
        at = try row["at"]
        format = try row["format"]
        values = try row["accepted"]
        withdrawnAt = try row["withdrawn_at"]
        withdrawnWhy = try row["withdrawn_why"]
        isWithdrawn = withdrawnAt != nil
    }

    /// Newest first, a thousand at most.
    public static func all(in db: Reader) throws -> [SeriesImport] {
        try page(1, size: 1_000, in: db)
    }

    /// A page of them, newest first; counted from 1.
    static func page(_ page: Int, size: Int, in db: Reader) throws -> [SeriesImport] {
        try db.all(
            """
            SELECT id, family, vintage, file, at, format, accepted, withdrawn_at, withdrawn_why
            FROM series_import ORDER BY at DESC, id DESC LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map(SeriesImport.init)
    }

    static func find(_ id: Int64, in db: Reader) throws -> SeriesImport? {
        try db.first(
            """
            SELECT id, family, vintage, file, at, format, accepted, withdrawn_at, withdrawn_why
            FROM series_import WHERE id = \(id)
            """
        ).map(SeriesImport.init)
    }

    /// The newest import of a family that stands: what another file is compared with.
    static func newest(of family: String, in db: Reader) throws -> Int64? {
        try db.value(
            """
            SELECT id FROM series_import WHERE family = \(family) AND withdrawn_at IS NULL
            ORDER BY at DESC, id DESC LIMIT 1
            """)
    }

    /// The series that it brought, in their order.
    func series(in db: Reader) throws -> [Series] {
        try db.all(
            """
            SELECT s.* FROM series s JOIN series_vintage v ON v.series = s.number
            WHERE v.import = \(id) ORDER BY s.position, s.key
            """
        ).map(Series.init)
    }
}
