public import Kernel
public import Languages
import Logging
public import Web

/// Visits the pages of a room through the whole web floor, as anybody a test knows; it keeps no cookies.
public struct RoomBrowser: Sendable {
    private let site: Site
    private let language: String

    /// A visitor's session is the number of their account; a test that asks what was missing brings its own languages.
    public init(
        _ routes: [Route], at now: Moment = noon, language: String = "en",
        languages: LanguageSet? = nil, visitors: [Principal] = everybody, hasLimits: Bool = true
    ) throws {
        var settings = SiteSettings(
            languages: try languages ?? sharedLanguages.get(), clock: { now },
            secret: [UInt8](repeating: 7, count: 32),
            assets: try Assets(folder: projectFolder + "/web"),
            authenticate: { token, _ in
                visitors.first { "\($0.account)" == token }.map {
                    Identity(principal: $0, session: token, language: nil)
                }
            },
            frame: { page, _ in page.main })
        if !hasLimits { settings.requestsPerMinute = nil }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        site = try Site(routes: routes, settings: settings, logger: logger)
        self.language = language
    }

    public func get(
        _ path: String, as who: Principal? = nil, headers: [(String, String)] = []
    ) async throws -> PlainAnswer {
        try await send(PlainRequest("GET", path, headers: headers), as: who)
    }

    /// Sends a form with the hidden fields of the page on which it stood.
    public func post(
        _ path: String, as who: Principal?, from page: PlainAnswer, _ fields: [String: String]
    ) async throws -> PlainAnswer {
        let hidden = ["csrf", "once"].map { ($0, page.hidden($0) ?? "") }
        return try await send(
            PlainRequest(form: fields.merging(hidden) { $1 }, to: path), as: who)
    }

    /// Any request, with the cookies of a visitor.
    public func send(_ request: PlainRequest, as who: Principal?) async throws -> PlainAnswer {
        let cookies = ["lang=\(language)"] + (who.map { ["cais=\($0.account)"] } ?? [])
        var request = request
        request.headers.append(("cookie", cookies.joined(separator: "; ")))
        return try await site.answer(request)
    }
}
