public import Kernel
import Storage
import Web

extension ServiceNetwork {
    var qualityRoutes: [Route] {
        OpinionPages(network: self).routes + OpinionDesk(network: self).routes
            + QualityPages(network: self).routes + TrainingPages(network: self).routes
    }

    /// Invented opinions of the last whole quarter at some places, cards with known codes, and the training of invented
    /// staff; all of it marked. Asked again it adds nothing. Returns how many opinions it added.
    @discardableResult
    public func loadDemoQuality(staff: [AccountID], at now: Moment) async throws -> Int {
        let demo = LoadDemoQuality(
            quarter: Quarter.lastWhole(on: capitalZone.day(of: now)), staff: staff,
            kinds: standards.trainings.map(\.code), today: capitalZone.day(of: now))
        return try await database.write { db in try demo.perform(at: now, in: db) }
    }
}
