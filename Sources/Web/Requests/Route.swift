/// One door of the house: method, path, who may, and what it does.
public struct Route: Sendable {
    public typealias Handler = @Sendable (Exchange) async throws -> Reply
    public typealias Check = @Sendable (Exchange) async throws -> Void

    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// What a POST brings.
    public enum Takes: Sendable, Equatable {
        case nothing
        /// A form of text fields.
        case form
        /// A form with files, up to so many bytes in all.
        case upload(bytesMax: Int)
        /// JSON, from programs that sign in with a token or need no session.
        case json
    }

    public let method: Method
    /// Nouns, with `{name}` for parameters: `/cases/{reference}`.
    public let path: String
    public let may: Permission
    /// One English sentence for OpenAPI.
    public let summary: String
    public let takes: Takes
    /// The media type of a good answer, for OpenAPI.
    public let gives: String
    /// Asked before a body is read: whoever sends to what is not there sends nothing. The form is empty then.
    let before: Check?
    /// Where its files go while they arrive.
    let spool: FileSpool
    public let handle: Handler
    /// Whether whoever comes is not told from anybody else.
    private(set) var isTraceless = false

    /// The same door, at which nobody is known: no session is read and no cookie is set, and of a form it is only asked
    /// whether a page of this house sent it. For what hangs on nobody's rights.
    public var traceless: Route {
        var copy = self
        copy.isTraceless = true
        return copy
    }

    public static func get(
        _ path: String, may: Permission, _ summary: String, gives: String = "text/html",
        _ handle: @escaping Handler
    ) -> Route {
        Route(
            method: .get, path: path, may: may, summary: summary, takes: .nothing, gives: gives,
            before: nil, spool: .memory, handle: handle)
    }

    public static func post(
        _ path: String, may: Permission, _ summary: String, takes: Takes = .form,
        into spool: FileSpool = .memory, gives: String = "text/html", before: Check? = nil,
        _ handle: @escaping Handler
    ) -> Route {
        Route(
            method: .post, path: path, may: may, summary: summary, takes: takes, gives: gives,
            before: before, spool: spool, handle: handle)
    }

    /// The names between braces.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            String($0.dropFirst().dropLast())
        }
    }
}
