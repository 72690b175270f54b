import Kernel
import Languages
import TestSupport

@testable import Web

/// A site with planted routes: no rooms, no store, time that stands still.
struct Jetty: Sendable {
    let site: Site
    let log = LineKeeper()

    init(
        behindProxy: Bool = false, rate: Int? = nil, assets: Assets = Assets(),
        ready: Bool = true, patience: Patience = Patience(), routes: [Route] = [],
        unheard: Set<String> = []
    ) throws {
        var settings = SiteSettings(
            languages: try houseLanguages(), clock: { noon },
            secret: [UInt8](repeating: 9, count: 32),
            assets: assets,
            authenticate: { token, _ in
                everybody.first { $0.name == token }.map {
                    Identity(principal: $0, session: "session-\(token)", language: nil)
                }
            },
            frame: { page, exchange in
                """
                <html lang="\(exchange.t.language.code)"><title>\(page.title)</title>\
                <form>\(exchange.formFields)</form>\(page.main)</html>
                """
            })
        settings.behindProxy = behindProxy
        settings.requestsPerMinute = rate
        settings.ready = { ready }
        settings.patience = patience
        settings.storeTrouble = { ($0 as? StoreLike)?.trouble }
        settings.unheard = unheard
        site = try Site(routes: planted + routes, settings: settings, logger: log.logger)
    }

    func get(
        _ path: String, _ headers: [(String, String)] = [], peer: String = "192.0.2.7"
    ) async throws -> PlainAnswer {
        try await ask("GET", path, headers, peer: peer)
    }

    func ask(
        _ method: String, _ path: String, _ headers: [(String, String)] = [], body: [UInt8] = [],
        peer: String = "192.0.2.7"
    ) async throws -> PlainAnswer {
        var request = PlainRequest(method, path, headers: headers, body: body)
        request.peer = peer
        return try await site.answer(request)
    }

    /// A visit: its cookie, and the guard that belongs to it.
    func visit() async throws -> (cookie: String, csrf: String) {
        let page = try await get("/page")
        let cookie = page.header("set-cookie")?.prefix { $0 != ";" } ?? ""
        return (String(cookie), page.hidden("csrf") ?? "")
    }

    /// A form of text fields, with a visit's cookie.
    func send(
        _ path: String, _ fields: [(String, String)], cookie: String,
        _ headers: [(String, String)] = []
    ) async throws -> PlainAnswer {
        let body = fields.map { percentEncoded($0.0) + "=" + percentEncoded($0.1) }.joined(
            separator: "&")
        return try await ask(
            "POST", path,
            [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)] + headers,
            body: Array(body.utf8))
    }
}

extension PlainAnswer {
    func all(_ name: String) -> [String] { headers.filter { $0.0 == name }.map(\.1) }
}

/// What stands on the jetty: a page, a form, an upload, doors for some, and one that breaks.
private let planted: [Route] = [
    .get("/page", may: .everyone, "A page") { exchange in
        .page(exchange.t("Yes"), "<p>\(String(repeating: "calm water ", count: 200))</p>")
    },
    .get("/still", may: .everyone, "Bytes that never change") { _ in
        .text(String(repeating: "still water ", count: 200))
    },
    .get("/picture", may: .everyone, "Bytes that are no text", gives: "image/png") { _ in
        .download([UInt8](repeating: 7, count: 4_000), type: "image/png", name: "a\".png")
    },
    .get("/things/{name}", may: .everyone, "A thing by its name") { exchange in
        .text("\(exchange.parameters["name"] ?? "") from \(exchange.address)")
    },
    .get("/mine", may: .signedIn, "For those signed in") { exchange in
        .page("Mine", "<p>\(try exchange.signedIn().name)</p>")
    },
    .get("/desk", may: .role(.officer), "For officers") { _ in .page("Desk", "<p>desk</p>") },
    .get("/language", may: .everyone, "The language") { exchange in .text(exchange.t.language.code)
    },
    .get("/broken", may: .everyone, "Breaks") { _ in throw Broken() },
    .get("/busy", may: .everyone, "Too many writes wait") { _ in throw StoreLike(trouble: .busy) },
    .get("/away", may: .everyone, "No store answers") { _ in throw StoreLike(trouble: .away) },
    .get("/unsure", may: .everyone, "Perhaps stored") { _ in throw StoreLike(trouble: .unsure) },
    .post("/form", may: .everyone, "Echoes fields") { exchange in
        let pairs = exchange.form.fields.filter { $0.key != "csrf" }.sorted { $0.key < $1.key }
        return .text(
            pairs.map { "\($0.key)=\($0.value.joined(separator: ","))" }.joined(separator: "\n"))
    },
    .post("/upload", may: .everyone, "Counts bytes", takes: .upload(bytesMax: 200_000)) {
        exchange in
        let files = exchange.form.files.values.flatMap { $0 }
        return .text(files.map { "\($0.name) \($0.size)" }.joined(separator: "\n"))
    },
    .post("/program", may: .everyone, "Takes JSON", takes: .json) { exchange in
        .text("\(exchange.body.count)")
    },
]

extension UploadedFile {
    /// What stands in memory of it.
    var bytes: [UInt8] { (place as? HeldFile)?.bytes ?? [] }
}

/// A fault with words in it that no visitor may read.
struct Broken: Error {
    let secret = "SELECT password FROM account"
}

private struct StoreLike: Error {
    let trouble: StoreTrouble
}
