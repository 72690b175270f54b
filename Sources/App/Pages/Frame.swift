import Kernel
import Languages
import Web

/// Puts the house around a page: its doors, languages, who is signed in, and whether data are invented.
struct Frame: Sendable {
    let languages: LanguageSet
    let assets: Assets
    let isDemo: Bool
    /// Whether this host takes complaints: it was given their key.
    let takesComplaints: Bool

    func around(_ page: Page, _ exchange: Exchange) -> HTML {
        var chrome = Chrome(t: exchange.t, path: exchange.address(with: exchange.query))
        chrome.languages = languages.languages.map {
            LanguageChoice(code: $0.code, nativeName: $0.nativeName)
        }
        chrome.signedInAs = exchange.principal?.name
        chrome.nav = navigation(exchange)
        chrome.footer = footer(exchange)
        chrome.csrf = exchange.principal == nil ? nil : exchange.csrf
        chrome.demo = isDemo
        chrome.width = page.width == .desk ? .desk : .public
        chrome.assetVersion = assets.version
        return document(title: page.title, main: page.main, chrome: chrome)
    }

    /// What a person may open, in the order of use.
    private func navigation(_ exchange: Exchange) -> [NavItem] {
        let t = exchange.t
        let principal = exchange.principal
        func item(_ label: String, _ path: String) -> NavItem {
            // A page below a door stands behind it too; only the visits have a door of their own.
            let isBelow = exchange.path.hasPrefix(path + "/") && exchange.path != "/desk/day"
            return NavItem(label, path: path, current: exchange.path == path || isBelow)
        }
        var items: [NavItem] = []
        if principal?.has(.person) == true {
            items += [
                item(t("My files"), "/cases"), item(t("My visits"), "/bookings"),
                item(t("Messages"), "/messages"),
            ]
        }
        if principal?.has(.officer) == true || principal?.has(.supervisor) == true {
            items += [item(t("Desk"), "/desk")]
        }
        if principal?.has(.officer) == true { items.append(item(t("Visits today"), "/desk/day")) }
        if principal?.has(.police) == true {
            items.append(item(t("Consultations"), "/consultations"))
        }
        if principal?.has(.jurist) == true { items.append(item(t("Complaints"), "/complaints")) }
        if principal?.has(.reporter) == true { items.append(item(t("Reports"), "/reports")) }
        if principal?.has(.administrator) == true { items.append(item(t("Accounts"), "/accounts")) }
        items += [
            item(t("Find help"), "/help"), item(t("The plan"), "/plan"),
            item(t("Observatory"), "/observatory"),
        ]
        return items
    }

    private func footer(_ exchange: Exchange) -> [NavItem] {
        let t = exchange.t
        let complaint = NavItem(t("Complaint of discrimination"), path: "/complaints/new")
        return (takesComplaints ? [complaint] : []) + [
            NavItem(t("Figures"), path: "/figures"), NavItem(t("Reports"), path: "/reports"),
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
