import Kernel
import Storage

/// Open places that process a service, nearest first.
struct NearestPlaces: Sendable {
    let service: String
    let origin: PlaceCode
    let limit: Int

    func run(on directory: DirectorySnapshot) -> [NearbyPlace] {
        let near = directory.municipalities.first { $0.code == origin }
        let found = PlaceSearch(need: service, near: near).run(on: directory).filter(\.processes)
        return found.prefix(limit).map { found in
            NearbyPlace(
                id: found.place.id, name: found.place.name,
                municipality: found.place.municipality.code,
                municipalityName: found.place.municipality.name, km: found.km)
        }
    }
}
