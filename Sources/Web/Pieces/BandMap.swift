/// Points that are alike on a map, told apart from the others by their size before their colour.
public struct MapBand: Sendable {
    public let label: String
    public let points: [MapCorner]

    public init(_ label: String, points: [MapCorner]) {
        self.label = label
        self.points = points
    }
}

/// Many points over outlines, band by band from the small dots to the large ones; the list beside it says which is which.
public func bandMap(
    _ bands: [MapBand], outline: [[MapCorner]], title: String, desc: String
) -> HTML {
    guard let frame = MapFrame(outline.flatMap(\.self) + bands.flatMap(\.points)) else {
        return HTML()
    }
    let dots = bands.enumerated().html { index, band -> HTML in
        // A line of no length with round ends is a dot: one path draws hundreds in few bytes.
        let path = band.points.map { "M" + frame.place($0) + "h0" }.joined()
        return "<g><title>\(band.label)</title>\(dot(index, path))</g>"
    }
    return """
        <svg class="chart map" viewBox="0 0 \(units(frame.width)) \(units(frame.height))" \
        xmlns="http://www.w3.org/2000/svg" role="img" direction="ltr" font-family="sans-serif" font-size="12">\
        <title>\(title)</title><desc>\(desc)</desc>\(frame.land(outline))\(dots)</svg>
        <ul class="bands">\(bands.enumerated().html { bandLine($0, $1) })</ul>
        """
}

private func bandLine(_ index: Int, _ band: MapBand) -> HTML {
    """
    <li><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">\
    \(dot(index, "M8 8h0"))</svg> \(band.label): \(band.points.count)</li>
    """
}

private func dot(_ index: Int, _ path: String) -> HTML {
    let look = looks[min(index, looks.count - 1)]
    return """
        <path class="band-\(min(index, looks.count - 1) + 1)" d="\(path)" fill="none" stroke="\(look.colour)" \
        stroke-width="\(look.width)" stroke-linecap="round"/>
        """
}

/// From near to far: larger and warmer.
private let looks: [(width: Int, colour: String)] = [
    (4, "#2a7f62"), (6, "#0b4f6c"), (9, "#7a5195"), (12, "#a8401f"),
]
