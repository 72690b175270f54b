import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A notice is written in the person's language, and in Portuguese beside it.
@Suite struct TellPersonTests {
    private final class Kept: Sendable {
        let notices = Mutex<[CaseNotice]>([])
    }

    @Test(arguments: Engine.underTest, ["pt", "en"])
    func `a draft's notice holds the words with legal effect`(
        engine: Engine, language: String
    ) async throws {
        let fixture = try await Fixture(engine, language: language)
        let kase = try await fixture.file()
        let kept = Kept()
        var neighbours = fixture.house.neighbours
        neighbours.notify = { notice, _, _ in kept.notices.withLock { $0.append(notice) } }
        let house = CaseHouse(
            policy: fixture.house.policy, zone: fixture.house.zone,
            calendars: fixture.house.calendars, neighbours: neighbours,
            verifyBase: fixture.house.verifyBase)
        let draft = Verdict(outcome: "refused", grounds: ["entry-ban"], reasons: "Falta.")
        try await fixture.database.write { db in
            try ProposeRefusal(reference: kase.reference, draft: draft)
                .perform(by: bruno, at: after(1), in: db, house)
        }
        let notice = try #require(kept.notices.withLock { $0.first })
        #expect(notice.legalEffect)
        guard language == "en" else {
            #expect(notice.official == nil && notice.body.contains(kase.reference.text))
            return
        }
        #expect(notice.title == "Please answer before we decide")
        let official = try #require(notice.official)
        #expect(official.title != notice.title && official.body.contains(kase.reference.text))
    }
}
