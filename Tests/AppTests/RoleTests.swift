import Kernel
import Logging
import People
import Storage
import TestSupport
import Testing

@testable import App

/// A wall between compartments that the store keeps too, not the program alone.
struct RoleTests {
    @Test(arguments: Engine.underTest)
    func `a sealed compartment is not served to the role of the general one beside real people`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.on(engine).copy()
        let house = try await House.open(installed.options)
        #expect(try await house.people.hasRealAccounts())
        if engine == .sqlite {
            try await house.refuseSharedRole()
            house.compartments.close()
            return
        }
        await #expect(throws: Trouble.self) { try await house.refuseSharedRole() }
        // A host without their keys serves the general one, and so does one where all are invented.
        let alone = try await DemoStore.on(engine).copy(
            without: [.help, .equality, .protection])
        for (options, invents) in [(alone.options, false), (installed.options, true)] {
            let house = try await House.open(options)
            defer { house.compartments.close() }
            if invents {
                try await house.database.write { db in
                    try db.run("UPDATE account SET demo = 1")
                }
            }
            try await house.refuseSharedRole()
        }
    }

    @Test func `a compartment may have a database of its own`() throws {
        let options = try Options(
            data: "var", database: "postgresql://cais@localhost/cais", home: projectFolder,
            environment: ["CAIS_DATABASE_EQUALITY": "postgresql://cicdr@localhost/cicdr"])
        func url(_ compartment: Compartment) -> String? {
            guard case .postgres(let url) = options.location(of: compartment) else { return nil }
            return url
        }
        #expect(url(.general) == "postgresql://cais@localhost/cais")
        #expect(url(.help) == "postgresql://cais@localhost/cais")
        #expect(url(.equality) == "postgresql://cicdr@localhost/cicdr")
    }
}
