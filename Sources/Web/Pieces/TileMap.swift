/// A country as one square of a grid, about where it lies.
public struct MapTile: Sendable {
    public let row: Int
    public let column: Int
    /// Two letters.
    public let code: String
    /// `Portugal: 1 044 606`.
    public let words: String
    /// From 0; nil where there is no value.
    public let level: Int?
    public let isMarked: Bool

    public init(
        row: Int, column: Int, code: String, words: String, level: Int?, isMarked: Bool = false
    ) {
        (self.row, self.column, self.code) = (row, column, code)
        (self.words, self.level, self.isMarked) = (words, level, isMarked)
    }
}

/// Countries as squares of one size with their letters and the number of their class: no border is drawn, and a
/// large country does not shout. The table with the values stands beside it.
public func tileMap(_ tiles: [MapTile], title: String, desc: String) -> HTML {
    let width = ((tiles.map(\.column).max() ?? 0) + 1) * tileSize
    let height = ((tiles.map(\.row).max() ?? 0) + 1) * tileSize
    return """
        <svg class="chart tiles" viewBox="0 0 \(width) \(height)" xmlns="http://www.w3.org/2000/svg" role="img" \
        direction="ltr" font-family="sans-serif" font-size="17" text-anchor="middle">\
        <title>\(title)</title><desc>\(desc)</desc>\(tiles.html(tile))</svg>
        """
}

private func tile(_ one: MapTile) -> HTML {
    let (x, y) = (one.column * tileSize, one.row * tileSize)
    let name = one.level.map { "s\($0 + 1)" } ?? "s0"
    // The two darkest shades carry letters of the page's colour.
    let isDark = (one.level ?? 0) >= 3
    return """
        <g><title>\(one.words)</title><rect class="\(name)\(if: one.isMarked, " marked")" x="\(x + 1)" y="\(y + 1)" \
        width="\(tileSize - 2)" height="\(tileSize - 2)" rx="3" fill="\(one.level.map(shade) ?? "#ffffff")" \
        stroke="#4b5663" stroke-width="\(one.isMarked ? 3 : 1)"/>\
        <text class="\(isDark ? "on-dark" : "on-pale")" x="\(x + tileSize / 2)" y="\(y + 20)" \
        fill="\(isDark ? "#ffffff" : "#1d2733")">\(one.code)<tspan x="\(x + tileSize / 2)" dy="15" \
        font-size="12">\(one.level.map { String($0 + 1) } ?? "–")</tspan></text></g>
        """
}

private let tileSize = 42
