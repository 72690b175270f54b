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
        pipeline.metrics.record(route: route, status: response.status.code, spent: spent)
        log(request, route, response, spent)
        if request.method == .head { response = response.createHeadResponse() }
        return response
    }

    /// Hummingbird throws for paths and methods that no route takes.
    private func missing(
        _ error: any Error, _ request: Request, _ context: SiteContext
    ) throws -> Response {
        let route = Route.get("", may: .everyone, "") { _ in throw Refused.notFound }
        let arrival = Arrival(
            request, peer: context.peer, behindProxy: pipeline.settings.behindProxy)
        let exchange = pipeline.makeExchange(route, request, context, arrival, nil)
        let isHTTP = (error as? any HTTPResponseError).map { $0.status.code < 500 } ?? false
        let shown: any Error = isHTTP ? Refused.notFound : error
        return try pipeline.render(pipeline.reply(to: shown, exchange, route), exchange, request)
    }

    private func addSecurity(_ headers: inout HTTPFields) {
        for (name, value) in securityHeaders { headers[name] = headers[name] ?? value }
        if pipeline.settings.behindProxy, let name = HTTPField.Name("strict-transport-security") {
            headers[name] = "max-age=31536000; includeSubDomains"
        }
    }

    /// The route's pattern, never the path: a reference in a log would be a leak.
    private func log(_ request: Request, _ route: String, _ response: Response, _ spent: Duration) {
        pipeline.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(route)",
                "status": "\(response.status.code)",
                "microseconds": "\(spent.components.attoseconds / 1_000_000_000_000)",
            ])
    }
}

private let securityHeaders: [(HTTPField.Name, String)] = {
    let policy = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
        font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """
    let pairs = [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(self)"),
    ]
    return pairs.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}()
