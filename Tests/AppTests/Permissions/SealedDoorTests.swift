import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// The doors of the sealed rooms' own hosts: a table says whose each is, for those who watch over them to read.
struct SealedDoorTests {
    @Test func `every door of a sealed host is whose the table says`() async throws {
        let installed = try await DemoStore.shared.copy()
        var found: [String] = []
        for compartment in [Compartment.equality, .help, .protection] {
            let compartments = try await Compartments.open(
                installed.options, only: [compartment], schema: SealedHouse.schema)
            defer { compartments.close() }
            let house = try SealedHouse(installed.options, compartments, behindProxy: false)
            found += house.routes.map { route in
                "\(compartment.name),\(route.method.rawValue),\(route.path),\(route.may.description)"
            }
        }
        found.sort()
        if writesFiles { try SealedDoors.write(found) }
        let wanted = try SealedDoors.read()
        #expect(
            found.filter { !wanted.contains($0) } == [], "doors that the table does not know so")
        #expect(
            wanted.filter { !found.contains($0) } == [], "doors of the table that are not there")
        #expect(Set(found).count == found.count && found.count > 100)
    }
}

/// docs/permissions-sealed.csv
private enum SealedDoors {
    static let path = projectFolder + "/docs/permissions-sealed.csv"
    static let head = "compartment,method,path,may"

    static func read() throws -> [String] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return lines.dropFirst().map(String.init)
    }

    static func write(_ lines: [String]) throws {
        let text = ([head] + lines).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
