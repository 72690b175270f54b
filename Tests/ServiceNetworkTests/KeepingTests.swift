import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// What those who keep the directory find and do.
@Suite struct KeepingTests {
    @Test(arguments: Engine.underTest)
    func `the traps of the places file are found, and nothing else`(engine: Engine) async throws {
        let network = try await network(engine)
        let desk = try await network.database.read { db in
            try DirectoryDesk(in: db, on: noon.utcDay)
        }
        let pairs = Set(
            desk.twins.map { pair in
                Set([pair.first, pair.second].compactMap { desk.places[$0]?.slug })
            })
        #expect(
            pairs == [
                ["loja-cidadao-leira", "loja-cidadao-leiria"],
                ["espaco-registos-ermesinde", "espaco-registos-ermesinde-2"],
                ["espaco-registos-maia", "espaco-registos-maia-2"],
                ["espaco-registos-valongo", "espaco-registos-valongo-2"],
                ["espaco-registos-agualva-cacem", "espaco-registos-agualva-cacem-2"],
                [
                    "conservatoria-registo-civil-ponta-delagada",
                    "conservatoria-registo-civil-ponta-delgada",
                ],
                ["conservatoria-registo-civil-amadora", "conservatoria-registo-civil-amadora-2"],
                [
                    "crcpcom-arruda-vinhos-conservatoria-registo-civil-predial-comercial-arruda-vinho",
                    "conservatoria-registo-civil-predial-comercial-arruda-vinhos",
                ],
            ])
        let matosinhos = LocationID(
            slug: "1-cartorio-notarial-competencia-especializada-matosinhos")
        #expect(desk.misplaced == [Misplaced(place: matosinhos, reason: .named("Matosinhos"))])
    }

    @Test(arguments: Engine.underTest)
    func `a merge hides one of two, leads to the other, and is undone`(engine: Engine) async throws
    {
        let network = try await network(engine)
        let (gone, kept) = (
            LocationID(slug: "loja-cidadao-leira"), LocationID(slug: "loja-cidadao-leiria")
        )
        func standing() async throws -> [Int] {
            try await network.database.read { db in
                [
                    try network.shelf.snapshot(in: db).places.count,
                    try db.count("SELECT COUNT(*) FROM hsds_record WHERE kind = 'location'"),
                ]
            }
        }
        #expect(try await standing() == [132, 132])
        try await network.database.write { db in
            try MergePlaces(location: gone, kept: kept).perform(by: .house, at: noon, in: db)
        }
        #expect(try await standing() == [131, 131])
        let t = try translator("en")
        let shown = try await network.database.read { db in
            try PlaceView(gone, t: t, network: network, at: noon, in: db).place.slug
        }
        #expect(shown == "loja-cidadao-leiria")
        await #expect(throws: Refused.self) {
            try await network.database.write { db in
                try MergePlaces(location: kept, kept: gone).perform(by: .house, at: noon, in: db)
            }
        }
        try await network.database.write { db in
            let merge = try #require(try PlaceMerge.standing(in: db).first)
            try UndoMerge(merge: merge.id).perform(by: .house, at: noon, in: db)
        }
        #expect(try await standing() == [132, 132])
        let kinds = try await network.database.read { db in
            try db.journal(of: "directory").map(\.kind)
        }
        #expect(kinds == ["directory.imported", "directory.merged", "directory.merge.undone"])
    }

    @Test(arguments: Engine.underTest)
    func `a suggestion changes nothing until a moderator takes it`(engine: Engine) async throws {
        let network = try await network(engine)
        let id = LocationID(slug: "claim-fundao")
        let first = try await network.database.write { db in
            try SuggestChange(location: id, field: .phone, value: "275 000 000", note: nil)
                .perform(at: noon, in: db)
        }
        let second = try await network.database.write { db in
            try SuggestChange(location: id, field: .hours, value: "mornings", note: nil)
                .perform(at: noon, in: db)
        }
        func phone() async throws -> String? {
            try await network.database.read { db in try Place.find(id, in: db)?.phone }
        }
        #expect(try await phone() == nil)
        try await network.database.write { db in
            try DecideSuggestion(suggestion: first, value: "275 000 001")
                .perform(by: .house, at: noon, in: db)
        }
        #expect(try await phone() == "275 000 001")
        await #expect(throws: Refused.self) {
            try await network.database.write { db in
                try DecideSuggestion(suggestion: second, value: "mornings")
                    .perform(by: .house, at: noon, in: db)
            }
        }
        try await network.database.write { db in
            try DecideSuggestion(suggestion: second, value: "MO,TU 09:00-13:00")
                .perform(by: .house, at: noon, in: db)
        }
        let (open, shelved, checks) = try await network.database.read { db in
            let directory = try network.shelf.snapshot(in: db)
            let shelved = try #require(directory.places.first { $0.place.id == id })
            return (
                try Suggestion.open(in: db).count, shelved, try FieldCheck.all(of: shelved, in: db)
            )
        }
        #expect(open == 0)
        #expect(shelved.times.hours == [OpeningHours(days: "MO,TU", opens: 540, closes: 780)])
        let phoneCheck = try #require(checks.first { $0.field == .phone })
        #expect(!phoneCheck.isStale(on: noon.utcDay))
        #expect(!phoneCheck.isStale(on: noon.utcDay.adding(days: 180)))
        #expect(phoneCheck.isStale(on: noon.utcDay.adding(days: 181)))
        #expect(try #require(checks.first { $0.field == .services }).isStale(on: noon.utcDay))
    }

    @Test(arguments: Engine.underTest)
    func `details are read whole or refused by line and field`(engine: Engine) async throws {
        let network = try await network(engine)
        let path = try TestFolder.make() + "/details.csv"
        let header =
            "slug,hours,languages,walk_in,accessibility,capacity,eligibility_rule,checked_on,source"
        func load(_ rows: [String]) async throws -> ImportReport {
            try ([header] + rows).joined(separator: "\n").appending("\n")
                .write(toFile: path, atomically: true, encoding: .utf8)
            return try await network.importDirectory(path, by: .house, at: noon)
        }
        let bad = try await load([
            "nowhere,,,,,,,,s", "claim-fundao,sometimes,,,,,,,s", "claim-elvas,,,,ramp,,,,s",
            "claim-nelas,,,,,,height > 2,,s", "claim-alpiarca,,,maybe,,,,,s",
        ])
        #expect(!bad.applied)
        #expect(
            bad.problems.map { "\($0.row) \($0.field)" } == [
                "2 slug", "3 hours", "4 accessibility", "5 eligibility_rule", "6 walk_in",
            ])
        let good = try await load([
            "claim-fundao,\"MO,TH 09:00-17:00\",pt;uk,yes,step-free;lift,12,age >= 18,2026-11-20,s"
        ])
        #expect(good.problems.isEmpty && good.applied)
        let search = PlaceSearch(language: "uk", access: .stepFree, walkIn: true)
        let found = try await network.database.read { db in try search.run(in: db) }
        #expect(found.map(\.place.slug) == ["claim-fundao"])
        #expect(found.first?.shelved.detail?.capacity == 12)
        let twice = try await load([
            "claim-fundao,\"MO,TH 09:00-17:00\",pt;uk,yes,step-free;lift,12,age >= 18,2026-11-20,s"
        ])
        #expect(twice.applied)
        let lines = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM schedule")
        }
        #expect(lines == 1)
    }

    @Test(arguments: Engine.underTest)
    func `the nearest open place of every municipality equals brute force`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let path = try TestFolder.make() + "/details.csv"
        let rows = ["aima-lisboa-1", "aima-porto", "aima-beja", "aima-braga"].map {
            "\($0),TH 09:00-17:00,2026-11-20,s"
        }
        try (["slug,hours,checked_on,source"] + rows).joined(separator: "\n").appending("\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let report = try await network.importDirectory(path, by: .house, at: noon)
        #expect(report.problems == [])
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        let thursday = Moment(try #require(Day(iso: "2026-11-26")), hour: 10)
        let civil = CivilTimes()
        let towns = directory.municipalities.filter { $0.point != nil }
        for town in towns {
            var search = PlaceSearch(need: "residence", near: town)
            search.isOpen = {
                if case .open = civil.state(of: $0, at: thursday) { true } else { false }
            }
            let nearest = search.run(on: directory).first { $0.processes }
            let brute = directory.places.filter {
                rows.contains { [slug = $0.place.slug] row in row.hasPrefix(slug + ",") }
                    && $0.services.processes.contains("residence")
            }.compactMap { $0.place.kilometres(from: town) }.min()
            #expect(nearest?.km == brute, "\(town.name)")
            #expect(brute != nil)
        }
        #expect(towns.count > 270)
    }
}
