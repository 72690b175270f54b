import Kernel
import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The numbers of the annual report: counted by hand here, past the guard, and for the room's staff alone.
@Suite struct YearOfComplaintsTests {
    /// Eleven complaints of a year: six on language, five on colour. Six are shelved as time-barred, and one of the
    /// year before still waits.
    private func played(_ engine: Engine) async throws -> SealedFixture {
        let fixture = try await SealedFixture(engine)
        for number in 0..<11 {
            let ground = ["ground": number < 6 ? "language" : "colour", "area": "housing"]
            let id = try await fixture.file(
                complaintAnswers.merging(ground) { $1 }, at: after(number - 20))
            guard number < 6 else { continue }
            let barred = ["shelvedWhy": "timeBarred", "shelvedReasons": "Prescreveu."]
            try await fixture.act("shelve", barred, on: id)
        }
        _ = try await fixture.file(
            ["text": "Uma recusa antiga.", "ground": "ancestry"], at: after(-400))
        return fixture
    }

    @Test(arguments: Engine.underTest)
    func `a year is counted as by hand, in fives, and few are hidden with one more`(
        engine: Engine
    ) async throws {
        let fixture = try await played(engine)
        let parts = try await year(2026, of: fixture)
        #expect(parts["Queixas por motivo"]?["Língua"] == .published(5), "six, in fives")
        #expect(parts["Queixas por motivo"]?["Cor"] == .published(5))
        #expect(parts["Queixas por motivo"]?["Ascendência"] == .published(0), "of another year")
        #expect(parts["Queixas por área"]?["Habitação"] == .published(10), "eleven, in fives")
        #expect(parts["Arquivadas, e porquê"]?["Prescrita"] == .published(5))
        #expect(parts["Como terminaram"]?["Arquivada"] == .published(5))
        let waiting = try #require(parts["Por decidir, por tempo de espera"])
        #expect(waiting["Mais tempo"] == .suppressed)
        #expect(waiting["Até meio ano"] == .suppressed, "or the one that waits longer is told")
        let before = try await year(2025, of: fixture)
        #expect(before["Queixas por motivo"]?["Língua"] == .published(0))
        #expect(before["Queixas por motivo"]?["Ascendência"] == .suppressed, "it was one")
        #expect(before["Como terminaram"]?["Arquivada"] == .published(0))
    }

    @Test(arguments: Engine.underTest)
    func `nobody but the room's staff learns of it`(engine: Engine) async throws {
        let fixture = try await played(engine)
        let browser = try RoomBrowser(fixture.room.routes, at: after(1), language: "pt")
        let page = try await browser.get("/complaint-figures", as: fatima)
        #expect(page.status == 200 && page.text.contains("Queixas por motivo"))
        for word in ["Zeferino", "Alfarrobeira", "recusa antiga"] {
            #expect(!page.text.contains(word))
        }
        #expect(
            try await browser.get("/complaints", as: fatima).text.contains("/complaint-figures"))
        for other in everybody where other != fatima {
            #expect(try await browser.get("/complaint-figures", as: other).status == 403)
            await #expect(throws: Refused.notFound) {
                try await year(2026, of: fixture, for: other)
            }
        }
    }

    private func year(
        _ year: Int, of fixture: SealedFixture, for principal: Principal = fatima
    ) async throws -> [String: [String: ProtectedCount]] {
        let (house, t) = (fixture.house, try translator("pt"))
        let found = try await fixture.database.read { db in
            try YearOfComplaints.of(year, for: principal, at: after(1), t, in: db, house)
        }
        return Dictionary(
            uniqueKeysWithValues: found.parts.map { part in
                (part.title, Dictionary(uniqueKeysWithValues: part.lines.map { ($0, $1) }))
            })
    }
}
