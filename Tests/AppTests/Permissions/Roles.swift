// long because one list names an example for every parameter of every route
import Cases
import Figures
import Kernel
import Observatory
import Reports
import Storage
import Web

@testable import App

/// Who asks, in the order of the columns of `docs/permissions.csv`; nil is a visitor.
struct Asker: Sendable {
    let column: String
    let login: String?

    static let all = [
        Asker(column: "visitor", login: nil),
        Asker(column: "owner", login: "ana"),
        Asker(column: "other-person", login: "zita"),
        Asker(column: "officer-here", login: "bruno"),
        Asker(column: "officer-elsewhere", login: "berta"),
        Asker(column: "officer-astray", login: "nuno"),
        Asker(column: "supervisor", login: "carla"),
        Asker(column: "mediator", login: "duarte"),
        Asker(column: "partner", login: "paulo"),
        Asker(column: "jurist", login: "ines"),
        Asker(column: "protector", login: "gil"),
        Asker(column: "focal-point", login: "filipe"),
        Asker(column: "coordinator", login: "eva"),
        Asker(column: "analyst", login: "graca"),
        Asker(column: "reporter", login: "helena"),
        Asker(column: "administrator", login: "admin"),
        Asker(column: "police", login: "jorge"),
    ]

    /// Whose answers are compared: these, and a supervisor of one office, who has no column of her own as her doors are
    /// those of the other.
    static let compared = all + [Asker(column: "supervisor-here", login: "teles")]
}

/// Real things for the parameters of a route: Ana's, Bruno's, the plan's.
struct Things: Sendable {
    private let values: [String: String]

    /// What stands for `{name}` in a route; the whole path and name where one name means several things.
    func value(_ path: String, _ name: String) -> String? {
        values["\(path) \(name)"] ?? values[name]
    }

    /// The same with other things in the place of some.
    func replacing(_ more: [String: String]) -> Things {
        Things(values: values.merging(more) { $1 })
    }

    /// The route's path with real things in it, or the name for which there is none.
    func filled(_ path: String) -> Result<String, Missing> {
        var parts: [String] = []
        for part in path.split(separator: "/") {
            guard part.hasPrefix("{") else {
                parts.append(String(part))
                continue
            }
            let name = String(part.dropFirst().dropLast())
            guard let value = value(path, name) else { return .failure(Missing(name: name)) }
            parts.append(value)
        }
        return .success("/" + parts.joined(separator: "/"))
    }

    /// What is sent where an empty form would not even reach the question of whose thing it is.
    func form(_ route: Route) -> [String: String] {
        switch route.path {
        case "/bookings", "/bookings/chain": ["case": values["reference"] ?? ""]
        case "/desk/visits/{id}/outcome": ["outcome": "missed"]
        case "/outreach/{id}/closure": ["outcome": "phone"]
        case "/bookings/{id}/cancellation": ["reason": "The desk is closed that day."]
        default: [:]
        }
    }

    /// A page that asks for its thing behind the question mark.
    func query(_ route: Route) -> String {
        switch route.path {
        case "/bookings/new", "/bookings/chain": "?case=" + (values["reference"] ?? "")
        case "/deadlines/{law}/{clock}/deadline.ics": "?day=2026-11-24"
        default: ""
        }
    }

    struct Missing: Error {
        let name: String
    }
}

extension Things {
    static func find(_ house: House, _ story: Story) async throws -> Things {
        var values = [
            "reference": story.reference, "procedure": "family-reunification",
            "set": house.reports.sets[0].key, "law": "cpa", "clock": "answer",
            "profession": "desk",
            "wizard": "family-reunification", "list": "backlog", "section": "home",
            // A run is nobody's but of whoever began it, and none of these has: it is not there.
            "run": "1", "/desk/supervision/closures/{id} id": "1",
            // No round was announced.
            "/visits/rounds/{id} id": "1", "/visits/rounds/{id}/file id": "1",
            "/desk/supervision/rounds/{id} id": "1", "/desk/supervision/rounds/{id}/draw id": "1",
            "/desk/supervision/rounds/{id}/cancel id": "1",
            // For nobody a time is held.
            "/visits/offers/{id} id": "1", "/visits/offers/{id}/acceptance id": "1",
            "/visits/offers/{id}/letting-go id": "1",
            // Nobody said that a place is wrong, or that two are one.
            "/directory/suggestions/{id} id": "1", "/directory/merges/{id}/undo id": "1",
            // Nor did any of these hear a request.
            "heard": "1",
            // No office keeps a rule of opening weeks.
            "/desk/hours/{id}/end id": "1",
            // The plan as it is known names no body; nobody has reported on it, asked or evaluated it.
            "scheme": "gcm", "/plan/links/{scheme}/{code} code": "5", "body": "1", "report": "1",
            "question": "1", "round": "1", "plan": "pnipgm",
            "evaluation": "1", "recommendation": "1",
            // Nobody brought a file of series that waits.
            "draft": "1",
            // A link is known to whoever has it alone.
            "token": String(repeating: "a", count: 64),
            // With one administrator no task waits for a second.
            "waiting": "1",
            "day": "2026-11-23",
            "municipality": "1106",
            // The observatory's doors for programs, of which nothing is anybody's own.
            "iso": "PRT", "flow": "PT_FOREIGN_RESIDENTS", "agency": "CAIS", "version": "1.0",
            "context": "dataflow", "resource": "dataflow", "type": "dataflow", "provider": "all",
            "component": "TIME_PERIOD", "item": "none",
            "/figures/{key} key": house.figures.all[0].key.text,
            "/figures/{key}/history key": house.figures.all[0].key.text,
        ]
        let found = try await house.database.read { db in
            try queries.mapValues { sql in try db.first(sql).map { try $0.plain() } ?? "" }
        }
        let complaint = try await house.compartments[.equality]?.read { db in
            try db.first("SELECT id FROM sealed_case").map { try $0.plain() }
        }
        for route in house.sealed[.equality]?.routes ?? [] {
            values["\(route.path) id"] = complaint
            values["\(route.path) act"] = "openCase"
            values["\(route.path) number"] = "1"
        }
        for compartment in [Compartment.help, .protection] {
            for route in house.sealed[compartment]?.publicRoutes ?? [] {
                values["\(route.path) act"] = "stop"
            }
        }
        values.merge(messages(house)) { $1 }
        values.merge(found) { $1 }
        return Things(values: values.filter { !$0.value.isEmpty })
    }

    /// The doors of SDMX: a flow, all of its keys; of lists alone a single item can be asked for.
    private static func messages(_ house: House) -> [String: String] {
        var values: [String: String] = [:]
        for route in house.observatory.routes where route.path.hasPrefix("/sdmx/") {
            let isItem = route.path.hasSuffix("/{item}")
            values["\(route.path) id"] = isItem ? "CL_FREQ" : "PT_FOREIGN_RESIDENTS"
            values["\(route.path) key"] = "all"
            if isItem {
                values["\(route.path) resource"] = "codelist"
                values["\(route.path) item"] = "A"
            }
        }
        return values
    }

    private static let ana: SQL = "(SELECT id FROM account WHERE login = 'ana')"
    private static let her: SQL = "(SELECT person FROM account WHERE login = 'ana')"

    private static let consultations: SQL =
        "SELECT id FROM consultation WHERE answered_at IS NULL ORDER BY id"

    /// Of another place than the one whose code is drawn anew.
    private static let opinions: SQL = """
        SELECT code FROM opinion_point WHERE ended_at IS NULL AND location <> (\(place))
        ORDER BY code
        """

    private static let place: SQL = "SELECT id FROM location WHERE slug = 'aima-lisboa-1'"

    private static let desks: SQL = "SELECT id FROM desk WHERE location = (\(place)) ORDER BY id"

    private static let tickets: SQL = "SELECT code FROM ticket WHERE state = 'waiting' ORDER BY id"

    private static func record(_ kind: String) -> SQL {
        "SELECT id FROM hsds_record WHERE kind = \(kind) ORDER BY id"
    }

    private static let queries: [String: SQL] = [
        "request": "SELECT id FROM unfinished_request WHERE applicant = \(her)",
        "document": "SELECT id FROM case_document WHERE received_from = \(ana)",
        "/letters/{id} id": letters, "/letters/{id}/pdf id": letters,
        "/bookings/{id} id": visits, "/bookings/{id}/calendar.ics id": visits,
        "/bookings/{id}/cancellation id": visits, "/bookings/{id}/presence id": visits,
        "/bookings/{id}/presence/{code} id": visits,
        "/desk/visits/{id}/outcome id": visits,
        "/bookings/{id}/arrival id": visits, "/bookings/{id}/absence id": visits,
        "/bookings/{id}/giving-back id": visits, "location": place,
        "/desk/desks/{id} id": desks, "/desk/desks/{id}/retirement id": desks,
        "/tickets/{code} code": tickets, "/tickets/{code}/leaving code": tickets,
        "/messages/{id} id": "SELECT id FROM message WHERE person = \(her) ORDER BY id",
        "/messages/{id}/opening id":
            "SELECT id FROM message WHERE person = \(her) ORDER BY id",
        "/outreach/{id}/closure id": "SELECT message FROM outreach",
        "/account/sessions/{id}/end id":
            "SELECT id FROM session WHERE account = \(ana) ORDER BY id",
        "/account/channels/{id}/code id": channels,
        "/account/channels/{id}/confirmation id": channels,
        "/account/channels/{id}/removal id": channels,
        "/account/mandates/{id}/revocation id": "SELECT id FROM mandate WHERE grantor = \(her)",
        "/accounts/{id} id": accounts, "/accounts/{id}/duties id": accounts,
        "/accounts/{id}/duties/{duty}/removal id": accounts,
        "/accounts/{id}/sessions/end id": accounts,
        "/accounts/{id}/code-app/removal id": accounts,
        "/accounts/{id}/closure id": accounts, "/accounts/{id}/reopening id": accounts,
        "/accounts/{id}/human id": accounts, "/accounts/{id}/human/removal id": accounts,
        "/accounts/{id}/waiting-duties/{waiting}/confirmation id": accounts,
        "/accounts/{id}/waiting-duties/{waiting}/removal id": accounts,
        "duty":
            "SELECT duty.id FROM duty JOIN account ON account.id = account WHERE login = 'paulo'",
        "/consultations/{id} id": consultations, "/consultations/{id}/answer id": consultations,
        "code": "SELECT certificate.code FROM certificate",
        "/places/{id} id": place, "/places/{id}/suggest id": place,
        "/contacts/{id}/undo id": "SELECT id FROM service_contact ORDER BY id",
        "/directory/places/{id}/confirm id": place, "/directory/places/{id}/card id": place,
        "/our-places/{id}/confirm id": place, "/our-places/{id}/correction id": place,
        "/directory/training/{id}/withdrawal id": "SELECT id FROM staff_training ORDER BY id",
        "/opinion/{code} code": opinions, "/opinion/{code}/card code": opinions,
        "/places/{id}/hours id": place,
        "/hsds/organizations/{id} id": record("organization"),
        "/hsds/services/{id} id": record("service"),
        "/hsds/locations/{id} id": record("location"),
        "/hsds/service_at_locations/{id} id": record("service_at_location"),
        "/hsds/taxonomies/{id} id": record("taxonomy"),
        "/hsds/taxonomy_terms/{id} id": record("taxonomy_term"),
        "asked": "SELECT id FROM branch_request ORDER BY id",
        "branch": "SELECT id FROM branch ORDER BY id",
        "delegation": "SELECT id FROM municipal_delegation ORDER BY id",
        "ref": "SELECT code FROM plan_node WHERE kind = 'measure' ORDER BY code",
        "slug": "SELECT slug FROM agreement ORDER BY slug",
        "/courses/{id} id": courses, "/courses/{id}/enrolments id": courses,
        "/teaching/{id} id": courses, "/teaching/{id}/sessions/{day} id": courses,
        "/teaching/{id}/certificates id": courses,
        "/paths/{id} id": paths, "/paths/{id}/consent id": paths, "/paths/{id}/ending id": paths,
        "/paths/{id}/deletion id": paths, "/desk/paths/{id} id": paths,
        "/desk/paths/{id}/steps id": paths, "/desk/paths/{id}/steps/{step}/removal id": paths,
        "step": "SELECT id FROM path_step ORDER BY id", "/desk/paths/{id}/review id": paths,
        "/desk/paths/{id}/consent id": paths, "/desk/paths/{id}/ending id": paths,
        "/steps/{id} id": steps, "/steps/{id}/notes id": steps,
        "/referrals/{id} id": referrals, "/referrals/{id}/sendings id": referrals,
        "/referrals/{id}/withdrawal id": referrals,
        "/referrals/received/{id} id": sendings, "/referrals/received/{id}/answer id": sendings,
        "/referrals/received/{id}/outcome id": sendings,
        "/referrals/sendings/{id}/consent id": sendings,
        "/referrals/sendings/{id}/link id": sendings,
        "/referrals/sendings/{id}/recall id": sendings,
        "/consents/{id}/withdrawal id":
            "SELECT consent FROM referral_sending WHERE consent IS NOT NULL ORDER BY id",
        "/enrolments/{id}/acceptance id": enrolments, "/enrolments/{id}/leaving id": enrolments,
        "/enrolments/{id}/certificate id": enrolments,
        "/observatory/{key} key": series, "/observatory/{key}/data.csv key": series,
        "/observatory/{key}/data.json key": series, "/observatory/{key}/data.xml key": series,
        "/observatory/{key}/data.sdmx.json key": series, "/observatory/{key}/shown.csv key": series,
        "/observatory/{key}/citation.bib key": series,
        "/observatory/{key}/citation.json key": series, "/observatory/{key}/map key": series,
        "/observatory/{key}/table key": series, "/observatory/{key}/table.csv key": series,
        "import": "SELECT id FROM series_import ORDER BY id",
        "/observatory/{key}/vintages key": series, "/embed/series/{key} key": series,
    ]

    private static let referrals: SQL = "SELECT id FROM referral ORDER BY id"
    private static let sendings: SQL = "SELECT id FROM referral_sending ORDER BY id"
    private static let channels: SQL =
        "SELECT id FROM contact_channel WHERE person = \(her) ORDER BY id DESC"
    private static let letters: SQL =
        "SELECT letter.id FROM letter JOIN kase ON kase.id = kase WHERE applicant = \(her) ORDER BY letter.id"
    private static let courses: SQL = "SELECT id FROM course WHERE code = 'demo-a1'"
    private static let enrolments: SQL = "SELECT id FROM enrolment WHERE person = \(her)"
    private static let paths: SQL = "SELECT id FROM integration_path ORDER BY id"
    /// That of Paulo's body in the invented path: the one that is due first.
    private static let steps: SQL = "SELECT id FROM path_step ORDER BY due_on"
    private static let visits: SQL = "SELECT id FROM visit ORDER BY id DESC"
    private static let accounts: SQL = "SELECT id FROM account WHERE login = 'paulo'"
    private static let series: SQL = "SELECT key FROM series ORDER BY key"
}

extension Row {
    /// The first column, a number or a text, as it stands in an address.
    fileprivate func plain() throws -> String {
        if let number: Int64 = try? self[0] { return String(number) }
        return try self[0]
    }
}
