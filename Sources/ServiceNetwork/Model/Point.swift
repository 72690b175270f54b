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

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

/// The mean radius of the Earth (IUGG), in kilometres.
private let earthRadius = 6_371.0088
