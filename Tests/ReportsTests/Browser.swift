import Foundation
import Kernel
import Languages
import Logging
import TestSupport
import Web

/// The folder that holds `data/`, `policy/` and `languages/`.
let projectFolder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// The translator of a language as the house loads it.
func translator(_ code: String) throws -> Translator { try languages().translator(code) }

private func languages() throws -> LanguageSet {
    let root = URL(fileURLWithPath: projectFolder + "/languages")
    let paths =
        FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let wanted = paths.filter { $0.hasSuffix(".po") || $0.hasSuffix("locale.json") }
    return try LanguageSet.load(
        files: try wanted.map {
            ("languages/" + $0, try String(contentsOf: root.appending(path: $0), encoding: .utf8))
        })
}

/// Visits pages through the whole web floor.
struct Browser {
    private let site: Site

    init(_ routes: [Route], at now: Moment = noon) throws {
        let settings = SiteSettings(
            languages: try languages(), clock: { now }, secret: [UInt8](repeating: 7, count: 32),
            assets: try Assets(folder: projectFolder + "/web"),
            authenticate: { token, _ in
                everybody.first { $0.name == token }.map {
                    Identity(principal: $0, session: token, language: nil)
                }
            },
            frame: { page, _ in page.main })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        site = try Site(routes: routes, settings: settings, logger: logger)
    }

    func get(_ path: String, as who: String? = nil) async throws -> PlainAnswer {
        try await site.answer(PlainRequest("GET", path, headers: headers(who)))
    }

    /// Sends a form with the hidden fields of the page it stood on.
    func post(
        _ path: String, as who: String, from page: PlainAnswer, _ fields: [String: String]
    ) async throws -> PlainAnswer {
        var all = fields
        for name in ["csrf", "once"] {
            let pattern = try Regex("name=\"\(name)\" value=\"([^\"]+)\"")
            all[name] =
                page.text.firstMatch(of: pattern)?.output[1].substring.map(String.init) ?? ""
        }
        let body = all.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }.joined(
            separator: "&")
        let type = ("content-type", "application/x-www-form-urlencoded")
        return try await site.answer(
            PlainRequest("POST", path, headers: headers(who) + [type], body: Array(body.utf8)))
    }

    private func headers(_ who: String?) -> [(String, String)] {
        [("cookie", (["lang=en"] + (who.map { ["cais=\($0)"] } ?? [])).joined(separator: "; "))]
    }
}
