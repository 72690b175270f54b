public import Languages

/// What a tag says besides its word.
public enum Tone: Sendable {
    case plain, now, yours, good, care, error
}

/// A status in a word, with a shape before it where the tone matters.
public func tag(_ word: String, _ tone: Tone = .plain) -> HTML {
    switch tone {
    case .plain: "<span class=\"tag\">\(word)</span>"
    case .now: "<span class=\"tag now\">\(word)</span>"
    case .yours: "<span class=\"tag yours\">\(icon(.onward))\(word)</span>"
    case .good: "<span class=\"tag good\">\(icon(.done))\(word)</span>"
    case .care: "<span class=\"tag care\">\(icon(.warning))\(word)</span>"
    case .error: "<span class=\"tag error-tag\">\(icon(.warning))\(word)</span>"
    }
}

/// The plain word with the official Portuguese one, because letters and counters use it.
public func term(_ t: Translator, _ plain: String, official: String) -> HTML {
    if t.language.code == "pt" || plain == official { return "\(official)" }
    return "<span class=\"term\">\(plain) (<bdi lang=\"pt\">\(official)</bdi>)</span>"
}

/// A name as it is in Portuguese, whatever the language around it.
public func officialName(_ name: String) -> HTML { "<bdi lang=\"pt\">\(name)</bdi>" }

/// Words of a source in which every address is a link, shown by its site and path.
public func linkedText(_ text: String) -> HTML {
    text.split(separator: " ", omittingEmptySubsequences: false).enumerated().html { index, word in
        (index == 0 ? "" : " ") + linkedWord(word)
    }
}

private func linkedWord(_ word: Substring) -> HTML {
    let opening = word.prefix { $0 == "(" }
    let rest = word.dropFirst(opening.count)
    guard rest.hasPrefix("https://") || rest.hasPrefix("http://") else { return "\(word)" }
    let closing = String(rest.reversed().prefix { ".,;:)".contains($0) }.reversed())
    let address = rest.dropLast(closing.count)
    let shown = address.drop { $0 != "/" }.dropFirst(2)
    let isLong = shown.count > shownAddressMax
    let short = isLong ? shown.prefix(shownAddressMax) + "…" : shown
    return "\(opening)<a href=\"\(address)\" rel=\"noreferrer\">\(short)</a>\(closing)"
}

/// One line of a phone.
private let shownAddressMax = 40

/// Stands wherever the source of a rule is not confirmed.
public func unverifiedMark(_ t: Translator) -> HTML {
    "<span class=\"unverified\">\(t("Source not confirmed yet"))</span>"
}

/// Stands wherever invented data shows.
public func demoRibbon(_ t: Translator) -> HTML {
    """
    <aside class="ribbon band" aria-label="\(t("Demonstration"))"><p>\(icon(.warning)) \
    \(t("Demonstration: the people and cases on this page are invented."))</p></aside>
    """
}

/// Stands at one thing that is invented, also where the house's own ribbon says so of all: the thing may travel.
public func demoNote(_ t: Translator) -> HTML {
    "<p class=\"demo-note\">\(icon(.warning)) \(t("Invented, for demonstration."))</p>"
}

/// A box that stands apart.
public func card(_ content: HTML) -> HTML { "<section class=\"card\">\(content)</section>" }

/// Cards side by side where there is room.
public func cards(_ parts: [HTML]) -> HTML { "<div class=\"cards\">\(parts)</div>" }

/// Names and what they are; `change` leads to where an answer can be changed.
public struct Fact: Sendable {
    public let name: String
    public let value: HTML
    public let change: String?

    public init(_ name: String, _ value: HTML, change: String? = nil) {
        self.name = name
        self.value = value
        self.change = change
    }
}

/// A list of facts; also the summary before sending.
public func definitionList(_ t: Translator, _ facts: [Fact]) -> HTML {
    let lines = facts.html { fact -> HTML in
        let change: HTML? = fact.change.map { path in
            """
             <a class="change" href="\(path)">\(t("Change"))<span class="visually-hidden">: \(fact.name)</span></a>
            """
        }
        return "<div><dt>\(fact.name)</dt><dd>\(fact.value)\(change)</dd></div>"
    }
    return "<dl class=\"facts\">\(lines)</dl>"
}

/// The way back up; the last one is this page.
public func breadcrumbs(_ t: Translator, _ items: [NavItem]) -> HTML {
    let lines = items.html { item -> HTML in
        item.current
            ? "<li aria-current=\"page\">\(item.label)</li>"
            : "<li><a href=\"\(item.path)\">\(item.label)</a></li>"
    }
    return "<nav class=\"breadcrumbs\" aria-label=\"\(t("You are here"))\"><ol>\(lines)</ol></nav>"
}

/// The four doors of the start page, or any few ways in.
public struct Door: Sendable {
    public let icon: Icon
    public let title: String
    public let path: String
    public let words: String
    /// Another way in behind the same door.
    public let more: NavItem?

    public init(
        _ icon: Icon, _ title: String, path: String, words: String, more: NavItem? = nil
    ) {
        self.icon = icon
        self.title = title
        self.path = path
        self.words = words
        self.more = more
    }
}

public func fourDoors(_ doors: [Door]) -> HTML {
    let lines = doors.html { door -> HTML in
        let more: HTML? = door.more.map { "<p><a href=\"\($0.path)\">\($0.label)</a></p>" }
        return """
            <li>\(icon(door.icon))<div><h2><a href="\(door.path)">\(door.title)</a></h2><p>\(door.words)</p>\(more)</div></li>
            """
    }
    return "<ul class=\"doors\">\(lines)</ul>"
}
