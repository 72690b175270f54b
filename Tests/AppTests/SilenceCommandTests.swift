import Cases
import Formats
import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import App

/// `cais clock silence`: what the open cases of a whole installation come to.
struct SilenceCommandTests {
    @Test func `every open case is told on its day, and no decided one`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let open = try await house.database.read { db in
            // But for those whose clock stands still without an end, as while a consulate examines a visa.
            try db.all(
                """
                SELECT reference FROM kase JOIN case_clock ON case_clock.kase = kase.id
                WHERE decided_at IS NULL AND clock = 'decision' AND ends IS NOT NULL
                    AND EXISTS (SELECT 1 FROM case_clock other WHERE other.kase = kase.id
                        AND other.effect NOT IN ('none', 'mayLapse'))
                """
            )
            .map { try $0[0] as Reference }.map(\.text)
        }
        house.compartments.close()
        let answer = try await silence(installed.options, at: "2120-01-01", within: 0)
        let json = try JSON.parse(answer.json)
        let before = json["before"]?.arrayValue ?? []
        // What silence does in protection and in recognition no source says. Each other law gives the decision an effect, a way to court or an approval, and some the silence of who is asked.
        let told = Set(before.compactMap { $0["case"]?.stringValue })
        #expect(told.isSuperset(of: open))
        let lapsing = before.filter { $0["effect"]?.stringValue == "mayLapse" }
        #expect(told.subtracting(open).isSubset(of: lapsing.compactMap { $0["case"]?.stringValue }))
        #expect(!open.isEmpty && json["today"]?.arrayValue == [] && json["soon"]?.arrayValue == [])
        let effects = Set(before.compactMap { $0["effect"]?.stringValue })
        #expect(effects.contains("rightToSue"))
        #expect(effects.isSubset(of: ["rightToSue", "tacitApproval", "noObjection", "mayLapse"]))
        for entry in before where entry["effect"]?.stringValue == "rightToSue" {
            #expect(entry["verified"]?.boolValue == false)
            #expect(entry["rule"]?.stringValue == "decision")
        }
        #expect(answer.text.contains("(not confirmed in the text of the law)"))

        // Entries stand in the order of the days on which the effect is there.
        let first = try #require(before.first?["from"]?.stringValue)
        let eve = try JSON.parse(
            try await silence(
                installed.options, at: try #require(Day(iso: first)).adding(days: -1).description,
                within: 1
            ).json)
        #expect(eve["before"]?.arrayValue == [] && eve["today"]?.arrayValue == [])
        #expect(eve["soon"]?[0]?["from"]?.stringValue == first)
    }

    @Test func `where nothing is silent it says so, and a wrong question is refused`() async throws
    {
        let installed = try await DemoStore.shared.copy()
        let answer = try await silence(installed.options, at: "1990-01-01", within: 30)
        #expect(answer.text == "no silence has an effect" && answer.isGood)
        for (at, within) in [("1990-01-01", -1), ("1990-01-01", 3_661), ("tomorrow", 1)] {
            await #expect(throws: Trouble.self) {
                try await silence(installed.options, at: at, within: within)
            }
        }
    }
}
