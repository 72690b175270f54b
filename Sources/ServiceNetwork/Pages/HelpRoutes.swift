import Kernel
import Languages
import Storage
import Web

/// The pages of the directory; anyone may read them.
struct HelpRoutes: Sendable {
    let database: Database
    let outline: [[MapCorner]]

    var all: [Route] {
        [
            .get("/help", may: .everyone, "Places that help with a need, nearest first.", find),
            .get(
                "/places/{id}", may: .everyone, "One place: what it does, where, how to ask it.",
                place),
        ]
    }

    @Sendable private func find(_ exchange: Exchange) async throws -> Reply {
        let question = HelpQuestion(exchange)
        let answer = try await database.read { db in try HelpAnswer(question, in: db) }
        let view = HelpView(t: exchange.t, question: question, answer: answer, outline: outline)
        return .page(exchange.t("Find help near you"), view.html)
    }

    @Sendable private func place(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        let t = exchange.t
        let (name, html) = try await database.read { db in
            let view = try PlaceView(id, t: t, outline: outline, in: db)
            return (view.place.name, view.html)
        }
        return .page(name, html)
    }
}
