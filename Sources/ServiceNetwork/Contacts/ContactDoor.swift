public import Kernel
import Storage
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
}
