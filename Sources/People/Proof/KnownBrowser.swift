import Foundation
import Storage

/// A browser from which a login was opened before. Its wrong attempts are counted apart from those of
/// strangers, so that somebody who guesses from elsewhere cannot lock the owner out.
///
/// The browser keeps a name of its own and a proof that only this house can make; the store keeps nothing. The
/// proof opens nothing and does not end with a password; a browser is known for the login that was opened last.
/// (OWASP, "Slow down online guessing attacks with device cookies".)
struct KnownBrowser: Sendable, Equatable {
    /// Half a year: whoever comes back for a renewal is still known.
    static let secondsMax = 180 * 86_400

    private let name: String
    private let login: Login

    /// A browser that has just opened a login.
    init(opened login: Login, name: String = randomToken()) {
        self.name = name
        self.login = login
    }

    /// Nil for a cookie that this house did not write, or wrote for another login.
    init?(_ cookie: String?, of login: Login, keys: Keys) {
        guard let parts = cookie?.split(separator: ".", omittingEmptySubsequences: false),
            parts.count == 2
        else { return nil }
        self.init(opened: login, name: String(parts[0]))
        guard isEqual(String(parts[1]), proof(keys)) else { return nil }
    }

    func cookie(_ keys: Keys) -> String { name + "." + proof(keys) }

    /// What its wrong attempts are counted by.
    var count: String { login.text + " " + name }

    private func proof(_ keys: Keys) -> String {
        base64URL(Data(keys.lookup(count, use: "known browser")))
    }
}
