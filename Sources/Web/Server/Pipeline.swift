import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import Languages
import Logging
import NIOCore

/// What happens between Hummingbird and a page function, in the order of reading.
struct Pipeline: Sendable {
    let settings: SiteSettings
    let metrics: Metrics
    let limiter: RateLimiter
    let tries: RateLimiter
    let uploads: UploadGate
    let logger: Logger

    func add(_ route: Route, to router: Router<SiteContext>) {
        let method: HTTPRequest.Method = route.method == .get ? .get : .post
        let handle: @Sendable (Request, SiteContext) async throws -> Response = {
            request, context in
            try await answer(route, request, context)
        }
        router.on(RouterPath(route.path), method: method, use: handle)
        if method == .get { router.on(RouterPath(route.path), method: .head, use: handle) }
    }

    /// Admits, reads, acts, renders.
    func answer(_ route: Route, _ request: Request, _ context: SiteContext) async throws -> Response
    {
        let arrival = Arrival(request, context, behindProxy: settings.behindProxy)
        // The limit comes before the store is asked who this is: a flood must not reach it.
        let verdict = verdict(on: arrival)
        let isKnown = verdict == .go && !route.isTraceless
        let identity = isKnown ? try await identity(arrival) : nil
        var exchange = makeExchange(route, request, context, arrival, identity)
        var isRead = false
        do {
            try admit(route, exchange, verdict)
            let place = try await place(route, exchange)
            defer { place?.leave() }
            if route.method == .post {
                exchange = try await reading(route, request, exchange)
                isRead = true
                try refuseForged(route, exchange)
            }
            let reply = try await route.handle(exchange)
            let response = try render(reply, exchange, request, traceless: route.isTraceless)
            return isRead ? response : response.ending(request)
        } catch {
            let response = try render(
                reply(to: error, exchange, route), exchange, request, traceless: route.isTraceless)
            return isRead ? response : response.ending(request)
        }
    }

    /// Behind a proxy every visitor comes with an address. What comes without is a program beside us, such as
    /// the proxy's own health check: a flood must not make the house look down to it.
    private func verdict(on arrival: Arrival) -> RateLimiter.Verdict {
        let isBesideUs =
            settings.behindProxy && arrival.headers["x-forwarded-for"] == nil
            && ["127.0.0.1", "::1"].contains(arrival.address)
        if isBesideUs { return .go }
        return limiter.take(RateLimiter.key(of: arrival.address), at: settings.clock())
    }

    private func identity(_ arrival: Arrival) async throws -> Identity? {
        guard let token = arrival.cookies[settings.sessionCookie] else { return nil }
        return try await settings.authenticate(token, settings.clock())
    }

    func makeExchange(
        _ route: Route, _ request: Request, _ context: SiteContext, _ arrival: Arrival,
        _ identity: Identity?
    ) -> Exchange {
        var parameters: [String: String] = [:]
        for name in route.parameters { parameters[name] = context.parameters.get(name) ?? "" }
        return Exchange(
            method: route.method, isHead: request.method == .head,
            path: ownPath(request.uri.path), query: arrival.query,
            parameters: parameters.mapValues { percentDecoded($0.utf8) }, headers: arrival.headers,
            cookies: arrival.cookies, t: translator(arrival, identity), now: settings.clock(),
            number: arrival.number, identity: identity, address: arrival.address, form: FormData(),
            body: [],
            forms: FormGuard(
                secret: settings.secret, session: identity?.session,
                visit: arrival.cookies[settings.visitCookie]), tries: tries,
            again: { try await self.identity(arrival) })
    }

    /// The address's `?lang=`, then the visitor's choice, then the account's, then the browser's.
    private func translator(_ arrival: Arrival, _ identity: Identity?) -> Translator {
        let chosen = [arrival.query["lang"], arrival.cookies["lang"], identity?.language]
        if let code = chosen.compactMap({ $0 }).first(where: settings.languages.has) {
            return settings.languages.pageTranslator(code)
        }
        let language = settings.languages.negotiate(
            acceptLanguage: arrival.headers["accept-language"])
        return settings.languages.pageTranslator(language.code)
    }

    private func admit(_ route: Route, _ exchange: Exchange, _ verdict: RateLimiter.Verdict) throws
    {
        if case .wait(let seconds) = verdict {
            throw Refused(
                .tooMany, "Too many requests from your address. Wait {n} seconds and try again.",
                ["n": String(seconds)])
        }
        if route.may == .thisMachine, !isThisMachine(exchange) { throw Refused.notFound }
        if route.may.allows(exchange.principal) { return }
        guard exchange.principal == nil else { throw Refused.anotherTask }
        throw Refused(.signInFirst, "Sign in to go on.")
    }

    /// Only a program beside us, not one that came through the proxy.
    private func isThisMachine(_ exchange: Exchange) -> Bool {
        exchange.headers["x-forwarded-for"] == nil
            && ["127.0.0.1", "::1"].contains(exchange.address)
    }

    /// What is to be known before a body is read: that its thing is there, and that there is room for its bytes.
    private func place(_ route: Route, _ exchange: Exchange) async throws -> UploadGate.Place? {
        try await route.before?(exchange)
        guard case .upload(let bytesMax) = route.takes else { return nil }
        let said = exchange.headers["content-length"].flatMap { Int($0) } ?? bytesMax
        if said > bytesMax { throw tooLarge(bytesMax) }
        return try uploads.enter(
            account: exchange.principal.map { "\($0.account)" },
            line: RateLimiter.key(of: exchange.address), bytes: max(0, said))
    }

    private func reading(
        _ route: Route, _ request: Request, _ exchange: Exchange
    ) async throws -> Exchange {
        var next = exchange
        switch route.takes {
        case .nothing, .form:
            next = next.with(
                form: try FormData.urlencoded(try await bytes(request, max: formBytesMax)))
        case .json:
            guard isProgram(exchange) else { throw fromElsewhere }
            return next.with(body: try await bytes(request, max: formBytesMax))
        case .upload(let bytesMax):
            next = next.with(form: try await upload(request, exchange, route.spool, max: bytesMax))
        }
        return next
    }

    /// A form carries the guard of its visit; the JSON of a program was looked at before it was read.
    private func refuseForged(_ route: Route, _ exchange: Exchange) throws {
        if case .json = route.takes { return }
        let isTied = route.isTraceless || exchange.forms.accepts(exchange.form.text("csrf"))
        guard isTied, cameFromHere(exchange) else { throw fromElsewhere }
    }

    /// No form of another site can send this type, and no script of one without asking us first.
    private func isProgram(_ exchange: Exchange) -> Bool {
        exchange.headers["content-type"]?.lowercased().hasPrefix("application/json") == true
            && cameFromHere(exchange)
    }

    /// Browsers say where a form was sent from; what says nothing is not a browser.
    private func cameFromHere(_ exchange: Exchange) -> Bool {
        switch exchange.headers["sec-fetch-site"] {
        case nil, "same-origin"?, "none"?: true
        default: false
        }
    }

    private func upload(
        _ request: Request, _ exchange: Exchange, _ spool: FileSpool, max: Int
    ) async throws -> FormData {
        guard let boundary = MultipartReader.boundary(of: exchange.headers["content-type"] ?? "")
        else {
            return try FormData.urlencoded(try await bytes(request, max: formBytesMax))
        }
        var reader = MultipartReader(boundary: boundary, into: spool)
        var meter = BodyMeter(bytesMax: max, patience: settings.patience)
        for try await chunk in request.body {
            try meter.count(chunk)
            try reader.take(chunk.readableBytesView)
        }
        return try reader.finish()
    }

    private func bytes(_ request: Request, max: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        var meter = BodyMeter(bytesMax: max, patience: settings.patience)
        for try await chunk in request.body {
            try meter.count(chunk)
            all.append(contentsOf: chunk.readableBytesView)
        }
        return all
    }
}

/// A path with one slash before it: two would make it the name of another host in a link.
func ownPath(_ path: String) -> String {
    "/" + path.drop { $0 == "/" || $0 == "\\" }
}

extension Exchange {
    func with(form: FormData? = nil, body: [UInt8]? = nil) -> Exchange {
        Exchange(
            method: method, isHead: isHead, path: path, query: query, parameters: parameters,
            headers: headers,
            cookies: cookies,
            t: t, now: now, number: number, identity: identity, address: address,
            form: form ?? self.form,
            body: body ?? self.body, forms: forms, tries: tries, again: again)
    }
}

private let fromElsewhere = Refused(
    .forbidden,
    "This form is too old or came from elsewhere. Go back, reload the page and send it again.")
/// The longest of our forms is a letter of a few pages.
private let formBytesMax = 128 * 1_024
