public import Kernel
import Statistics
public import Storage
import Web

extension ServiceNetwork {
    var contactRoutes: [Route] {
        ContactPages(network: self).routes + ContactFigurePages(network: self).routes
    }

    /// Invents contacts of the last months at a few real centres; asked again it adds nothing.
    public func loadDemoContacts(by mediator: Principal, at now: Moment) async throws -> String {
        let demo = InventContacts(mediator: mediator, today: now.utcDay)
        let added = try await database.write { db in try demo.perform(at: now, in: db) }
        return "\(added) contacts at local centres (invented)"
    }

    /// Contacts of the last month that is told, at the centres of a municipality; nil where none of them logs any, or
    /// so few that none of their totals is told.
    public func contactsTold(
        in municipality: PlaceCode, at now: Moment, in db: Reader
    ) throws -> Int? {
        let today = now.utcDay
        let month = ContactMonth.lastPublished(on: today)
        let there = try db.all("SELECT id FROM location WHERE municipality = \(municipality)")
            .map { row -> LocationID in try row["id"] }
        let totals =
            try ContactFigures.find(month, on: today, in: db)?.centres
            .filter { there.contains($0.location) }.compactMap(\.total.value) ?? []
        return totals.isEmpty ? nil : totals.reduce(0, +)
    }
}
