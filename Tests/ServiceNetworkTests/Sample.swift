import Foundation
import Kernel
import Storage
import TestSupport

@testable import ServiceNetwork

/// The reference data of the project itself.
let referenceData = projectFolder + "/data"

let schema = storageSchema + ServiceNetwork.schema

/// A network with the project's own places.
func network(_ engine: Engine) async throws -> ServiceNetwork {
    let network = ServiceNetwork(database: try await TestDatabase.make(engine, migrations: schema))
    try await network.importDirectory(referenceData, by: .house, at: noon)
    return network
}

/// A network without a row, and files to try on it.
func emptyNetwork(_ engine: Engine) async throws -> ServiceNetwork {
    ServiceNetwork(database: try await TestDatabase.make(engine, migrations: schema))
}

func code(_ text: String) throws -> PlaceCode {
    guard let code = PlaceCode(text) else { throw Refused.notFound }
    return code
}

/// A folder with the municipalities of the project and places of one's own.
func folder(places rows: [String]) throws -> String {
    let path = try TestFolder.make()
    let municipalities = referenceData + "/geography/municipalities.csv"
    try FileManager.default.copyItem(atPath: municipalities, toPath: path + "/municipalities.csv")
    let header =
        "slug,kind,name,municipality,address,status,closed_on,informs,processes,itinerant,phone,email,note,source"
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    try text.write(toFile: path + "/places.csv", atomically: true, encoding: .utf8)
    return path
}

/// Everything that an import writes, for telling whether a second one changed anything.
func contents(of network: ServiceNetwork) async throws -> [String] {
    try await network.database.read { db in
        let tables: [SQL] = [
            "SELECT * FROM municipality ORDER BY code", "SELECT * FROM location ORDER BY id",
            "SELECT * FROM service_at_location ORDER BY location, service",
            "SELECT * FROM network_size ORDER BY kind",
            "SELECT * FROM contact_line ORDER BY key", "SELECT * FROM organisation ORDER BY id",
        ]
        return try tables.flatMap { try db.all($0).map { "\($0.values)" } }
    }
}
