import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore

/// Around every request: security headers, one log line, one measurement, and a page for what no route took.
struct Shield: RouterMiddleware {
    let pipeline: Pipeline

    func handle(
        _ request: Request, context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try missing(error, request, context)
        }
        let route = context.endpointPath ?? "unmatched"
        addSecurity(&response.headers)
        let spent = ContinuousClock.now - start
        if !pipeline.settings.unheard.contains(route) {
            pipeline.metrics.record(route: route, status: response.status.code, spent: spent)
            log(request, context, route, response, spent)
        }
        if response.headers[.connection] == "close" {
            context.hangUp(after: pipeline.settings.patience.linger)
        }
        if request.method == .head { response = response.createHeadResponse() }
        return response
    }

    /// Hummingbird throws for paths and methods that no route takes.
    private func missing(
        _ error: any Error, _ request: Request, _ context: SiteContext
    ) throws -> Response {
        let route = Route.get("", may: .everyone, "") { _ in throw Refused.notFound }
        let arrival = Arrival(request, context, behindProxy: pipeline.settings.behindProxy)
        let exchange = pipeline.makeExchange(route, request, context, arrival, nil)
        let isHTTP = (error as? any HTTPResponseError).map { $0.status.code < 500 } ?? false
        let shown: any Error = isHTTP ? Refused.notFound : error
        let reply = pipeline.reply(to: shown, exchange, route)
        return try pipeline.render(reply, exchange, request).ending(request)
    }

    private func addSecurity(_ headers: inout HTTPFields) {
        for (name, value) in securityHeaders { headers[name] = headers[name] ?? value }
        if pipeline.settings.behindProxy, let name = HTTPField.Name("strict-transport-security") {
            headers[name] = "max-age=31536000; includeSubDomains"
        }
    }

    /// The number that a page of trouble shows, and the route's pattern, never the path: a reference in a log
    /// would be a leak.
    private func log(
        _ request: Request, _ context: SiteContext, _ route: String, _ response: Response,
        _ spent: Duration
    ) {
        let (seconds, attoseconds) = spent.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        pipeline.logger.log(
            level: level(route, response.status.code), "request",
            metadata: [
                "number": "\(context.number)", "method": "\(request.method.rawValue)",
                "route": "\(route)", "status": "\(response.status.code)",
                "ms": "\(Double(microseconds) / 1_000)",
            ])
    }

    /// What was asked for stands in the log as it is shipped; the answers to those who only look whether the
    /// house is well do not, until it is not.
    private func level(_ route: String, _ status: Int) -> Logger.Level {
        if status >= 500 { return .warning }
        return probes.contains(route) ? .debug : .notice
    }
}

/// Asked every few seconds by the proxy and by what watches.
private let probes: Set = ["/healthz", "/ready", "/metrics"]

/// What a page of ours may load and where it may stand.
let contentPolicy = """
    default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
    font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
    """

private let securityHeaders: [(HTTPField.Name, String)] = {
    let pairs = [
        ("content-security-policy", contentPolicy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(self)"),
    ]
    return pairs.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}()
