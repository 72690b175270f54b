public import Languages

/// A number with everything that makes it trustworthy.
public struct FigureWords: Sendable {
    public var label: String
    /// Written in the reader's way; nil when it is withheld.
    public var value: String?
    public var unit: String
    /// Which way it went, in words: "lower than in September".
    public var direction: String?
    public var period: String
    public var source: String
    /// When the source was read or counted.
    public var vintage: String
    /// Definition, query, suppression, download.
    public var link: String
    /// Why it is withheld, in words.
    public var suppressed: String?

    public init(
        label: String, value: String?, unit: String, direction: String? = nil, period: String,
        source: String, vintage: String, link: String, suppressed: String? = nil
    ) {
        self.label = label
        self.value = value
        self.unit = unit
        self.direction = direction
        self.period = period
        self.source = source
        self.vintage = vintage
        self.link = link
        self.suppressed = suppressed
    }
}

/// The card of one number; its link leads to definition, query, suppression and download.
public func figureCard(_ t: Translator, _ figure: FigureWords) -> HTML {
    let direction: HTML? = figure.direction.map { "<p>\($0)</p>" }
    return """
        <section class="card figure"><p class="name">\(figure.label)</p>
        \(figureValue(t, figure))\(direction)
        <p class="quiet small">\(figure.period)<br>\
        \(t("Source: {source}, as of {vintage}", ["source": figure.source, "vintage": figure.vintage]))</p>
        <p class="small"><a href="\(figure.link)">\(t("What this number means"))\
        <span class="visually-hidden">: \(figure.label)</span></a></p></section>
        """
}

private func figureValue(_ t: Translator, _ figure: FigureWords) -> HTML {
    guard let value = figure.value else {
        return
            "<p>\(tag(t("Not shown"), .plain)) \(figure.suppressed ?? t("No value for this period."))</p>"
    }
    return "<p class=\"value\">\(value) <small>\(figure.unit)</small></p>"
}
