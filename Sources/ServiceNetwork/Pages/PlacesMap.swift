import Formats
import Kernel
import Languages
public import Web

/// Where places are, numbered in their order; nothing where there is no outline or none of them is on it.
func placesMap(
    _ t: Translator, _ places: [Place], _ outline: [[MapCorner]], isSmall: Bool = false
) -> HTML {
    let points = places.filter(\.isOnMap).compactMap { place in
        place.point.map { MapPoint(place.name, lat: $0.lat, lon: $0.lon) }
    }
    if outline.isEmpty || points.isEmpty { return HTML() }
    return locatorMap(
        points: points, outline: outline, title: t("Where the places are"),
        desc: t(
            "Outline of the districts of mainland Portugal; each number stands for a place of the list."
        ), isSmall: isSmall)
}

extension Place {
    /// The outline is the mainland's: a pin in the Atlantic would draw the land too small to read.
    var isOnMap: Bool { point.map { $0.lon > -10 } ?? false }
}

extension ServiceNetwork {
    /// Reads the outline of the districts from GeoJSON polygons.
    public static func outline(geoJSON bytes: [UInt8], file: String) throws -> [[MapCorner]] {
        let root = try JSON.parse(bytes, file: file)
        let features = root["features"]?.arrayValue ?? []
        let rings = features.flatMap { $0["geometry"]?["coordinates"]?.arrayValue ?? [] }.flatMap {
            $0.arrayValue ?? []
        }
        return rings.map { ring in (ring.arrayValue ?? []).compactMap(corner) }.filter {
            !$0.isEmpty
        }
    }

    private static func corner(_ pair: JSON) -> MapCorner? {
        guard let lon = pair[0]?.doubleValue, let lat = pair[1]?.doubleValue else { return nil }
        return MapCorner(lat: lat, lon: lon)
    }
}
