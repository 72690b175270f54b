import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore

/// The web floor: routes in, one responder out; everything that every request shares is here.
public struct Site: Sendable {
    public let routes: [Route]
    let settings: SiteSettings
    let metrics = Metrics()
    let limiter: RateLimiter
    let logger: Logger
    private let responder: any HTTPResponder<SiteContext>

    public init(routes: [Route], settings: SiteSettings, logger: Logger) throws {
        self.routes = routes
        self.settings = settings
        self.logger = logger
        limiter = RateLimiter(perMinute: settings.requestsPerMinute)
        let router = Router(context: SiteContext.self, options: [])
        let pipeline = Pipeline(settings: settings, metrics: metrics, limiter: limiter, logger: logger)
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
        var configuration = ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil)
        configuration.backlog = 1_024
        let server: HTTPServerBuilder = .http1(
            configuration: .init(
                idleTimeout: .seconds(idleSecondsMax),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: headerBytesMax, maxHeaderListSize: headerBytesMax,
                    maxHeaderFieldCount: headersCountMax)))
        return Application(
            responder: responder, server: server, configuration: configuration,
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Answers a request without a connection, for tests.
    public func respond(to request: Request, peer: String = "127.0.0.1") async throws -> Response {
        try await responder.respond(to: request, context: SiteContext(logger: logger, peer: peer))
    }
}

/// A browser that says nothing for this long has gone.
private let idleSecondsMax: Int64 = 60
/// Cookies and tokens need a few hundred bytes; browsers send some two thousand.
private let headerBytesMax = 16 * 1_024
private let headersCountMax = 100
