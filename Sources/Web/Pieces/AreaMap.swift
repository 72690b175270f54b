/// One place of a map with what is said of it.
public struct MapArea: Sendable {
    /// What the drawing and the words under the pointer call it: `Lisboa: 12.3 %`.
    public let words: String
    /// Data of an SVG path.
    public let path: String

    public init(_ words: String, path: String) {
        self.words = words
        self.path = path
    }
}

/// Places whose values are about as high, from the lowest class to the highest.
public struct MapClass: Sendable {
    public let label: String
    public let areas: [MapArea]
    /// How many places there are, those that no drawing shows among them.
    public let count: Int
    /// Opens the same map with this class outlined; nil where it is.
    public let link: String?

    public init(_ label: String, areas: [MapArea], count: Int, link: String?) {
        self.label = label
        self.areas = areas
        self.count = count
        self.link = link
    }
}

/// Areas in steps of one colour, each class numbered and counted beside them; `marked` is outlined, so that
/// nobody depends on the colour. The table with the values stands beside it.
public func areaMap(
    _ classes: [MapClass], unknown: [MapArea], width: Int, height: Int, title: String, desc: String,
    marked: Int? = nil
) -> HTML {
    let drawn = classes.enumerated().html { index, one -> HTML in
        "<g class=\"s\(index + 1)\" fill=\"\(shade(index))\">\(one.areas.html(area))</g>"
    }
    let outline: HTML? = marked.flatMap { classes.indices.contains($0) ? $0 : nil }.map { index in
        let path = classes[index].areas.map(\.path).joined()
        return
            "<path class=\"marked\" d=\"\(path)\" fill=\"none\" stroke=\"#a8401f\" stroke-width=\"3\"/>"
    }
    return """
        <svg class="chart map areas" viewBox="0 0 \(width) \(height)" xmlns="http://www.w3.org/2000/svg" \
        role="img" direction="ltr" stroke="#4b5663" stroke-width=".7" stroke-linejoin="round">\
        <title>\(title)</title><desc>\(desc)</desc>\
        <g class="s0" fill="#ffffff">\(unknown.html(area))</g>\(drawn)\(outline)</svg>
        """
}

private func area(_ one: MapArea) -> HTML {
    "<path d=\"\(one.path)\"><title>\(one.words)</title></path>"
}

/// The classes of a map in words: number, span, how many; each a link that outlines its places.
public func mapKey(_ classes: [MapClass], label: String) -> HTML {
    let lines = classes.enumerated().html { index, one -> HTML in
        let words: HTML =
            one.link.map { "<a href=\"\($0)\">\(one.label)</a>" }
            ?? "<b aria-current=\"true\">\(one.label)</b>"
        return "<li>\(shadeMark(index))\(index + 1). \(words): \(one.count)</li>"
    }
    return "<ul class=\"bands\" aria-label=\"\(label)\">\(lines)</ul>"
}

/// A small square of a class's shade, for lists and tables; the number stands with it.
public func shadeMark(_ index: Int) -> HTML {
    """
    <svg class="shade chart" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">\
    <rect class="s\(index + 1)" x=".5" y=".5" width="15" height="15" fill="\(shade(index))" stroke="#4b5663"/></svg>
    """
}

/// From pale to dark; cais.css turns them round for a dark page.
func shade(_ index: Int) -> String { shades[min(max(index, 0), shades.count - 1)] }

private let shades = ["#dcecf4", "#b0d3e4", "#78b0cb", "#33769a", "#0b4f6c"]
