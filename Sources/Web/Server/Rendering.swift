import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import Languages
import Logging
import NIOCore

extension Pipeline {
    /// Turns an answer into bytes: frame, cookies, cache, compression.
    func render(
        _ reply: Reply, _ exchange: Exchange, _ request: Request, traceless: Bool = false
    ) throws -> Response {
        var headers = HTTPFields()
        var body: [UInt8] = []
        switch reply.content {
        case .page(let page):
            body = settings.frame(page, exchange).bytes
            headers[.contentType] = "text/html; charset=utf-8"
        case .bare(let page):
            let language = exchange.t.language
            body =
                bareDocument(
                    page, language: language.code, direction: language.direction.rawValue,
                    version: settings.assets.version
                ).bytes
            headers[.contentType] = "text/html; charset=utf-8"
        case .bytes(let bytes, let type):
            body = bytes
            headers[.contentType] = type
        case .stream(_, let type, _): headers[.contentType] = type
        case .empty: break
        }
        if exchange.t.marksFallback, !reply.goesAsItIs { body = unmarked(body, headers) }
        for (name, value) in reply.headers {
            if let field = HTTPField.Name(name) {
                headers.append(HTTPField(name: field, value: value))
            }
        }
        if !traceless { setCookies(reply, exchange, &headers) }
        // What somebody sees who is signed in stays on no disk: the next at this machine may be another.
        // The answer to a form too: it may say a secret, as that to a complaint does.
        let isOwn = exchange.identity != nil
        let isKept = !isOwn && request.method != .post
        headers[.cacheControl] = headers[.cacheControl] ?? (isKept ? "no-cache" : "no-store")
        if case .stream(let write, _, let length) = reply.content {
            return Response(
                status: .init(code: reply.status), headers: headers,
                body: stream(write, length, exchange, isOurs: length == nil && isText(headers)))
        }
        if reply.status == 200, request.method != .post, !isOwn {
            let tag =
                "\"" + SHA256.hash(data: body).prefix(12).map { String($0, radix: 36) }.joined()
                + "\""
            // A handler that knows what its answer is made of has named it already.
            headers[.eTag] = headers[.eTag] ?? tag
            if isText(headers) { varyByEncoding(&headers) }
            if exchange.headers["if-none-match"] == headers[.eTag] {
                return Response(status: .notModified, headers: headers)
            }
        }
        let packed = compressed(body, exchange, &headers)
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
    }

    /// Written while it is sent; a fault on the way has no page any more, only its line in the log.
    private func stream(
        _ write: @escaping BodyWriting, _ length: Int?, _ exchange: Exchange, isOurs: Bool
    ) -> ResponseBody {
        let (logger, number) = (self.logger, exchange.number)
        let hasMarks = isOurs && exchange.t.marksFallback
        return ResponseBody(contentLength: length) { writer in
            do {
                // An empty chunk would end the body.
                try await write { bytes in
                    let bytes = hasMarks ? FallbackWords.bare(bytes) : bytes
                    if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
                }
            } catch {
                logger.error(
                    "fault",
                    metadata: [
                        "number": "\(number)", "route": "a body that was being sent",
                        "error": "\(String(reflecting: error))",
                    ])
                throw error
            }
            try await writer.finish(nil)
        }
    }

    /// The visit's cookie goes out with the first form, the language's with the choice.
    private func setCookies(_ reply: Reply, _ exchange: Exchange, _ headers: inout HTTPFields) {
        func set(_ cookie: Cookie) {
            headers.append(HTTPField(name: .setCookie, value: cookie.header))
        }
        if exchange.identity == nil, !exchange.forms.isKnown, case .page = reply.content {
            set(
                Cookie(
                    settings.visitCookie, exchange.forms.cookie, secondsMax: nil,
                    secure: settings.behindProxy))
        }
        if let chosen = exchange.query["lang"], chosen == exchange.t.language.code {
            set(
                Cookie("lang", chosen, secondsMax: languageSecondsMax, secure: settings.behindProxy)
            )
        }
    }

    /// Pages name the language of what is not theirs; anything else has the words alone.
    private func unmarked(_ body: [UInt8], _ headers: HTTPFields) -> [UInt8] {
        if headers[.contentType]?.hasPrefix("text/html") ?? false {
            return FallbackWords.named(body)
        }
        let isProblem = headers[.contentType] == "application/problem+json"
        return isText(headers) || isProblem ? FallbackWords.bare(body) : body
    }

    /// Beside whatever else the answer depends on.
    private func varyByEncoding(_ headers: inout HTTPFields) {
        let others = headers[.vary].map {
            $0.contains("accept-encoding") ? $0 : $0 + ", accept-encoding"
        }
        headers[.vary] = others ?? "accept-encoding"
    }

    private func compressed(
        _ body: [UInt8], _ exchange: Exchange, _ headers: inout HTTPFields
    ) -> [UInt8] {
        guard isText(headers) else { return body }
        varyByEncoding(&headers)
        guard body.count > compressBytesMin,
            exchange.headers["accept-encoding"]?.contains("gzip") == true,
            let packed = gzipped(body)
        else { return body }
        headers[.contentEncoding] = "gzip"
        return packed
    }

    private func isText(_ headers: HTTPFields) -> Bool {
        let type = headers[.contentType] ?? ""
        return type.hasPrefix("text/") || type.hasPrefix("application/json")
            || type.hasPrefix("image/svg")
    }

    /// The page for what was refused or went wrong; a fault shows its number and nothing else.
    func reply(to error: any Error, _ exchange: Exchange, _ route: Route) -> Reply {
        if let refusal = error as? any Refusal { return self.reply(to: refusal, exchange) }
        // What an error says may repeat what somebody wrote: of a door that is not told, its type alone.
        let isUnheard = settings.unheard.contains(route.path)
        let told = isUnheard ? "\(type(of: error))" : String(reflecting: error)
        logger.error(
            "fault",
            metadata: [
                "number": "\(exchange.number)", "route": "\(isUnheard ? "unheard" : route.path)",
                "error": "\(told)",
            ])
        let t = exchange.t
        if let trouble = settings.storeTrouble(error) {
            return self.reply(to: words(trouble), exchange)
        }
        return problem(
            500, t("Something went wrong on our side"),
            t(
                "Nothing was stored twice and what you sent before is safe. Try again in a few minutes."
            ), exchange)
    }

    private func reply(to refusal: any Refusal, _ exchange: Exchange) -> Reply {
        let t = exchange.t
        let words = t(refusal.explanation, refusal.values)
        switch refusal.kind {
        case .signInFirst:
            if exchange.wantsJSON { return problem(401, t("Sign in to go on."), words, exchange) }
            let next = exchange.method == .get ? percentEncoded(exchange.path) : ""
            return .seeOther("/sign-in" + (next.isEmpty ? "" : "?next=" + next))
        case .notFound: return problem(404, t("Nothing is here"), words, exchange)
        case .forbidden: return problem(403, t("This is not open to you"), words, exchange)
        case .conflict: return problem(409, t("This could not be done"), words, exchange)
        case .invalid: return problem(422, t("Something needs another look"), words, exchange)
        case .tooLarge: return problem(413, t("That is too large"), words, exchange)
        case .tooSlow: return problem(408, t("That took too long"), words, exchange)
        case .tooMany:
            var reply = problem(429, t("Please wait a moment"), words, exchange)
            reply.headers.append(("retry-after", refusal.values["n"] ?? "10"))
            return reply
        case .unavailable:
            var reply = problem(503, t("We are very busy"), words, exchange)
            reply.headers.append(("retry-after", "5"))
            return reply
        }
    }

    private func problem(
        _ status: Int, _ title: String, _ words: String, _ exchange: Exchange
    ) -> Reply {
        if exchange.wantsJSON {
            let fields = ["title": title, "detail": words, "number": exchange.number]
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let bytes = (try? encoder.encode(fields)).map { [UInt8]($0) } ?? []
            return Reply(status: status, content: .bytes(bytes, type: "application/problem+json"))
        }
        let t = exchange.t
        let (safe, now) = problemWords(status, t)
        let page = ProblemWords(title: title, happened: words, safe: safe, now: now)
        let start = NavItem(t("Back to the start"), path: "/")
        return .page(
            title, status: status,
            "\(problemPage(t, page, number: exchange.number, next: [start]))\(status == 409 ? written(exchange) : nil)"
        )
    }

    /// What somebody wrote and nobody took, to copy into a new form.
    private func written(_ exchange: Exchange) -> HTML? {
        let words = exchange.form.words
        if words.isEmpty { return nil }
        return """
            <h2>\(exchange.t("What you wrote"))</h2>\(words.html { "<blockquote class=\"written\">\($0)</blockquote>" })
            """
    }

    private func words(_ trouble: StoreTrouble) -> Refused {
        switch trouble {
        case .busy:
            Refused(
                .unavailable,
                "Too many people are here right now. Nothing was lost: send the page again in a few seconds."
            )
        case .away:
            Refused(
                .unavailable,
                "What you asked for cannot be reached right now. Nothing was changed: try again in a few seconds."
            )
        case .unsure:
            Refused(
                .unavailable,
                "The connection broke while we were storing this. It may have been stored: look, or send the page again. It counts once."
            )
        }
    }
}

private let compressBytesMin = 1_024
/// A year: the choice of a language is not a secret.
private let languageSecondsMax = 31_536_000
