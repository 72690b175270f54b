/// What a reader says of input that it cannot accept: the file, the place and the way out.
public struct FormatError: Error, Equatable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    public let column: Int?
    /// The name of the column, key or element that is wrong.
    public let field: String?
    /// What is wrong and what to do about it.
    public let message: String

    public init(
        file: String, line: Int? = nil, column: Int? = nil, field: String? = nil, message: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.message = message
    }

    public var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if let line, line > 0, let column { place += ":\(column)" }
        let named = field.map { " \($0):" } ?? ""
        return place + ":" + named + " " + message
    }
}

/// What is wrong with a file, and where: a FormatError that is collected and told with others.
public struct FormatProblem: Codable, Equatable, Sendable {
    public let file: String
    public let line: Int?
    public let field: String?
    public let why: String

    public init(_ error: FormatError) {
        file = error.file
        line = error.line
        field = error.field
        why = error.message
    }
}

/// Gives the next bytes of an input, or nil at its end; lets a reader work in constant memory.
public typealias ByteChunks = () throws -> [UInt8]?

/// An input that is already in memory, as one chunk.
public func chunks(of bytes: [UInt8]) -> ByteChunks {
    var rest: [UInt8]? = bytes
    return {
        defer { rest = nil }
        return rest
    }
}

/// How the bytes of a text file are to be read.
public enum TextEncoding: Sendable {
    case utf8
    case windows1252
}
