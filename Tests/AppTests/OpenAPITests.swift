import Formats
import Foundation
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// The file for programs says what the routes say.
struct OpenAPITests {
    private let path = projectFolder + "/docs/openapi.json"

    @Test func `the OpenAPI file in the repository is made from these routes`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let made = house.openAPI().pretty + "\n"
        if writesFiles {
            try Data(made.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        }
        let kept = try String(contentsOfFile: path, encoding: .utf8)
        #expect(kept == made, "routes changed: run `make openapi` and read what changed")
    }

    @Test func `no two doors share a name in the OpenAPI file`() async throws {
        let file = try JSON.parse([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        let operations = (file["paths"]?.objectValue ?? [:]).values.flatMap {
            ($0.objectValue ?? [:]).values
        }
        let names = operations.compactMap { $0["operationId"]?.stringValue }
        #expect(names.count == operations.count)
        #expect(Set(names).count == names.count)
        #expect(names.count > 60)
    }
}
