import Formats
import Kernel
import Languages
import Storage
import Web

/// Where a mediator logs contacts at their own centre.
struct ContactPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/contacts", may: mediators, "The form to log a contact, and those of today.", show),
            .post("/contacts", may: mediators, "Logs a contact at one's own centre.", log),
            .post(
                "/contacts/waiting", may: mediators,
                "Logs contacts that waited in a browser without a line; each key counts once.",
                takes: .json, gives: "application/json", take),
            .post(
                "/contacts/{id}/undo", may: mediators,
                "Takes back a contact of one's own, some minutes long.", undo),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        page(exchange, try exchange.signedIn(), try await desk(exchange), errors: [])
    }

    @Sendable private func log(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let desk = try await desk(exchange)
        var input = FormInput(exchange)
        guard let draft = ContactDraft(&input, desk) else {
            return page(exchange, person, desk, errors: input.errors, status: 422)
        }
        let (key, now, civil) = (exchange.onceKey, exchange.now, network.civil)
        let path = try await network.database.write { db in
            try db.once(key, at: now) {
                let centre = try ContactCentre.find(draft.centre, for: person, civil, in: db)
                try LogContact(draft: draft, centre: centre).perform(by: person, at: now, in: db)
                return "/contacts"
            }
        }
        return .seeOther(path)
    }

    /// Answers by key what was counted, now or before, and what never will be: the browser forgets both.
    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        guard let waiting = WaitingContact.all(exchange.body) else {
            return answer(422, ["reason": .string("expected {\"contacts\": […]}, at most 100")])
        }
        let (now, civil) = (exchange.now, network.civil)
        let members = try await network.database.write { db -> [String: JSON] in
            let centres = try ContactCentre.all(for: person, civil, in: db)
            let topics = Set(try ContactTopic.all(in: db).map(\.code))
            var (counted, refused): ([JSON], [JSON]) = ([], [])
            for contact in waiting {
                guard let draft = contact.draft, topics.contains(draft.topic), !contact.isTooOld,
                    let centre = centres.first(where: { $0.id == draft.centre })
                else {
                    refused.append(.string(contact.key))
                    continue
                }
                try LogContact(
                    draft: draft, centre: centre, key: contact.key, secondsAgo: contact.secondsAgo
                ).perform(by: person, at: now, in: db)
                counted.append(.string(contact.key))
            }
            return ["counted": .array(counted), "refused": .array(refused)]
        }
        return answer(200, members)
    }

    @Sendable private func undo(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let action = UndoContact(contact: try exchange.id("id", of: ServiceContactThing.self))
        let (key, now) = (exchange.onceKey, exchange.now)
        let path = try await network.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return "/contacts"
            }
        }
        return .seeOther(path)
    }

    private func desk(_ exchange: Exchange) async throws -> ContactDesk {
        let person = try exchange.signedIn()
        let (now, civil) = (exchange.now, network.civil)
        return try await network.database.read { db in
            try ContactDesk(of: person, civil, at: now, in: db)
        }
    }

    private func page(
        _ exchange: Exchange, _ person: Principal, _ desk: ContactDesk, errors: [FieldError],
        status: Int = 200
    ) -> Reply {
        let t = exchange.t
        let view = ContactView(
            t: t, desk: desk,
            names: ContactNames(topics: desk.topics, language: network.languageName),
            account: person.account, now: exchange.now, form: exchange.form, errors: errors,
            fields: { exchange.formFields })
        return .page(t("Contacts"), status: status, width: .desk, withErrors(t, errors, view.html))
    }

    private func answer(_ status: Int, _ members: [String: JSON]) -> Reply {
        var writer = JSONWriter()
        writer.value(JSON.object(members))
        return .json(writer.bytes, status: status)
    }
}

extension ContactDraft {
    /// Reads the form; nil where something is missing or on no list, which the input then says.
    fileprivate init?(_ input: inout FormInput, _ desk: ContactDesk) {
        let centre = input.choice("centre", of: desk.days.map { "\($0.centre.id)" })
        let topic = input.choice("topic", of: desk.topics.map(\.code))
        let language = input.choice("language", of: contactLanguages)
        let channel = input.choice("channel", of: ContactChannel.allCases.map(\.rawValue))
        let outcome = input.choice("outcome", of: ContactOutcome.allCases.map(\.rawValue))
        let sex = input.choice("sex", of: ContactSex.allCases.map(\.rawValue) + [""])
        let age = input.choice("age", of: ContactAge.allCases.map(\.rawValue) + [""])
        guard input.isValid, let centre = centre.flatMap({ LocationID($0) }), let topic,
            let language,
            let channel = channel.flatMap(ContactChannel.init),
            let outcome = outcome.flatMap(ContactOutcome.init)
        else { return nil }
        self.init(
            centre: centre, topic: topic, language: language, channel: channel, outcome: outcome,
            sex: sex.flatMap(ContactSex.init), age: age.flatMap(ContactAge.init))
    }
}

private let mediators = Permission.role(.mediator)
