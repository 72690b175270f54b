import Kernel
import Storage

/// The open places that process a service, nearest first.
struct NearestPlaces: Sendable {
    let service: String
    let origin: PlaceCode
    let limit: Int

    func run(in db: Reader) throws -> [NearbyPlace] {
        let near = try Municipality.find(origin, in: db)
        let found = try PlaceSearch(need: service, near: near).run(in: db).filter(\.processes)
        return found.prefix(limit).map { found in
            NearbyPlace(
                id: found.place.id, name: found.place.name,
                municipality: found.place.municipality.code,
                municipalityName: found.place.municipality.name, km: found.km)
        }
    }
}
