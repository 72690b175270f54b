import Kernel
import Languages
import Storage
import Web

/// Signing in through a provider of identities: away, and back.
struct ProviderPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get(
                "/sign-in/provider", may: .everyone, "Leave for the provider to sign in there",
                leave),
            .get(
                "/sign-in/provider/return", may: .everyone, "Come back from the provider", comeBack),
        ]
    }

    private var redirect: String { people.address + "/sign-in/provider/return" }

    @Sendable private func leave(_ exchange: Exchange) async throws -> Reply {
        guard let provider = people.provider else { throw Refused.notFound }
        let key = "provider " + RateLimiter.key(of: exchange.address)
        if people.limiter.take(key, at: exchange.now) != .go {
            throw tooManyAttempts
        }
        let login = OIDCLogin.new(next: localPath(exchange.query["next"]))
        do {
            let address = try await provider.address(
                for: login, redirect: redirect, language: exchange.t.language.code, at: exchange.now
            )
            try await people.database.write { db in try login.remember(at: exchange.now, in: db) }
            return .seeOther(address)
                .setting(
                    Cookie(
                        people.providerCookie, login.state, secondsMax: 600, secure: people.secure))
        } catch let refusal as OIDCRefusal {
            return page(refusal, exchange)
        }
    }

    @Sendable private func comeBack(_ exchange: Exchange) async throws -> Reply {
        guard let provider = people.provider else { throw Refused.notFound }
        let forgotten = Cookie(people.providerCookie, "", secondsMax: 0, secure: people.secure)
        do {
            let login = try await takeLogin(exchange)
            guard let code = exchange.query["code"], exchange.query["error"] == nil else {
                throw OIDCRefusal.declined
            }
            // RFC 9207: where the provider names itself, it must be the one we left for.
            if let issuer = exchange.query["iss"], issuer != provider.settings.issuer {
                throw OIDCRefusal.wrongIssuer
            }
            let claims = try await provider.claims(
                code: code, login: login, redirect: redirect, at: exchange.now)
            return try await enter(claims, login, exchange).setting(forgotten)
        } catch let refusal as OIDCRefusal {
            return page(refusal, exchange).setting(forgotten)
        }
    }

    /// The state must be the one this browser left with, and it counts once.
    private func takeLogin(_ exchange: Exchange) async throws -> OIDCLogin {
        guard let state = exchange.query["state"],
            let kept = exchange.cookies[people.providerCookie],
            isEqual(state, kept)
        else { throw OIDCRefusal.unknownState }
        let now = exchange.now
        let login = try await people.database.write { db in
            try OIDCLogin.take(state, at: now, in: db)
        }
        guard let login else { throw OIDCRefusal.unknownState }
        return login
    }

    private func enter(
        _ claims: IDTokenClaims, _ login: OIDCLogin, _ exchange: Exchange
    ) async throws -> Reply {
        let token = randomToken()
        let name = [claims.name, claims.preferred_username].compactMap { $0 }.first { !$0.isEmpty }
        let action = SignInWithProvider(
            issuer: claims.iss, subject: claims.sub, name: String((name ?? claims.sub).prefix(200)),
            language: exchange.t.language.code, token: token,
            former: exchange.cookies[people.cookieName],
            device: deviceWords(exchange))
        let outcome = try await people.database.write { db in
            try action.perform(at: exchange.now, in: db)
        }
        return people.entered(outcome, token: token, next: login.next)
    }

    private func page(_ refusal: OIDCRefusal, _ exchange: Exchange) -> Reply {
        let t = exchange.t
        return .page(
            t("Sign-in did not work"), status: 422,
            """
            <h1>\(t("Sign-in did not work"))</h1><p class="lead">\(words(refusal, t))</p>
            <p>\(t("You are not signed in, and nothing was changed."))</p>
            \(actions(buttonLink(t("Try again"), to: "/sign-in")))
            <p class="quiet">\(t("If you ask for help, quote this:")) <code>\(refusal.rawValue)</code></p>
            """)
    }

    private func words(_ refusal: OIDCRefusal, _ t: Translator) -> String {
        switch refusal {
        case .unreachable: t("The sign-in service cannot be reached right now.")
        case .unknownState: t("This sign-in took too long, or was begun in another browser.")
        case .declined: t("The sign-in service did not let you in, or you stopped.")
        case .expired: t("The answer of the sign-in service is too old.")
        case .malformed, .algorithm, .unknownKey, .signature, .wrongIssuer, .wrongAudience,
            .wrongNonce:
            t("The answer of the sign-in service cannot be trusted, so we did not take it.")
        }
    }
}

let tooManyAttempts = Refused(.tooMany, "Too many attempts. Wait a minute, then try again.")
