import Formats
import Kernel
import Storage

/// Which office a file that is taken over goes to: the one that its row names, or the nearest.
enum OfficeWish: Hashable, Sendable {
    case named(String)
    case nearest(_ service: String, PlaceCode)

    func find(_ neighbours: Neighbours, _ db: Reader) throws -> CaseOffice? {
        switch self {
        case .named(let slug): try neighbours.office(slug, db)
        case .nearest(let service, let place): try neighbours.nearestOffice(service, place, db)
        }
    }

    /// Why there is none.
    func fault(file: String, line: Int) -> FormatError {
        switch self {
        case .named(let slug):
            FormatError(
                file: file, line: line, field: ImportColumn.office.rawValue,
                message:
                    "no place of the directory is called '\(slug)'; write its slug, or nothing for the nearest office"
            )
        case .nearest(let service, let place):
            FormatError(
                file: file, line: line, field: ImportColumn.municipality.rawValue,
                message:
                    "no office near \(place) takes \(service); import the directory first, or name an office"
            )
        }
    }
}
