/// Cuts comma-separated values (RFC 4180) into fields in place, for files of millions of rows: a row costs no memory, and
/// a text that stands in many rows is made once.
public struct CSVFields {
    public let file: String
    public private(set) var header: [String] = []
    /// The line on which the row at hand begins.
    public private(set) var line = 1
    public let delimiter: UInt8

    private let chunks: ByteChunks
<<<<<<< HEAD
    private let limits: CSVLimits
=======
    let limits: CSVLimits
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    var buffer: [UInt8] = []
    private var position = 0
    private var nextLine = 1
    private var taken = 0
    private var rowCount = 0
    private var isAtStart = true
    /// Where the fields of the row at hand and of the row before it lie.
    var fields: [Range<Int>] = []
    var before: [Range<Int>] = []
    /// Fields with doubled quotes, which are taken out when the row is whole.
<<<<<<< HEAD
    private var doubled: [Int] = []
=======
    var doubled: [Int] = []
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    var memory: [ColumnMemory] = []

    /// The delimiter is what stands behind the first column's name, where it is not given.
    public init(
        _ chunks: @escaping ByteChunks, file: String, delimiter: UInt8? = nil,
        limits: CSVLimits = CSVLimits()
    ) throws {
        self.chunks = chunks
        self.file = file
        self.limits = limits
        var first: [UInt8] = []
        while first.count < 256, let next = try chunks() { first += next }
        buffer = first
        taken = first.count
        if first.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        self.delimiter = delimiter ?? firstDelimiter(first[position...])
        guard try cut(), !isEmptyLine else {
            throw FormatError(
<<<<<<< HEAD
                file: file, line: 1, message: "the file is empty; its first line must name the columns")
=======
                file: file, line: 1,
                message: "the file is empty; its first line must name the columns")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        header = fields.indices.map(bare)
        memory = Array(repeating: ColumnMemory(), count: header.count)
        (fields, before) = ([], [])
    }

    public var count: Int { fields.count }

    /// Goes to the next row; false at the end. A row that is refused is passed over by the next call.
    public mutating func next() throws -> Bool {
        repeat {
            swap(&fields, &before)
            guard try cut() else { return false }
        } while isEmptyLine
        rowCount += 1
        guard rowCount <= limits.rows else {
            throw error("more than \(limits.rows) rows; split the file")
        }
        guard fields.count == header.count else {
            let why = "\(fields.count) fields where the header has \(header.count)"
            fields.removeAll(keepingCapacity: true)
            throw error(why + "; check quotes and delimiter")
        }
        compareWithRowBefore()
        return true
    }

    public func error(_ message: String, column: Int? = nil) -> FormatError {
        FormatError(
            file: file, line: line, column: column.map { $0 + 1 },
            field: column.map { header[$0] }, message: message)
    }

<<<<<<< HEAD
    private var isEmptyLine: Bool { fields.count == 1 && fields[0].lowerBound == fields[0].upperBound && !isQuoted }
=======
    private var isEmptyLine: Bool {
        fields.count == 1 && fields[0].lowerBound == fields[0].upperBound && !isQuoted
    }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    private var isQuoted = false

    /// Takes one whole row; false at the end of the input.
    private mutating func cut() throws -> Bool {
        line = nextLine
        while true {
            switch try rowOrPassOver() {
            case .whole(let end, let lines):
                position = end
                nextLine += lines
                takeOutQuotes()
                return true
            case .cut:
                if try more() { continue }
                if position >= buffer.count { return false }
                // The last line may end without a line break.
                buffer.append(10)
            }
        }
    }

    /// What is refused is left behind up to its line end, so that a caller may go on and tell of more.
    private mutating func rowOrPassOver() throws -> Row {
        do {
            return try row()
        } catch {
            let end = buffer[position...].firstIndex(of: 10) ?? buffer.count - 1
            (position, nextLine) = (min(end + 1, buffer.count), nextLine + 1)
            fields.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private enum Row {
        case whole(end: Int, lines: Int)
        case cut
    }

    private mutating func row() throws -> Row {
        fields.removeAll(keepingCapacity: true)
        doubled.removeAll(keepingCapacity: true)
        isQuoted = false
        var (at, lines, high) = (position, 0, UInt8(0))
        while true {
            opened = at
            guard at < buffer.count else { return .cut }
            var end: Int
            if buffer[at] == quote {
                isQuoted = true
                guard let close = try closing(at + 1, &lines, &high) else { return .cut }
                fields.append(at + 1..<close)
                end = close + 1
            } else {
                end = plainEnd(at, &high)
                fields.append(at..<end)
            }
            guard end < buffer.count else { return .cut }
            guard fields.count <= limits.columns else {
                throw refusal("more than \(limits.columns) columns; check the delimiter")
            }
            let byte = buffer[end]
            if byte == delimiter {
                at = end + 1
                continue
            }
            guard byte == 10 || byte == 13 else {
                throw refusal(
                    isQuoted && buffer[at] == quote
                        ? "text after a closing quote; double the quotes inside the field"
                        : "a quote inside an unquoted field; quote the field and double the quote")
            }
            if byte == 13 {
                guard end + 1 < buffer.count || isOver else { return .cut }
                if end + 1 < buffer.count, buffer[end + 1] == 10 { end += 1 }
            }
            try check(high)
            return .whole(end: end + 1, lines: lines + 1)
        }
    }

    private var isOver = false
    /// Where the field that is being read begins.
    private var opened = 0

    private func plainEnd(_ start: Int, _ high: inout UInt8) -> Int {
        buffer.withUnsafeBufferPointer { all in
            var at = start
            while at < all.count {
                let byte = all[at]
                if byte == delimiter || byte == quote || byte == 10 || byte == 13 { break }
                high |= byte
                at += 1
            }
            return at
        }
    }

    /// The quote that closes a field; nil where the buffer ends before.
<<<<<<< HEAD
    private mutating func closing(_ start: Int, _ lines: inout Int, _ high: inout UInt8) throws
=======
    private mutating func closing(
        _ start: Int, _ lines: inout Int, _ high: inout UInt8
    ) throws
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        -> Int?
    {
        var (at, hasDouble) = (start, false)
        while at < buffer.count {
            let byte = buffer[at]
            if byte == quote {
                if at + 1 >= buffer.count && !isOver { return nil }
                guard at + 1 < buffer.count, buffer[at + 1] == quote else {
                    if hasDouble { doubled.append(fields.count) }
                    return at
                }
                hasDouble = true
                at += 1
            } else if byte == 10 {
                lines += 1
            }
            high |= byte
            at += 1
        }
<<<<<<< HEAD
        guard !isOver else { throw refusal("a quote is opened and never closed; close it", fields.count) }
        return nil
    }

    private func check(_ high: UInt8) throws {
        for (at, field) in fields.enumerated() {
            guard field.count <= limits.fieldBytes else {
                throw refusal("a field of over \(limits.fieldBytes) bytes; look for a missing quote", at)
            }
            guard high < 0x80 || isUTF8(buffer[field]) else {
                throw refusal(
                    "this field is not UTF-8; save the file as UTF-8 or read it as Windows-1252", at)
            }
        }
    }

    private func refusal(_ message: String, _ column: Int? = nil) -> FormatError {
        FormatError(file: file, line: line, column: (column ?? fields.count - 1) + 1, message: message)
    }

    private mutating func takeOutQuotes() {
        for at in doubled {
            let field = fields[at]
            var target = field.lowerBound
            var from = field.lowerBound
            while from < field.upperBound {
                buffer[target] = buffer[from]
                from += buffer[from] == quote ? 2 : 1
                target += 1
            }
            fields[at] = field.lowerBound..<target
        }
    }

=======
        guard !isOver else {
            throw refusal("a quote is opened and never closed; close it", fields.count)
        }
        return nil
    }

>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    /// Keeps the row that is cut at the end of the buffer, and reads on.
    private mutating func more() throws -> Bool {
        guard !isOver, let next = try chunks() else {
            isOver = true
            return false
        }
        taken += next.count
        guard taken <= limits.bytes else {
<<<<<<< HEAD
            throw FormatError(file: file, message: "the file has over \(limits.bytes) bytes; split it")
=======
            throw FormatError(
                file: file, message: "the file has over \(limits.bytes) bytes; split it")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        }
        guard buffer.count - opened <= limits.fieldBytes else {
            throw refusal("a field of over \(limits.fieldBytes) bytes; look for a missing quote")
        }
        guard buffer.count - position <= limits.rowBytes else {
            throw refusal("a row of over \(limits.rowBytes) bytes; look for a missing line end")
        }
        buffer.removeFirst(position)
        buffer += next
        position = 0
        // What was said of the row before lies no more where it lay.
        before.removeAll(keepingCapacity: true)
        return true
    }
}

<<<<<<< HEAD
private let quote = UInt8(ascii: "\"")
=======
let quote = UInt8(ascii: "\"")
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
