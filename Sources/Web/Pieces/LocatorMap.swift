/// A place on the Earth, in degrees.
public struct MapCorner: Sendable, Equatable {
    public let lat: Double
    public let lon: Double

    public init(lat: Double, lon: Double) {
        self.lat = lat
        self.lon = lon
    }
}

/// A numbered place of a map; the same number stands in the list beside it.
public struct MapPoint: Sendable {
    public let at: MapCorner
    public let label: String

    public init(_ label: String, lat: Double, lon: Double) {
        self.label = label
        at = MapCorner(lat: lat, lon: lon)
    }
}

/// Where places are, over outlines that are handed in; its list or table stands beside it.
public func locatorMap(
    points: [MapPoint], outline: [[MapCorner]], title: String, desc: String, isSmall: Bool = false
) -> HTML {
    guard let frame = MapFrame(outline.flatMap(\.self) + points.map(\.at)) else { return HTML() }
    let pins = frame.pins(points).html { frame.draw($0, isNumbered: !isSmall) }
    return """
        <svg class="chart map\(if: isSmall, " small")" viewBox="0 0 \(units(frame.width)) \(units(frame.height))" \
        xmlns="http://www.w3.org/2000/svg" role="img" direction="ltr" font-family="sans-serif" font-size="12">\
        <title>\(title)</title><desc>\(desc)</desc>\
        \(frame.land(outline))\(pins)</svg>
        """
}

/// One mark on the map, for one place or for several that stand together.
private struct MapPin {
    let at: MapCorner
    var numbers: [Int]
    var names: [String]

    /// Those that follow each other as from and to, so that a pin of many stays small.
    var words: String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }
}

/// A plain projection: degrees of longitude shrink with the cosine of the middle latitude.
struct MapFrame {
    static let height = 480.0
    static let margin = 16.0
    static let pinHeight = 20.0
    static let digitWidth = 6.0

    let west: Double
    let north: Double
    let scale: Double
    let shrink: Double
    let width: Double
    var height: Double { MapFrame.height }

    init?(_ corners: [MapCorner]) {
        guard let south = corners.map(\.lat).min(), let north = corners.map(\.lat).max(),
            let west = corners.map(\.lon).min(), let east = corners.map(\.lon).max()
        else { return nil }
        self.west = west
        self.north = north
        shrink = cosine(ofDegrees: (south + north) / 2)
        scale = (MapFrame.height - 2 * MapFrame.margin) / max(north - south, 0.01)
        width = (east - west) * shrink * scale + 2 * MapFrame.margin
    }

    func land(_ outline: [[MapCorner]]) -> HTML {
        let path = outline.map { "M" + $0.map(place).joined(separator: "L") + "Z" }.joined()
        return """
            <path class="land" d="\(path)" fill="#d8d3c7" stroke="#4b5663" stroke-width="1" stroke-linejoin="round"/>
            """
    }

    func place(_ corner: MapCorner) -> String { units(x(corner)) + " " + units(y(corner)) }

    /// Places too close to be told apart share one pin that bears all their numbers.
    fileprivate func pins(_ points: [MapPoint]) -> [MapPin] {
        var pins: [MapPin] = []
        for (index, point) in points.enumerated() {
            let name = "\(index + 1): \(point.label)"
            if let near = pins.firstIndex(where: { isClose($0.at, point.at) }) {
                pins[near].numbers.append(index + 1)
                pins[near].names.append(name)
            } else {
                pins.append(MapPin(at: point.at, numbers: [index + 1], names: [name]))
            }
        }
        return pins
    }

    /// A small map says where and not which: its pins bear no numbers, and are round.
    fileprivate func draw(_ pin: MapPin, isNumbered: Bool) -> HTML {
        let text = isNumbered ? pin.words : ""
        let width = MapFrame.pinHeight + Double(max(1, text.count) - 1) * MapFrame.digitWidth
        return """
            <g><title>\(pin.names.joined(separator: ", "))</title>\
            <rect class="pin" x="\(units(x(pin.at) - width / 2))" y="\(units(y(pin.at) - MapFrame.pinHeight / 2))" \
            width="\(units(width))" height="\(units(MapFrame.pinHeight))" rx="\(units(MapFrame.pinHeight / 2))" \
            fill="#0b4f6c" stroke="#ffffff" stroke-width="1.5"/><text class="pin-text" x="\(units(x(pin.at)))" \
            y="\(units(y(pin.at) + 4))" text-anchor="middle" font-weight="600" fill="#ffffff">\(text)</text></g>
            """
    }

    /// Nearer than half a pin the numbers would hide each other.
    private func isClose(_ one: MapCorner, _ other: MapCorner) -> Bool {
        let (across, down) = (x(one) - x(other), y(one) - y(other))
        return (across * across + down * down).squareRoot() < MapFrame.pinHeight / 2
    }

    private func x(_ corner: MapCorner) -> Double {
        (corner.lon - west) * shrink * scale + MapFrame.margin
    }

    private func y(_ corner: MapCorner) -> Double { (north - corner.lat) * scale + MapFrame.margin }
}

/// Three terms of the series: right to a thousandth between 70° south and 70° north.
private func cosine(ofDegrees degrees: Double) -> Double {
    let x = degrees * Double.pi / 180
    let square = x * x
    return 1 - square / 2 + square * square / 24 - square * square * square / 720
}
