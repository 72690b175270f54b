import Foundation
import Kernel
import Storage
import TestSupport
import Web

@testable import Figures

/// A number that a test sets, asked for like any other.
func figure(
    _ key: String, _ measured: Measured, _ protection: Figure.Protection = .standard
) -> Figure {
    Figure(
        FigureKey(key), title: { _ in "Title of \(key)" }, definition: { _ in "Definition" },
        unit: { _ in "files" },
        source: { _ in "Source" }, direction: .down, protection: protection, query: "SELECT 1",
        measure: { _, _ in measured })
}

/// Reads its number from the store, so that it can change.
func counter(_ key: String) -> Figure {
    Figure(
        FigureKey(key), title: { _ in key }, definition: { _ in "" }, unit: { _ in "" },
        source: { _ in "" },
        direction: .neither, query: "SELECT COUNT(*) FROM answered",
        measure: { db, _ in .count(try db.count("SELECT COUNT(*) FROM answered")) })
}

func register(_ engine: Engine, _ figures: [Figure]) async throws -> (Figures, Database) {
    let database = try await TestDatabase.make(engine, migrations: storageSchema + Figures.schema)
    return (try Figures(database: database, zone: try zone(), figures: figures), database)
}

private func zone() throws -> Zone {
    let data = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Lisbon"))
    guard let zone = Zone(tzif: [UInt8](data)) else { throw StorageError.closed }
    return zone
}

/// The roles that see the number now, each for another purpose than its own.
let misplaced: [Principal?] = [Role.analyst, .officer, .supervisor].map { role in
    let duty = Duty(role: role, organisation: agency, location: lisbonCentre, purpose: .help)
    return Principal(account: AccountID(61), person: nil, name: "Nuno", duties: [duty])
}

/// Visits the pages of a register.
func visit(
    _ figures: Figures, _ path: String, _ headers: [(String, String)] = [],
    as reader: Principal? = nil
) async throws -> PlainAnswer {
    try await RoomBrowser(figures.routes).get(path, as: reader, headers: headers)
}
