import Kernel
import Storage
import Web

extension People {
    /// Holds a right password until the code comes.
    var stepCookie: String { cookieName + "-step" }
    /// Ties the way back from a provider to the browser that left for it.
    var providerCookie: String { cookieName + "-provider" }
    /// Says that a login was opened from this browser before; opens nothing.
    var knownCookie: String { cookieName + "-known" }

    /// The answer to a right password or a provider's word: in, or on to the code.
    func entered(_ outcome: SignInOutcome, token: String, next: String) -> Reply {
        if outcome == .needsCode {
            let seconds = Int(SessionRule.codeSecondsMax)
            return .seeOther("/sign-in/code?next=" + percentEncoded(next))
                .setting(Cookie(stepCookie, token, secondsMax: seconds, secure: secure))
        }
        let reply = Reply.seeOther(next).setting(
            Cookie(cookieName, token, secondsMax: nil, secure: secure))
        guard case .signedIn(let browser?) = outcome else { return reply }
        return reply.setting(
            Cookie(
                knownCookie, browser.cookie(database.keys), secondsMax: KnownBrowser.secondsMax,
                secure: secure))
    }
}

/// Sends whoever signed in to the first door of their duties; App knows which that is.
let firstDoor = "/door"

/// A path of ours to go on to; where none was asked for, or it could lead elsewhere, the
/// first door of whoever signed in.
func localPath(_ typed: String?) -> String {
    guard let typed, typed.hasPrefix("/"), !typed.hasPrefix("//"), typed.utf8.count <= 500,
        typed.unicodeScalars.allSatisfy({
            $0.isASCII && $0.value > 32 && $0.value < 127 && $0 != "\\"
        })
    else { return firstDoor }
    return typed
}

/// What a person recognises a device by; nothing else of the browser's text is kept.
func deviceWords(_ exchange: Exchange) -> String {
    let agent = exchange.headers["user-agent"] ?? ""
    let browsers = [
        ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS", "Mac"), ("Linux", "Linux"),
    ]
    let found = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
    return found.isEmpty ? "–" : found.joined(separator: ", ")
}
