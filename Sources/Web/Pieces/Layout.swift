import Languages

/// A whole page: the words of `main` with everything that stands around them.
public func document(title: String, main: HTML, chrome: Chrome) -> HTML {
    let language = chrome.t.language
    return """
        <!doctype html>
        <html lang="\(language.code)" dir="\(language.direction.rawValue)">
        \(head(title, chrome))
        <body class="\(chrome.width.rawValue)">
        <a class="skip" href="#main">\(chrome.t("Skip to the content"))</a>
        \(header(chrome))
        \(chrome.demo ? demoRibbon(chrome.t) : HTML())
        \(chrome.t.catalogue.hasUnreviewed ? translationNote(chrome) : HTML())
        <main id="main" tabindex="-1">
        \(chrome.notice.map(notice))
        \(main)
        </main>
        \(footer(chrome))
        </body>
        </html>

        """
}

private func head(_ title: String, _ chrome: Chrome) -> HTML {
    let version = chrome.assetVersion
    return """
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · Cais</title>
        <link rel="stylesheet" href="\(WebPath.assets)/css/tokens.css?v=\(version)">
        <link rel="stylesheet" href="\(WebPath.assets)/css/cais.css?v=\(version)">
        <link rel="icon" href="\(WebPath.assets)/icons/favicon.svg?v=\(version)" type="image/svg+xml">
        <script src="\(WebPath.assets)/js/cais.js?v=\(version)" defer></script>
        </head>
        """
}

private func header(_ chrome: Chrome) -> HTML {
    """
    <header class="band"><div class="masthead">
    <a class="home" href="/">\(mark())Cais</a>
    \(navigation(chrome.nav, label: chrome.t("Main")))
    <div class="aside">\(chrome.signal.map(signalButton))\(languageChooser(chrome))\(account(chrome))</div>
    </div></header>
    """
}

private func signalButton(_ item: NavItem) -> HTML {
    "<a class=\"button secondary\" href=\"\(item.path)\" data-replace>\(item.label)</a>"
}

/// The mark of Cais: a bollard on the quay above a line of water.
public func mark() -> HTML {
    """
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" fill="currentColor">\
    <path d="M9 4h10a3 3 0 0 1 0 6h-1v7h6a1 1 0 0 1 1 1v3H0v-4h10v-7H9a3 3 0 0 1 0-6z"/>\
    <path d="M1 27q4-4 8 0t8 0 8 0 6-2" fill="none" stroke="currentColor" stroke-width="3" \
    stroke-linecap="round"/></svg>
    """
}

private func navigation(_ items: [NavItem], label: String) -> HTML {
    if items.isEmpty { return HTML() }
    return "<nav aria-label=\"\(label)\"><ul>\(items.html(navigationLink))</ul></nav>"
}

private func navigationLink(_ item: NavItem) -> HTML {
    "<li><a href=\"\(item.path)\"\(if: item.current, " aria-current=\"page\"")>\(item.label)</a></li>"
}

/// Each language in its own name; the page stays the same.
private func languageChooser(_ chrome: Chrome) -> HTML {
    if chrome.languages.count < 2 { return HTML() }
    let links = chrome.languages.html { languageLink($0, chrome) }
    let own = chrome.languages.first { $0.code == chrome.t.language.code }
    if chrome.languages.count <= 3 {
        return "<nav aria-label=\"\(chrome.t("Language"))\"><ul>\(links)</ul></nav>"
    }
    return """
        <nav aria-label="\(chrome.t("Language"))"><details class="languages">\
        <summary>\(own?.nativeName ?? chrome.t("Language"))</summary><ul>\(links)</ul></details></nav>
        """
}

private func languageLink(_ choice: LanguageChoice, _ chrome: Chrome) -> HTML {
    let current = choice.code == chrome.t.language.code
    let address = Address(chrome.path).setting("lang", to: choice.code)
    return """
        <li><a href="\(address.text)" lang="\(choice.code)" hreflang="\(choice.code)" rel="alternate"\
        \(if: current, " aria-current=\"true\"")>\(choice.nativeName)</a></li>
        """
}

/// Stands while nobody who speaks the language has read all of it: which text counts, and the way there.
private func translationNote(_ chrome: Chrome) -> HTML {
    let address = Address(chrome.path).setting("lang", to: "pt")
    return """
        <aside class="ribbon band" aria-label="\(chrome.t("Translation"))"><p>\(icon(.warning)) \
        <span>\(chrome.t("Nobody has reviewed this translation yet. Only the Portuguese text has legal effect."))</span> \
        <a href="\(address.text)" lang="pt" hreflang="pt">Português</a></p></aside>
        """
}

private func account(_ chrome: Chrome) -> HTML {
    guard let name = chrome.signedInAs else {
        return "<ul><li><a href=\"\(WebPath.signIn)\">\(chrome.t("Sign in"))</a></li></ul>"
    }
    return """
        <form method="post" action="\(WebPath.signOut)"><a href="\(WebPath.account)"><bdi>\(name)</bdi></a>\(csrfField(chrome.csrf))\
        <button class="button plain-link">\(chrome.t("Sign out"))</button></form>
        """
}

private func notice(_ text: String) -> HTML {
    "<div class=\"notice\" role=\"status\"><p>\(icon(.done)) \(text)</p></div>"
}

private func footer(_ chrome: Chrome) -> HTML {
    let links = chrome.footer.isEmpty ? HTML() : "<ul>\(chrome.footer.html(navigationLink))</ul>"
    return """
        <footer class="band"><div class="water"></div><div class="foot">\(links)
        <p class="quiet">\(chrome.t("In danger now? Call 112. The call is free."))</p></div></footer>
        """
}
