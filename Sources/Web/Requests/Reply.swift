/// Writes a body: each call of `send` hands over some bytes and waits until the visitor's line has room for more.
public typealias BodyWriting =
    @Sendable (_ send: ([UInt8]) async throws -> Void) async throws -> Void

/// What a page function answers.
public struct Reply: Sendable {
    public enum Content: Sendable {
        /// A page of the house: the frame is put around it on the way out.
        case page(Page)
        /// The same without the frame, for frames of other sites; its door is traceless.
        case bare(Page)
        /// Whole bytes of another type.
        case bytes([UInt8], type: String)
        /// Bytes that are made while they are sent: what has no bound never stands in memory whole. Where the length
        /// is known it is said.
        case stream(BodyWriting, type: String, length: Int? = nil)
        case empty
    }

    public var status: Int
    public var content: Content
    public var headers: [(String, String)]
    /// Whether not a byte of it may change on the way, as of what is signed.
    public var goesAsItIs = false

    public init(status: Int = 200, content: Content, headers: [(String, String)] = []) {
        self.status = status
        self.content = content
        self.headers = headers
    }

    /// A page of the house.
    public static func page(
        _ title: String, status: Int = 200, width: Page.Width = .reading, _ main: HTML
    ) -> Reply {
        Reply(status: status, content: .page(Page(title: title, main: main, width: width)))
    }

    /// A page that another site may hold in a frame.
    public static func framed(_ title: String, _ main: HTML) -> Reply {
        Reply(
            content: .bare(Page(title: title, main: main, width: .reading)),
            headers: [
                ("content-security-policy", framedPolicy),
                ("cross-origin-resource-policy", "cross-origin"),
            ])
    }

    /// After a POST: go and see.
    public static func seeOther(_ path: String) -> Reply {
        Reply(status: 303, content: .empty, headers: [("location", path)])
    }

    public static func json(_ bytes: [UInt8], status: Int = 200) -> Reply {
        Reply(status: status, content: .bytes(bytes, type: "application/json"))
    }

    public static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Reply {
        Reply(content: .bytes(Array(text.utf8), type: type))
    }

    /// A file to keep. A name beyond ASCII stands a second time, whole (RFC 6266, RFC 8187); the first is for
    /// programs that know no other.
    public static func download(_ bytes: [UInt8], type: String, name: String) -> Reply {
        Reply(content: .bytes(bytes, type: type), headers: [asFile(name)])
    }

    /// The same for a file that is written while it is sent. The answer has begun by then: where `write` throws, the
    /// connection breaks off and the visitor's program says that the file is not whole.
    public static func download(
        type: String, name: String, writing write: @escaping BodyWriting
    ) -> Reply {
        Reply(content: .stream(write, type: type), headers: [asFile(name)])
    }

    /// The same for a file that is read while it is sent: its length is said before. The first piece is read at once,
    /// so that what cannot be opened has a page.
    public static func download(
        _ pieces: @escaping FilePieces, length: Int, type: String, name: String
    ) throws -> Reply {
        let first = try pieces()
        let write: BodyWriting = { send in
            if let first { try await send(first) }
            while let piece = try pieces() { try await send(piece) }
        }
        return Reply(
            content: .stream(write, type: type, length: length), headers: [asFile(name)])
    }

    private static func asFile(_ name: String) -> (String, String) {
        let scalars = name.unicodeScalars.filter {
            !"\"\\".unicodeScalars.contains($0) && $0.value > 31
        }
        let ascii = String(
            String.UnicodeScalarView(scalars.map { $0.isASCII && $0.value < 127 ? $0 : "_" }))
        let whole = String(String.UnicodeScalarView(scalars))
        let second = ascii == whole ? "" : "; filename*=UTF-8''\(percentEncoded(whole))"
        return ("content-disposition", "attachment; filename=\"\(ascii)\"\(second)")
    }

    /// A file to look at inside a page of ours. Its kind was told from its bytes, and it is shut in: whatever it
    /// holds runs no script, loads nothing, and stands in no frame but ours.
    public static func shown(
        _ pieces: @escaping FilePieces, length: Int, _ kind: FileKind, name: String
    ) throws -> Reply {
        var reply = try download(pieces, length: length, type: kind.rawValue, name: name)
        reply.headers = reply.headers.map { field, value in
            (field, value.replacing("attachment;", with: "inline;", maxReplacements: 1))
        }
        let shut = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        reply.headers.append(("content-security-policy", shut))
        return reply
    }

    /// The same page, which holds a frame with a file of this house.
    public var holdingFrame: Reply {
        var copy = self
        copy.headers.append(("content-security-policy", contentPolicy + "; frame-src 'self'"))
        return copy
    }

    /// The same answer with a cookie set.
    public func setting(_ cookie: Cookie) -> Reply {
        var copy = self
        copy.headers.append(("set-cookie", cookie.header))
        return copy
    }
}

/// What stands inside the frame.
public struct Page: Sendable {
    public enum Width: Sendable {
        /// One column of text.
        case reading
        /// The whole width, for those who work here all day.
        case desk
    }

    public let title: String
    public let main: HTML
    public let width: Width
}

/// A cookie that scripts cannot read.
public struct Cookie: Sendable {
    public let name: String
    public let value: String
    /// Seconds to live; nil until the browser closes, 0 to forget.
    public let secondsMax: Int?
    public let secure: Bool

    public init(_ name: String, _ value: String, secondsMax: Int?, secure: Bool) {
        self.name = name
        self.value = value
        self.secondsMax = secondsMax
        self.secure = secure
    }

    var header: String {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let secondsMax { text += "; Max-Age=\(secondsMax)" }
        if secure { text += "; Secure" }
        return text
    }
}
