import Kernel
import Languages
import Storage
import Web

/// Where a supervisor sets up the desks of their office.
struct DeskPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        let supervisors = Permission.role(.supervisor)
        return [
            .get("/desk/desks", may: supervisors, "The desks of one's own office.", list),
            .post("/desk/desks", may: supervisors, "Add a desk to the office.", add),
            .get("/desk/desks/{id}", may: supervisors, "One desk, as it is set up.", show),
            .post(
                "/desk/desks/{id}", may: supervisors,
                "See what another setting would change, or set the desk so from now on.", change),
            .post(
                "/desk/desks/{id}/retirement", may: supervisors, "A desk opens no more.", retire),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        try await list(exchange, exchange.query["location"], [])
    }

    private func list(
        _ exchange: Exchange, _ asked: String?, _ errors: [FieldError]
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let view = try await database.read { db in
            try DeskListView(exchange, asked, asks, errors, for: principal, in: db)
        }
        return .page(view.title, status: errors.isEmpty ? 200 : 422, width: .desk, view.html)
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let office = LocationID(exchange.form.text("location") ?? "") else {
            throw Refused.notFound
        }
        var input = FormInput(exchange)
        let step = input.number("step", in: deskSteps)
        let setting = setting(&input, exchange, step: step)
        if input.isValid, let setting {
            do {
                return .seeOther(
                    try await database.write { db in
                        try db.once(exchange.onceKey, at: exchange.now) {
                            try AddDesk(office: office, setting: setting)
                                .perform(by: principal, at: exchange.now, in: db, asks)
                            return desksAddress(office)
                        }
                    })
            } catch let refusal as DeskRefusal {
                input.refuse(refusal.field, exchange.t(refusal.explanation))
            }
        }
        return try await list(exchange, office.description, input.errors)
    }

    /// The fields that a new desk and a change have in common; nil where one is wrong.
    private func setting(
        _ input: inout FormInput, _ exchange: Exchange, step: Int?
    ) -> DeskSetting? {
        let name = input.text("name", max: nameMax)
        let first = input.number("first", in: deskMinutes)
        let each = input.number("each", in: deskMinutes)
        let services = Set(exchange.form.fields["service"] ?? [])
        if services.isEmpty { input.refuse("service", exchange.t("Choose at least one.")) }
        guard input.isValid, let step, let first, let each else { return nil }
        return DeskSetting(
            name: name, services: services,
            timing: Service(step: step, minutesFirst: first, minutesEach: each))
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, nil, [])
    }

    private func page(
        _ exchange: Exchange, _ wanted: DeskSetting?, _ errors: [FieldError]
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: DeskThing.self)
        let view = try await database.read { db in
            let desk = try KeptDesk.find(id, for: principal, at: exchange.now, in: db)
            return try DeskView(exchange, desk, wanted, asks, errors, in: db)
        }
        return .page(view.title, status: errors.isEmpty ? 200 : 422, width: .desk, view.html)
    }

    @Sendable private func change(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: DeskThing.self)
        let step = try await database.read { db in
            try KeptDesk.find(id, for: principal, at: exchange.now, in: db).desk.service.step
        }
        var input = FormInput(exchange)
        let setting = setting(&input, exchange, step: step)
        guard input.isValid, let setting, exchange.form.text("act") == "keep" else {
            return try await page(exchange, setting, input.errors)
        }
        do {
            return .seeOther(
                try await database.write { db in
                    try db.once(exchange.onceKey, at: exchange.now) {
                        let desk = try KeptDesk.find(id, for: principal, at: exchange.now, in: db)
                        try ChangeDesk(desk: desk, setting: setting)
                            .perform(by: principal, at: exchange.now, in: db, asks)
                        return desksAddress(desk.office)
                    }
                })
        } catch let refusal as DeskRefusal {
            input.refuse(refusal.field, exchange.t(refusal.explanation))
            return try await page(exchange, nil, input.errors)
        }
    }

    @Sendable private func retire(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: DeskThing.self)
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let desk = try KeptDesk.find(id, for: principal, at: exchange.now, in: db)
                    try RetireDesk(desk: desk)
                        .perform(by: principal, at: exchange.now, in: db, asks)
                    return desksAddress(desk.office)
                }
            })
    }
}

func desksAddress(_ office: LocationID) -> String {
    Address("/desk/desks").setting("location", to: office.description).text
}

/// As the schema has it.
let deskSteps = 5...240
let deskMinutes = 1...240
private let nameMax = 40
