import Crypto
import Synchronization

/// The next piece of a file, nil after the last.
public typealias FilePieces = @Sendable () throws -> [UInt8]?

/// Where the bytes of a file go while they arrive. Who keeps none of it lets go of it, and it goes away.
public protocol FilePlace: AnyObject, Sendable {
    func append(_ bytes: [UInt8]) throws
}

/// Where the files of a form go, and how large one may be.
public struct FileSpool: Sendable {
    let fileBytesMax: Int
    let open: @Sendable () throws -> any FilePlace

    public init(fileBytesMax: Int, open: @escaping @Sendable () throws -> any FilePlace) {
        self.fileBytesMax = fileBytesMax
        self.open = open
    }

    /// For small files only: they stand in memory.
    public static let memory = FileSpool(fileBytesMax: 1 << 20) { HeldFile() }
}

/// A file in memory.
public final class HeldFile: FilePlace {
    private let held = Mutex<[UInt8]>([])

    public init() {}

    public func append(_ bytes: [UInt8]) { held.withLock { $0 += bytes } }
    public var bytes: [UInt8] { held.withLock { $0 } }
}

/// A file that somebody sent.
public struct UploadedFile: Sendable {
    /// As the sender named it; for showing, never for a path.
    public let name: String
    /// Where its bytes went.
    public let place: any FilePlace
    public private(set) var size = 0
    /// Its first bytes.
    private var head: [UInt8] = []
    private var hash = SHA256()

    init(_ name: String, in place: any FilePlace) {
        self.name = name
        self.place = place
    }

    public init(name: String, bytes: [UInt8], in place: any FilePlace = HeldFile()) throws {
        self.init(name, in: place)
        try take(bytes)
    }

    /// What the bytes are, told from the bytes: the sender's word is not trusted.
    public var kind: FileKind? { FileKind(head) }

    /// Tells other contents.
    var digest: [UInt8] { Array(hash.finalize()) }

    mutating func take(_ bytes: [UInt8]) throws {
        try place.append(bytes)
        size += bytes.count
        hash.update(data: bytes)
        if head.count < FileKind.headBytes { head += bytes.prefix(FileKind.headBytes - head.count) }
    }
}

/// The kinds of file that people may hand in.
public enum FileKind: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case jpeg = "image/jpeg"
    case png = "image/png"

    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else {
            return nil
        }
    }

    /// As many as the longest mark above has.
    static let headBytes = 8
}
