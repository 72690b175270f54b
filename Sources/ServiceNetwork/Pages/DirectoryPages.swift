import Kernel
import Languages
import Storage
import Web

/// The desk of those who keep the directory: suggestions, places that may be one, places that seem to lie elsewhere.
struct DirectoryPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get("/directory", may: keepers, "What waits for those who keep the directory.", show),
            .post(
                "/directory/suggestions/{id}", may: keepers,
                "Takes a suggestion, perhaps put right, or declines it.",
                decide),
            .post("/directory/merges", may: keepers, "Says that two places are one.", merge),
            .post(
                "/directory/merges/{id}/undo", may: keepers, "Makes two places of one again.", undo),
            .post(
                "/directory/places/{id}/confirm", may: keepers,
                "Says that a field of a place still holds.",
                confirm),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let desk = try await network.database.read { db in
            try DirectoryDesk(in: db, on: exchange.now.utcDay)
        }
        let view = DirectoryDeskView(
            t: exchange.t, desk: desk, fields: { exchange.formFields },
            question: DirectoryQuestion(exchange), today: exchange.now.utcDay)
        return .page(exchange.t("The directory"), width: .desk, view.html)
    }

    @Sendable private func decide(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: SuggestionThing.self)
        var input = FormInput(exchange)
        let isTaken = input.form.text("decision") == "take"
        let value = isTaken ? input.text("value", max: 300) : nil
        if !input.isValid { throw Refused(.invalid, "Write what is to stand there.") }
        return try await act(exchange) { person, now, db in
            try DecideSuggestion(suggestion: id, value: value).perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func merge(_ exchange: Exchange) async throws -> Reply {
        guard let location = LocationID(exchange.form.text("location") ?? ""),
            let kept = LocationID(exchange.form.text("kept") ?? "")
        else { throw Refused.notFound }
        return try await act(exchange) { person, now, db in
            try MergePlaces(location: location, kept: kept).perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func undo(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: PlaceMergeThing.self)
        return try await act(exchange) { person, now, db in
            try UndoMerge(merge: id).perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        guard let field = PlaceField(rawValue: exchange.form.text("field") ?? "") else {
            throw Refused(.invalid, "Choose one of the options.")
        }
        return try await act(exchange) { person, now, db in
            try ConfirmField(location: id, field: field).perform(by: person, at: now, in: db)
        }
    }

    /// One action in one transaction, however often the form is sent.
    private func act(
        _ exchange: Exchange,
        _ action: @escaping @Sendable (Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        let person = try exchange.signedIn()
        let (key, now) = (exchange.onceKey, exchange.now)
        let path = try await network.database.write { db in
            try db.once(key, at: now) {
                try action(person, now, db)
                return "/directory"
            }
        }
        return .seeOther(path)
    }
}

private let keepers = Permission.role(.administrator)
