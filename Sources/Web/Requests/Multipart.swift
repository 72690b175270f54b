import Kernel

/// Reads `multipart/form-data` (RFC 7578) as it arrives: the bytes of a file go to their place at once, and only
/// what may still be a boundary stays here.
struct MultipartReader {
    private let spool: FileSpool
    private let delimiter: [UInt8]
    private var buffer: [UInt8]
    private var state = State.preamble
    private var header = PartHeader(name: "", file: nil)
    private var form = FormData()
    private var parts = 0
    private var file: UploadedFile?
    private var files = 0
    private var fieldBytes = 0
    /// What stands before the content of a part: the line break of its headers.
    private var lead = 0
    /// Bytes of the buffer in which no delimiter begins: each byte is looked at once.
    private var scanned = 0

    private enum State { case preamble, headers, content, end }

    init(boundary: String, into spool: FileSpool = .memory) {
        self.spool = spool
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line break before it.
        buffer = [13, 10]
    }

    /// The boundary of a content type, or nil where it is no multipart form.
    static func boundary(of contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        for piece in contentType.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, halves[0].filter({ $0 != " " }).lowercased() == "boundary"
            else { continue }
            let value = halves[1].filter { $0 != "\"" && $0 != " " }
            return (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }

    mutating func take(_ bytes: some Sequence<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        while try advance() {}
    }

    /// The whole form; refuses one that was cut off.
    func finish() throws -> FormData {
        guard state == .end else { throw broken }
        return form
    }

    /// One step; false where more bytes are needed.
    private mutating func advance() throws -> Bool {
        switch state {
        case .preamble, .content:
            guard let at = find(delimiter, from: scanned), buffer.count >= at + delimiter.count + 2
            else {
                scanned = max(scanned, buffer.count - delimiter.count - 2)
                try drain()
                return false
            }
            guard endsHere(at + delimiter.count) else {
                // A line of the content that only begins like a boundary.
                scanned = at + 1
                return true
            }
            scanned = 0
            if state == .content { try end(Array(buffer[min(lead, at)..<at])) }
            let after = at + delimiter.count
            let isLast =
                buffer[after] == UInt8(ascii: "-") && buffer[after + 1] == UInt8(ascii: "-")
            buffer.removeFirst(after + 2)
            state = isLast ? .end : .headers
            return true
        case .headers:
            guard let at = find([13, 10, 13, 10], from: 0) else {
                if buffer.count > headersMax { throw broken }
                return false
            }
            header = try PartHeader(Array(buffer[..<at]))
            parts += 1
            guard parts <= fieldsMax else {
                throw Refused(.tooLarge, "This form has too many fields.")
            }
            // The line break that ends the headers stays: an empty part's delimiter begins with it.
            buffer.removeFirst(at + 2)
            lead = 2
            state = .content
            return true
        case .end:
            buffer.removeAll()
            return false
        }
    }

    /// A boundary stands alone in its line, or is the last one.
    private func endsHere(_ after: Int) -> Bool {
        let next = buffer[after..<after + 2]
        return next.elementsEqual([13, 10])
            || next.elementsEqual([UInt8(ascii: "-"), UInt8(ascii: "-")])
    }

    /// Hands on what is certain to be content of a file; a field stays until it is whole.
    private mutating func drain() throws {
        if state == .content, header.file == nil {
            if fieldBytes + buffer.count > fieldBytesMax + delimiter.count + 4 {
                throw tooLarge(fieldBytesMax)
            }
            return
        }
        guard scanned > lead else { return }
        if state == .content { try take(Array(buffer[lead..<scanned])) }
        buffer.removeFirst(scanned)
        (lead, scanned) = (0, 0)
    }

    private mutating func take(_ content: [UInt8]) throws {
        if file == nil {
            files += 1
            guard files <= filesMax else {
                throw Refused(.tooLarge, "This form has too many fields.")
            }
            file = UploadedFile(plainFileName(header.file ?? ""), in: try spool.open())
        }
        if (file?.size ?? 0) + content.count > spool.fileBytesMax {
            throw tooLarge(spool.fileBytesMax)
        }
        try file?.take(content)
    }

    /// The part ends with these bytes.
    private mutating func end(_ content: [UInt8]) throws {
        guard let name = header.file else {
            fieldBytes += content.count
            if fieldBytes > fieldBytesMax { throw tooLarge(fieldBytesMax) }
            form.fields[header.name, default: []].append(String(decoding: content, as: UTF8.self))
            return
        }
        // A file field left empty sends a part without a name.
        if file == nil, name.isEmpty, content.isEmpty { return }
        try take(content)
        if let file { form.files[header.name, default: []].append(file) }
        file = nil
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        guard buffer.count >= pattern.count else { return nil }
        return buffer.withUnsafeBufferPointer { all in
            var at = start
            let last = all.count - pattern.count
            while at <= last {
                if all[at] == pattern[0],
                    pattern.indices.allSatisfy({ all[at + $0] == pattern[$0] })
                {
                    return at
                }
                at += 1
            }
            return nil
        }
    }
}

/// The name and the file name of a part.
private struct PartHeader {
    let name: String
    let file: String?

    init(name: String, file: String?) {
        self.name = name
        self.file = file
    }

    init(_ bytes: [UInt8]) throws {
        let lines = bytes.split(separator: 10)
        let start = Array("content-disposition:".utf8)
        let disposition = lines.first {
            String(decoding: $0.prefix(start.count), as: UTF8.self).lowercased().utf8.elementsEqual(
                start)
        }
        guard let disposition else { throw broken }
        let parameters = PartHeader.parameters(disposition.prefix { $0 != 13 })
        guard let name = parameters["name"] else { throw broken }
        self.name = name
        file = parameters["filename"]
    }

    /// What stands behind the semicolons (RFC 7578, 4.2); a quoted value may hold any sign, also one of these.
    private static func parameters(_ line: ArraySlice<UInt8>) -> [String: String] {
        var found: [String: String] = [:]
        var rest = line.drop { $0 != semicolon }
        while rest.popFirst() == semicolon {
            let name = rest.prefix { $0 != equals && $0 != semicolon }
            rest = rest.dropFirst(name.count)
            guard rest.first == equals else { continue }
            let value = value(of: &rest)
            let key = String(decoding: name, as: UTF8.self).filter { $0 != " " }.lowercased()
            if found[key] == nil {
                found[key] = String(String(decoding: value, as: UTF8.self).prefix(255))
            }
        }
        return found
    }

    /// Reads from the equals sign up to the next semicolon that is not quoted.
    private static func value(of rest: inout ArraySlice<UInt8>) -> [UInt8] {
        rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") }
        guard rest.first == quote else {
            defer { rest = rest.drop { $0 != semicolon } }
            return Array(rest.prefix { $0 != semicolon })
        }
        var value: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst(), byte != quote {
            let isEscape = byte == UInt8(ascii: "\\") && rest.first == quote
            value.append(isEscape ? rest.removeFirst() : byte)
        }
        rest = rest.drop { $0 != semicolon }
        return value
    }
}

private let semicolon = UInt8(ascii: ";")
private let equals = UInt8(ascii: "=")
private let quote = UInt8(ascii: "\"")
private let broken = Refused(
    .invalid, "The form did not arrive whole. Nothing was stored: please send it again.")
/// The fields around a file are short; the longest is an answer of two pages.
private let fieldBytesMax = 128 * 1_024
/// Each has an open file of its own while it arrives; no form of ours asks for more than one.
private let filesMax = 16
/// Names and types need a few hundred bytes.
private let headersMax = 8_192
