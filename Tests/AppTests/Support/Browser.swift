import Foundation
import Kernel
import Logging
import Storage
import Synchronization
import TestSupport
import Web

@testable import App

/// A browser without a screen: keeps cookies and fills in the hidden fields of forms.
final class Browser: Sendable {
    let site: Site
    private let jar = Mutex<[String: String]>([:])

    init(_ site: Site) {
        self.site = site
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    func get(_ path: String, _ headers: [(String, String)] = []) async throws -> PlainAnswer {
        try await send(PlainRequest("GET", path, headers: headers))
    }

    /// Sends a form with the guard of a page, and a new once key unless it is given.
    func post(
        _ path: String, _ fields: [String: String] = [:], csrf: String,
        headers: [(String, String)] = []
    ) async throws -> PlainAnswer {
        let given = ["once": "once-\(UInt64.random(in: .min ... .max))"]
        let all = given.merging(fields) { $1 }.merging(["csrf": csrf]) { $1 }
        return try await send(PlainRequest(form: all, to: path, headers: headers))
    }

    /// The guard of this browser's forms, from the sign-in page or the sign-out button of the frame.
    func csrf() async throws -> String {
        let page = try await get("/sign-in")
        if let found = page.hidden("csrf") { return found }
        return try await get("/account").hidden("csrf") ?? ""
    }

    @discardableResult
    func signIn(_ login: String, _ password: String = "cais-demo-2026") async throws -> PlainAnswer
    {
        try await post("/sign-in", ["login": login, "password": password], csrf: try await csrf())
    }

    func send(_ request: PlainRequest) async throws -> PlainAnswer {
        var request = request
        let pairs = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !pairs.isEmpty { request.headers.append(("cookie", pairs.joined(separator: "; "))) }
        let answer = try await site.answer(request)
        for (name, value) in answer.headers where name == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            let text = pair.count == 2 ? String(pair[1]) : ""
            let isGone = value.contains("Max-Age=0")
            jar.withLock { $0[String(pair[0])] = isGone ? nil : text }
        }
        return answer
    }
}

extension PlainAnswer {
    /// The first text that stands between two others.
    func between(_ before: String, _ after: String) -> String? {
        guard let start = text.range(of: before) else { return nil }
        return text[start.upperBound...].range(of: after).map { end in
            String(text[start.upperBound..<end.lowerBound])
        }
    }
}

/// A log that says nothing.
var quiet: Logger {
    var logger = Logger(label: "tests")
    logger.logLevel = .critical
    return logger
}

extension House {
    /// The whole site of this house, without a limit on requests.
    func site(behindProxy: Bool = false, log: Logger = quiet) async throws -> Site {
        try Site(
            routes: routes, settings: try await siteSettings(behindProxy: behindProxy, rate: 0),
            logger: log)
    }
}

extension SealedHouse {
    func site(log: Logger = quiet) async throws -> Site {
        try Site(routes: routes, settings: try await siteSettings(rate: 0), logger: log)
    }
}
