import Cases
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import App

/// `cais demo --scale national`, a small part of it: on a whole installation with its directory and its offices.
struct NationTests {
    @Test(arguments: Engine.underTest)
    func `an empty store gets the demo and a nation, sound and equal to its journal`(
        engine: Engine
    ) async throws {
        let options = try await emptyInstallation(engine)
        let answer = try await demo(options, scale: .national, cases: 210)
        #expect(answer.text.contains("210 invented files of a nation, 150 closed and 60 pending"))
        #expect(try await verify(options, against: nil, export: nil).isGood)
        #expect(try await rebuildCases(options).isGood)
        let sample = try await rebuildCases(options, sample: 20)
        #expect(sample.isGood && sample.text.hasPrefix("20 cases drawn at random"))
        let house = try await House.open(options)
        defer { house.compartments.close() }
        let (files, offices) = try await house.database.read { db in
            (
                try db.count("SELECT COUNT(*) FROM kase WHERE demo = 1"),
                try db.count("SELECT COUNT(DISTINCT office) FROM kase")
            )
        }
        #expect(files == 302 && offices > 5, "\(files) at \(offices)")
        // A sample that is large enough meets what was changed, as the whole does.
        try await house.database.write { db in
            _ = try db.run("UPDATE kase SET state = 'decided' WHERE decided_at IS NULL")
        }
        #expect(try await !rebuildCases(options, sample: 100).isGood)
        // A second one is refused, and changes nothing.
        await #expect(throws: Trouble.self) {
            _ = try await demo(options, scale: .national, cases: 7)
        }
    }

    private func emptyInstallation(_ engine: Engine) async throws -> Options {
        var place: String?
        if engine == .postgres, case .postgres(let url) = try await TestDatabase.emptyPlace() {
            place = url
        }
        return try testOptions(try TestFolder.make() + "/data", database: place)
    }

    @Test func `a store with files is refused before anything is loaded`() async throws {
        let options = try await DemoStore.shared.copy().options
        do {
            _ = try await demo(options, scale: .national, cases: 7)
            Issue.record("a nation was invented among the files of others")
        } catch let trouble as Trouble {
            #expect(trouble.description.contains("has case files already"))
        }
    }

    @Test func `numbers go with the national scale, one of them, and within it`() throws {
        #expect(try nationalScale(.small, cases: nil, events: nil) == nil)
        #expect(try nationalScale(.national, cases: nil, events: nil) == .whole)
        #expect(try nationalScale(.national, cases: nil, events: 10_000)?.cases == 1_166)
        for (scale, cases, events) in [
            (DemoScale.small, 7, nil), (.small, nil, 7), (.national, 7, 70), (.national, 0, nil),
            (.national, nil, 3), (.national, 2_000_000, nil),
        ] as [(DemoScale, Int?, Int?)] {
            #expect(throws: Trouble.self) {
                _ = try nationalScale(scale, cases: cases, events: events)
            }
        }
    }
}
