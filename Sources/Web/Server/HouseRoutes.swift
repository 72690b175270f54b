import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

extension Pipeline {
    /// Health, readiness, metrics and files: what is no page.
    func addHouseRoutes(to router: Router<SiteContext>) {
        for route in houseRoutes { add(route, to: router) }
        router.get("\(WebPath.assets)/**") { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            return try asset(name, request).ending(request)
        }
    }

    /// The doors of the house that are not a room's.
    private var houseRoutes: [Route] {
        [
            .get("/healthz", may: .everyone, "Whether the process answers", gives: "text/plain") {
                _ in
                .text("ok\n")
            },
            .get(
                "/ready", may: .everyone, "Whether everything a request needs is there",
                gives: "text/plain"
            ) { _ in
                await settings.ready()
                    ? .text("ready\n")
                    : Reply(
                        status: 503, content: .bytes(Array("not ready\n".utf8), type: "text/plain"))
            },
            .get(
                "/metrics", may: .thisMachine, "Prometheus metrics, for programs on this machine",
                gives: "text/plain"
            ) { _ in
                .text(metrics.text(await settings.gauges()), type: "text/plain; version=0.0.4")
            },
        ]
    }

    private func asset(_ name: String, _ request: Request) throws -> Response {
        guard let file = settings.assets.files[name] else { throw HTTPError(.notFound) }
        var headers = HTTPFields()
        headers[.contentType] = file.type
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        headers[.vary] = "accept-encoding"
        let packs = request.headers[.acceptEncoding]?.contains("gzip") == true
        if packs, file.packed != nil { headers[.contentEncoding] = "gzip" }
        let bytes = packs ? file.packed ?? file.bytes : file.bytes
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
