import Formats

/// The project's own form: `series,period,value,flag,note` and a column for each dimension.
struct OwnRows: RowSource {
    static let columns = ["series", "period", "value", "flag", "note"]
    /// Columns of earlier files that only people read.
    private static let remarks: Set<String> = ["source_keys", "source", "conf"]

    let dimensions: [String]
    let facts = SourceFacts(format: "csv")
    private var reader: CSVReader
    private let places: [Int]

    init(_ chunks: @escaping ByteChunks, file: String) throws {
        reader = try CSVReader(chunks, file: file)
        try reader.require(OwnRows.columns)
        let own = Set(OwnRows.columns).union(OwnRows.remarks)
        let found = reader.header.enumerated().filter { !own.contains($0.element) }
        dimensions = found.map(\.element)
        places = found.map(\.offset)
    }

    mutating func next() throws -> SeriesRow? {
        guard let row = try reader.next(ofAnyWidth: true) else { return nil }
        guard row.count == reader.header.count else {
            throw row.error(
                "series",
                "\(row.count) fields where the header has \(reader.header.count); check quotes and delimiter"
            )
        }
        return SeriesRow(
            series: try row.string("series"), codes: places.map { row[$0] },
            period: try row.string("period"), value: try row.optionalDouble("value"),
            flag: row.optional("flag") ?? "", confidentiality: row.optional("conf") ?? "",
            note: row.optional("note") ?? "", line: row.line)
    }
}
