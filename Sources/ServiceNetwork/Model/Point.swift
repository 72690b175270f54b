import Foundation

/// A point on the globe, in degrees.
struct Point: Hashable, Sendable {
    let lat: Double
    let lon: Double

    /// Kilometres along the great circle (haversine), as the crow flies.
    func kilometres(to other: Point) -> Double {
        let halfLat = radians(other.lat - lat) / 2
        let halfLon = radians(other.lon - lon) / 2
        let across = cos(radians(lat)) * cos(radians(other.lat)) * pow(sin(halfLon), 2)
        let chord = pow(sin(halfLat), 2) + across
        return 2 * earthRadius * asin(min(1, chord.squareRoot()))
    }
}

extension Point {
    /// Reads `38.71,-9.14`, as a device that was asked gives it; nil where that is no point.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let lat = parts[0], let lon = parts[1],
            (-90...90).contains(lat), (-180...180).contains(lon)
        else { return nil }
        self.init(lat: lat, lon: lon)
    }

    /// As it stands in an address, to about a kilometre: nobody needs to know the house.
    var text: String { "\(hundredths(lat)),\(hundredths(lon))" }
}

private func hundredths(_ degrees: Double) -> Double { (degrees * 100).rounded() / 100 }

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

/// The mean radius of the Earth (IUGG), in kilometres.
private let earthRadius = 6_371.0088
