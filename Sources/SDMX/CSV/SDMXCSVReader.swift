public import Formats

/// Reads the observations of an SDMX-CSV file, for those who take data and nothing else: a file that deletes is refused.
public struct SDMXCSVReader {
    public private(set) var structure: SDMXStructure
    /// Labels by dimension or attribute and code, as far as rows have been read.
    public var codeLabels: [String: [String: String]] { reader.codeLabels }

    private var reader: CSVDataReader
    private var isDeleting = false

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: CSVLimits = CSVLimits()
    ) throws {
        reader = try CSVDataReader(chunks, file: file, limits: limits)
        guard !reader.columns.measures.isEmpty else {
            throw FormatError(
                file: file, line: 1, field: "OBS_VALUE",
                message: "this column is missing; the file has no values")
        }
        structure = try reader.structure
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init(chunks(of: bytes), file: file)
    }

    /// The next observation, or nil at the end.
    public mutating func next() throws -> Observation? {
        while let event = try reader.next() {
            switch event {
            case .dataSet(let header): isDeleting = header.action == .delete
            case .series, .group: break
            case .observation(let observation):
                guard !isDeleting else {
                    throw reader.rowError(
                        "this row deletes; a file with deletions is not read as data")
                }
                if let text = observation.text {
                    throw reader.valueError(
                        "'\(text)' is not a number; leave it empty where there is none")
                }
                return observation
            }
        }
        return nil
    }

    /// All that remain; for files known to be small.
    public mutating func observations() throws -> [Observation] {
        var all: [Observation] = []
        while let next = try next() { all.append(next) }
        return all
    }
}
