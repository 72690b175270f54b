import CXML

/// What libxml2 calls back: it asks here for bytes and tells here of errors.
final class XMLInput {
    struct Problem {
        let line: Int
        let message: String

        init(_ error: xmlError) {
            line = Int(error.line)
            let text = error.message.map { String(cString: $0) } ?? "not well-formed"
            message =
                text.split(separator: "\n").joined(separator: " ") + "; the document is refused"
        }

        func error(in file: String) -> FormatError {
            FormatError(file: file, line: line, message: message)
        }
    }

    /// What the source of the bytes threw; a C callback cannot throw, so the reader does it afterwards.
    private(set) var failure: (any Error)?
    private(set) var problem: Problem?

    private let chunks: ByteChunks
    private let limit: Int
    private var buffer: ArraySlice<UInt8> = []
    private var taken = 0

    init(_ chunks: @escaping ByteChunks, limit: Int) {
        self.chunks = chunks
        self.limit = limit
    }

    /// The reader holds this object unretained: its owner keeps both and frees the reader first.
    func open(options: Int32) -> xmlTextReaderPtr? {
        xmlReaderForIO(
            { context, target, count in
                guard let context, let target else { return -1 }
                let input = Unmanaged<XMLInput>.fromOpaque(context).takeUnretainedValue()
                return input.fill(target, Int(count))
            }, { _ in 0 }, Unmanaged.passUnretained(self).toOpaque(), nil, nil, options)
    }

    func collectErrors(of handle: xmlTextReaderPtr) {
        xmlTextReaderSetStructuredErrorHandler(
            handle,
            { context, error in
                guard let context, let error else { return }
                let input = Unmanaged<XMLInput>.fromOpaque(context).takeUnretainedValue()
                input.note(error.pointee)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func note(_ error: xmlError) {
        guard problem == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        problem = Problem(error)
    }

    private func fill(_ target: UnsafeMutablePointer<CChar>, _ count: Int) -> Int32 {
        do {
            while buffer.isEmpty {
                guard let next = try chunks() else { return 0 }
                taken += next.count
                guard taken <= limit else {
                    throw FormatError(
                        file: "XML", message: "the document has over \(limit) bytes; split it")
                }
                buffer = next[...]
            }
        } catch {
            failure = error
            return -1
        }
        let part = buffer.prefix(count)
        buffer = buffer.dropFirst(count)
        part.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress {
                UnsafeMutableRawPointer(target).copyMemory(from: base, byteCount: bytes.count)
            }
        }
        return Int32(part.count)
    }
}
