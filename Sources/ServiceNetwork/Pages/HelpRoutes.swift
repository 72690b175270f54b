import Kernel
import Languages
import Storage
import Web

/// The pages of the directory; anyone may read them.
struct HelpRoutes: Sendable {
    let network: ServiceNetwork

    var all: [Route] {
        [
            .get("/help", may: .everyone, "Places that help with a need, nearest first.", find),
            .get(
                "/places/{id}", may: .everyone, "One place: what it does, where, how to ask it.",
                place),
            .get(
                "/places/{id}/hours", may: .everyone,
                "The opening hours of a place for a calendar.", gives: "text/calendar", hours),
        ]
    }

    /// Nothing where no source gives the hours: an empty calendar would say that it never opens.
    @Sendable private func hours(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        guard let shelved = directory.places.first(where: { $0.place.id == id }),
            let calendar = network.civil.calendar(of: shelved, at: exchange.now)
        else { throw Refused.notFound }
        return .download(
            Array(calendar.text(exchange.t).utf8), type: "text/calendar; charset=utf-8",
            name: shelved.place.slug + ".ics")
    }

    @Sendable private func find(_ exchange: Exchange) async throws -> Reply {
        let question = HelpQuestion(exchange)
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        let answer = HelpAnswer(question, on: directory, civil: network.civil, at: exchange.now)
        let view = HelpView(
            t: exchange.t, question: question, answer: answer, outline: network.outline,
            languageName: network.languageName)
        return .page(exchange.t("Find help near you"), view.html)
    }

    @Sendable private func place(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        let (t, now) = (exchange.t, exchange.now)
        let (name, html) = try await network.database.read { db in
            let view = try PlaceView(id, t: t, network: network, at: now, in: db)
            return (view.place.name, view.html)
        }
        return .page(name, html)
    }
}
