import Kernel
import Testing
import Web

@testable import App

/// One table says who gets what from which door; the house is asked and must agree.
struct PermissionTests {
    @Test func `every door answers every role as the table says`() async throws {
        let (found, leaks) = try await Matrix.ask()
        #expect(leaks.isEmpty, "words that this role must never read")
        if writesFiles { try PermissionTable.write(found) }
        let table = try PermissionTable.read()
        let known = Dictionary(table.map { ($0.name, $0) }) { first, _ in first }
        for row in found {
            guard let wanted = known[row.name] else {
                Issue.record(
                    "a route without a row; read it, then add to docs/permissions.csv:\n\(row.line)"
                )
                continue
            }
            for (index, asker) in Asker.all.enumerated()
            where row.outcomes[index] != wanted.outcomes[index] {
                Issue.record(
                    "\(row.name) as \(asker.column): \(row.outcomes[index]), the table says \(wanted.outcomes[index])"
                )
            }
        }
        let gone = Set(known.keys).subtracting(found.map(\.name))
        #expect(gone.isEmpty, "rows of routes that are not there any more")
        #expect(
            !found.contains { $0.outcomes.contains(Outcome.fault.rawValue) }, "a door that breaks")
    }
}

/// What must hold whatever the table says: the promises of the house, read from the table.
struct PermissionPromiseTests {
    private let rows: [MatrixRow]

    init() throws {
        rows = try PermissionTable.read()
    }

    /// The doors behind which a role finds something that a visitor does not.
    private func opened(by column: String) -> Set<String> {
        let shut: [Outcome?] = [.forbidden, .notFound, .signIn]
        return Set(
            rows.filter { !shut.contains($0[column]) && $0["visitor"] == .signIn }.map(\.path))
    }

    /// What anybody with an account has: the account itself, the way to one's first door, and a list of
    /// one's own that is empty.
    private let common = ["/account", "/bookings", "/door", "/signal", "/signalled"]

    private func beyondCommon(_ column: String) -> Set<String> {
        opened(by: column).filter { path in
            !common.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
    }

    @Test func `the police open consultations and nothing else`() {
        #expect(
            beyondCommon("police") == [
                "/consultations", "/consultations/{id}", "/consultations/{id}/answer",
            ])
    }

    @Test func `the administrator opens accounts, the directory, and no content of a case`() {
        let own = ["/accounts", "/directory", "/referrals/receivers"]
        #expect(beyondCommon("administrator").allSatisfy { own.contains(where: $0.hasPrefix) })
    }

    @Test func `those who decide on status open no complaint`() {
        for column in [
            "officer-here", "officer-elsewhere", "supervisor", "police", "administrator", "partner",
        ] {
            for path in ["/complaints", "/complaints/{id}"] {
                let row = rows.first { $0.path == path }
                #expect(row?[column] == .forbidden, "\(column) on \(path)")
            }
        }
    }

    @Test func `only the jurist reads complaints, and reads no case`() {
        let doors = beyondCommon("jurist")
        #expect(doors.contains("/complaints") && doors.contains("/complaints/{id}"))
        #expect(
            doors.allSatisfy {
                $0.hasPrefix("/complaint") || $0.hasPrefix("/court-sanctions")
            })
    }

    @Test func `whoever can neither have a file nor be entrusted with one finds no door`() {
        let doors = rows.filter {
            $0.path.hasPrefix("/cases") || $0.path.hasPrefix("/messages")
        }
        #expect(doors.count > 7)
        let open: Set = ["owner", "other-person", "mediator", "visitor"]
        for row in doors {
            for asker in Asker.all
            where !open.contains(asker.column) && !isLedToDesk(asker.column, row) {
                #expect(row[asker.column] == .forbidden, "\(asker.column) on \(row.name)")
            }
        }
        #expect(rows.first { $0.name == "GET /cases" }?["mediator"] == .ok)
    }

    /// Who works on a file follows its address to the desk, where the look is kept: a test of the pages says so.
    private func isLedToDesk(_ column: String, _ row: MatrixRow) -> Bool {
        row.name == "GET /cases/{reference}" && ["officer-here", "supervisor"].contains(column)
            && row[column] == .ok
    }

    @Test func `nobody but the person and who has her mandate opens her file and her messages`() {
        let own = rows.filter { row in
            [
                "/cases/{reference}", "/messages/{id}", "/account/mandates/",
                "/account/channels/{id}",
            ]
            .contains { row.path.hasPrefix($0) }
        }
        #expect(own.count > 5)
        for row in own {
            let forOthers = row.path.hasPrefix("/account") ? ["owner"] : ["owner", "mediator"]
            for asker in Asker.all
            where !forOthers.contains(asker.column) && !isLedToDesk(asker.column, row) {
                let isShut = [.signIn, .forbidden, .notFound].contains(row[asker.column])
                #expect(isShut, "\(asker.column) on \(row.name)")
            }
        }
    }

    @Test func `what she has not sent is opened by her alone, not even by who has her mandate`() {
        let own = rows.filter { $0.path.hasPrefix("/unfinished/") }
        #expect(own.count == 8)
        for row in own {
            for asker in Asker.all where asker.column != "owner" {
                let isShut = [.signIn, .forbidden, .notFound].contains(row[asker.column])
                #expect(isShut, "\(asker.column) on \(row.name)")
            }
            #expect(![.signIn, .forbidden, .notFound].contains(row["owner"]), "\(row.name)")
        }
    }

    @Test func `an officer of another office sees none of this office's files`() {
        let things = [
            "/bookings/", "/cases/{reference}", "/desk/cases/", "/desk/visits/", "/letters/",
        ]
        let found = rows.filter { row in things.contains { row.path.hasPrefix($0) } }
        #expect(found.count > 15)
        for row in found {
            #expect([.forbidden, .notFound].contains(row["officer-elsewhere"]), "\(row.name)")
        }
        #expect(rows.first { $0.path == "/desk/cases/{reference}" }?["officer-here"] == .ok)
    }

    @Test func `an officer without a place or for another purpose finds nothing to work on`() {
        let things = ["/bookings/", "/desk/cases/", "/desk/day", "/desk/visits/", "/letters/"]
        let found = rows.filter { row in things.contains { row.path.hasPrefix($0) } }
        #expect(found.count > 15)
        for row in found {
            #expect([.forbidden, .notFound].contains(row["officer-astray"]), "\(row.name)")
        }
        #expect(rows.first { $0.name == "GET /desk/day" }?["officer-here"] == .ok)
    }

    @Test
    func `a clerk of a partner body opens what that body does and nothing else`() {
        let own = ["/teaching", "/branch-desk", "/counter", "/steps", "/referrals"]
        #expect(beyondCommon("partner").allSatisfy { own.contains(where: $0.hasPrefix) })
        // Paulo's body gives none of the courses that are asked for.
        for row in rows where row.path.hasPrefix("/teaching/") {
            #expect(row["partner"] == .notFound, "\(row.name)")
        }
        #expect(rows.first { $0.name == "GET /teaching" }?["partner"] == .ok)
    }

    @Test
    func `an analyst opens what brings series in and what evaluates a plan, and nothing else`() {
        let own = ["/desk/series", "/desk/plan/evaluations", "/plan/measures/{ref}/review"]
        #expect(beyondCommon("analyst").allSatisfy { own.contains(where: $0.hasPrefix) })
        #expect(rows.first { $0.name == "GET /desk/plan" }?["analyst"] == .forbidden)
        #expect(rows.first { $0.name == "GET /desk/series" }?["analyst"] == .ok)
        #expect(rows.first { $0.name == "GET /desk/series" }?["officer-here"] != .ok)
    }

    @Test func `who protects children opens nothing of the general house`() {
        #expect(beyondCommon("protector").isEmpty)
    }

    @Test func `a visitor opens only what is public`() {
        let open = rows.filter { $0["visitor"] != .signIn }.map(\.path)
        let doors = [
            "/", "/about", "/agreements", "/branches", "/check", "/complaints/new",
            "/complaints/status", "/municipalities", "/municipalities.csv",
            "/courses", "/coverage", "/deadlines",
            // Whoever holds a link says what of their place still holds.
            "/directory/owner",
            // Whoever comes takes a number; whoever holds its code follows it.
            "/queue", "/tickets",
            // Whoever holds a link opens the one referral behind it.
            "/referrals/link",
            "/fees", "/figures",
            "/guides", "/help", "/hsds",
            // The help room: telling and following by code, and what anyone may read.
            "/asks", "/flows", "/health", "/health-refusals", "/health-requests", "/support",
            "/talks",
            // Signed by the gateway: no session stands behind it.
            "/notices/reports",
            // The payment service signs what it sends; nobody else gets in (PaymentWebTests).
            "/payments",
            // Statistics for programs, and a chart in a frame of another site: nobody signs in there.
            "/embed", "/sdmx",
            "/observatory", "/opinion", "/places", "/plan", "/quality", "/recognition",
            "/reports", "/sanctions",
            "/sign-in",
            "/sign-out", "/verify",
            // How times are given out, for whoever wants to check it; offers are their households'.
            "/visits/fairness", "/visits/how", "/visits/rounds",
        ]
        for path in open {
            let isPublic = doors.contains { path == $0 || path.hasPrefix($0 + "/") && $0 != "/" }
            #expect(isPublic, "\(path)")
        }
    }
}
