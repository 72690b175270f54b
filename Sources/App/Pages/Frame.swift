import Cases
import Kernel
import Languages
import Web

/// Puts the house around a page: its doors, languages, who is signed in, and whether data are invented.
struct Frame: Sendable {
    let languages: LanguageSet
    let assets: Assets
    let isDemo: Bool
    let doors: Doors
    /// The way out of a page that nobody should see over a shoulder.
    var leave: @Sendable (String, Translator) -> HTML? = { _, _ in nil }
    /// Whether a signal about a child can be handed over from here.
    var takesSignals = false

    func around(_ page: Page, _ exchange: Exchange) -> HTML {
        var chrome = Chrome(t: exchange.t, path: exchange.address(with: exchange.query))
        chrome.languages = languages.languages.map {
            LanguageChoice(code: $0.code, nativeName: $0.nativeName)
        }
        chrome.signedInAs = exchange.principal?.name
        chrome.nav = navigation(exchange)
        chrome.footer = footer(exchange)
        chrome.signal =
            takesSignals ? Signals.button(exchange.t, for: exchange.principal) : nil
        chrome.csrf = exchange.principal == nil ? nil : exchange.csrf
        chrome.demo = isDemo
        chrome.width = page.width == .desk ? .desk : .public
        chrome.assetVersion = assets.version
        let main: HTML = "\(leave(exchange.path, exchange.t))\(page.main)"
        return document(title: page.title, main: main, chrome: chrome)
    }

    /// What a person may open, in the order of use.
    private func navigation(_ exchange: Exchange) -> [NavItem] {
        let t = exchange.t
        let own = exchange.principal.map { doors.of($0, t) } ?? []
        let open = [
            Doors.Item(t("Find help"), "/help"), Doors.Item(t("The plan"), "/plan"),
            Doors.Item(t("Observatory"), "/observatory"),
        ]
        // Nobody's second door has the address of the first.
        var items: [Doors.Item] = []
        for door in own + open where !items.contains(where: { $0.path == door.path }) {
            items.append(door)
        }
        // A page below a door stands behind it too, and of two such doors behind the nearer one.
        let here = items.map(\.path)
            .filter { exchange.path == $0 || exchange.path.hasPrefix($0 + "/") }
            .max { $0.utf8.count < $1.utf8.count }
        return items.map { NavItem($0.label, path: $0.path, current: $0.path == here) }
    }

    private func footer(_ exchange: Exchange) -> [NavItem] {
        let t = exchange.t
        let complaint = NavItem(t("Complaint of discrimination"), path: "/complaints/new")
        let became = NavItem(t("Discrimination: what became of it"), path: "/sanctions")
        return (doors.takesComplaints ? [complaint, became] : []) + [
            NavItem(t("Figures"), path: "/figures"), NavItem(t("Reports"), path: "/reports"),
            NavItem(t("Quality of the places"), path: "/quality"),
            NavItem(t("Agreements"), path: "/agreements"),
            NavItem(t("Verify a certificate"), path: "/verify"),
            NavItem(t("About Cais"), path: "/about"),
        ]
    }
}

extension Exchange {
    /// This page's address, so that another language opens the same page.
    fileprivate func address(with query: [String: String]) -> String {
        let pairs = query.filter { $0.key != "lang" }.sorted { $0.key < $1.key }
        if pairs.isEmpty { return path }
        return path + "?"
            + pairs.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }.joined(
                separator: "&")
    }
}
