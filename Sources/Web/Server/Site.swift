import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Synchronization

/// The web floor: routes in, one responder out; everything that every request shares is here.
public struct Site: Sendable {
    public let routes: [Route]
    let settings: SiteSettings
    let metrics = Metrics()
    let limiter: RateLimiter
    let uploads = UploadGate()
    let logger: Logger
    private let responder: RouterResponder<SiteContext>

    public init(routes: [Route], settings: SiteSettings, logger: Logger) throws {
        self.routes = routes
        self.settings = settings
        self.logger = logger
        limiter = RateLimiter(perMinute: settings.requestsPerMinute)
        let router = Router(context: SiteContext.self, options: [])
        let pipeline = Pipeline(
            settings: settings, metrics: metrics, limiter: limiter,
            tries: RateLimiter(perMinute: settings.triesPerMinute), uploads: uploads,
            logger: logger)
        router.add(middleware: Shield(pipeline: pipeline))
        for route in routes { pipeline.add(route, to: router) }
        pipeline.addHouseRoutes(to: router)
        try router.validate()
        responder = router.buildResponder()
    }

    /// The server; it listens on loopback unless told otherwise, and TLS ends at the proxy before it.
    public func application(
        host: String, port: Int, onServerRunning: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        var configuration = ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil)
        configuration.backlog = 1_024
        let server: HTTPServerBuilder = .http1(
            configuration: .init(
                idleTimeout: .seconds(idleSecondsMax),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: headerBytesMax, maxHeaderListSize: headerBytesMax,
                    maxHeaderFieldCount: headersCountMax)))
        return Application(
            responder: responder, server: server, configuration: configuration,
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port)
            },
            eventLoopGroupProvider: .shared(EventLoops.shared),
            logger: logger)
    }

    /// Answers a request without a connection, for tests and for commands that render a page.
    public func answer(_ request: PlainRequest) async throws -> PlainAnswer {
        var fields = HTTPFields()
        for (name, value) in request.headers {
            if let field = HTTPField.Name(name) {
                fields.append(HTTPField(name: field, value: value))
            }
        }
        let head = HTTPRequest(
            method: HTTPRequest.Method(request.method) ?? .get, scheme: "http",
            authority: "localhost",
            path: request.path, headerFields: fields)
        let body = RequestBody(buffer: ByteBuffer(bytes: request.body))
        let response = try await responder.respond(
            to: Request(head: head, body: body),
            context: SiteContext(logger: logger, peer: request.peer))
        let collector = BodyCollector()
        try await response.body.write(collector)
        let pairs = response.headers.map { ($0.name.canonicalName, $0.value) }
        return PlainAnswer(
            status: response.status.code, headers: pairs, body: collector.bytes.withLock { $0 })
    }
}

/// A request in plain values.
public struct PlainRequest: Sendable {
    public var method: String
    /// With its query.
    public var path: String
    public var headers: [(String, String)]
    public var body: [UInt8]
    public var peer = "127.0.0.1"

    public init(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}

/// An answer in plain values; header names are lower-case.
public struct PlainAnswer: Sendable {
    public let status: Int
    public let headers: [(String, String)]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    public func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}

/// Takes a response's body together.
private final class BodyCollector: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
        bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A browser that says nothing for this long has gone.
private let idleSecondsMax: Int64 = 60
/// Cookies and tokens need a few hundred bytes; browsers send some two thousand.
private let headerBytesMax = 16 * 1_024
private let headersCountMax = 100
