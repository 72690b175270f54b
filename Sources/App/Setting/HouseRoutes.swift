import Appointments
import Cases
import Cooperation
import Figures
import Formats
import Foundation
import Kernel
import LegalTime
import Logging
import Observatory
import People
import Plans
import Reports
import ServiceLifecycle
import ServiceNetwork
import Storage
import Web

extension House {
    /// Every door of the general compartment, and of sealed rooms where this host has their keys: of complaints all, of
    /// the others those of whoever comes, for their staff have accounts on their own host alone.
    var routes: [Route] {
        StartPage().routes + [doors.route] + people.routes + network.routes + cases.routes
            + appointments.routes + plans.routes
            + observatory.routes + observatory.routes(of: figures) + cooperation.routes
            + reports.routes + figures.routes
            + help.routes + (sealed[.equality]?.routes ?? [])
            + (sealed[.help]?.publicRoutes ?? []) + (signals?.routes ?? [])
    }

    private var doors: Doors {
        Doors(isGeneral: true, takesComplaints: sealed[.equality]?.procedures.isEmpty == false)
    }

    func siteSettings(behindProxy: Bool, rate: Int) async throws -> SiteSettings {
        let assets = try Assets(folder: options.home + "/web")
        let frame = Frame(
            languages: languages, assets: assets, isDemo: try await people.hasDemo(),
            doors: doors, leave: help.leave, takesSignals: signals != nil)
        let people = self.people
        var settings = SiteSettings(
            languages: languages, clock: clock, secret: database.keys.lookup("forms", use: "forms"),
            assets: assets,
            authenticate: { try await people.authenticate($0, $1) }, frame: frame.around)
        settings.storeTrouble = { StoreTrouble($0) }
        settings.unheard = Signals.unheard.union(
            sealed.values.flatMap(\.routes).map(\.path))
        settings.behindProxy = behindProxy
        settings.requestsPerMinute = rate == 0 ? nil : rate
        settings.watch(compartments)
        return settings
    }

    func openAPI() -> JSON { OpenAPI.document(routes, version: productVersion) }

    /// Whether offices at the capital are open on a day, for invented opening hours.
    func workingDays(from: Day) throws -> @Sendable (Day) -> Bool {
        let calendar = try Files.holidays(options.policy).working(at: Place(municipality: "1106"))
        return { calendar.isWorking($0) }
    }

    /// What leaves the house, by who sends it.
    private var outbox: [String: OutboxHandler] {
        people.outbox.merging(cases.outbox(clock)) { first, _ in first }
            .merging([OwnerLetter.kind: mailOwner, VisitNeed.kind: needVisit]) { first, _ in first }
            .merging([ReportLetter.kind: mailReporter]) { first, _ in first }
            .merging(observatory.outbox(clock)) { first, _ in first }
    }

    /// What works beside the site.
    func services(_ logger: Logger) -> [any Service] {
        let publishing = self.publishing
        let database = self.database
        let night = NightService(
            work: { now in
                try await database.write { db in
                    _ = try publishing.publish(anew: false, at: now, in: db)
                }
            },
            name: "figures", secondsBetween: snapshotSeconds, clock: clock, logger: logger)
        let cases = self.cases
        let names = NightService(
            work: { _ in
                while try await database.write(cases.indexNames) > 0 {}
                while try await database.write(cases.sealNumbers) > 0 {}
            },
            name: "names", secondsBetween: namesSeconds, clock: clock, logger: logger)
        let waiting: [any Service] = cases.isScanning ? [waitingDocuments(logger)] : []
        let always: [any Service] = [
            OutboxService(
                database: database, handlers: outbox, clock: clock, logger: logger), night,
            names, matching(logger), tallies(logger), moving(logger), legalDates(logger),
            ranking(logger), offers(logger), quarters(logger), owners(logger),
            Checkpoints(compartments: compartments).service(clock, logger),
            purge.service(clock, logger), waitingList(logger), reminding(logger),
        ]
        return always + waiting
    }
}

extension House {
    /// A place that nobody accepted in time goes on to whoever waits longest; people are reminded of visits.
    private func offers(_ logger: Logger) -> NightService {
        let appointments = self.appointments
        return NightService(
            work: { now in
                try await appointments.renewOffers(at: now)
                try await appointments.openWeeks(at: now)
                try await appointments.remindVisits(at: now)
            },
            name: "offers", secondsBetween: offersSeconds, clock: clock, logger: logger)
    }
}

extension House {
    /// The quality of places is counted once a quarter, when it is over.
    private func quarters(_ logger: Logger) -> NightService {
        let network = self.network
        return NightService(
            work: { now in try await network.takeQuality(at: now) },
            name: "quality", secondsBetween: snapshotSeconds, clock: clock, logger: logger)
    }
}

extension House {
    /// Flows run every hour; what a contract cannot keep is said in the log.
    private func moving(_ logger: Logger) -> NightService {
        let flows = self.flows
        return NightService(
            work: { now in
                for move in try await flows.run(at: now).moves where !move.isGood {
                    logger.warning(
                        "flow", metadata: ["flow": "\(move.flow.name)", "why": "\(move.words)"])
                }
            },
            name: "flows", secondsBetween: flowSeconds, clock: clock, logger: logger)
    }
}

extension House {
    /// People of new files are compared with those of all others; writers come first.
    private func matching(_ logger: Logger) -> NightService {
        let cases = self.cases
        return NightService(
            work: { now in
                while try await cases.matchPeople(at: now) > 0 {
                    try await Task.sleep(for: .milliseconds(matchPauseMilliseconds))
                }
            },
            name: "people", secondsBetween: matchSeconds, clock: clock, logger: logger)
    }
}

/// What is filed now is compared within minutes: an officer opens it hours later at the earliest.
private let matchSeconds: Int64 = 600
private let matchPauseMilliseconds = 50

extension House {
    /// The class in which a file waits changes as days pass, and silence approves: looked at once a day, and at once after an
    /// upgrade.
    private func ranking(_ logger: Logger) -> NightService {
        let cases = self.cases
        return NightService(
            work: { now in
                while try await cases.rankCases(at: now) > 0 {
                    try await Task.sleep(for: .milliseconds(matchPauseMilliseconds))
                }
                _ = try await cases.noteTacitApprovals(at: now)
            },
            name: "queue", secondsBetween: rankSeconds, clock: clock, logger: logger)
    }

    /// The sums of the boards stay short.
    private func tallies(_ logger: Logger) -> NightService {
        let cases = self.cases
        return NightService(
            work: { _ in try await cases.foldTallies() },
            name: "tallies", secondsBetween: talliesSeconds, clock: clock, logger: logger)
    }

    /// The next date of each open case follows the holidays, also those declared while the house runs.
    private func legalDates(_ logger: Logger) -> NightService {
        let (cases, policy) = (self.cases, options.policy)
        return NightService(
            work: { _ in
                let moves = try await cases.moveDates(to: Files.holidays(policy))
                if moves.isEmpty { return }
                // How many, and no reference: which and why stands in each case's own journal.
                logger.notice("legal dates moved", metadata: ["dates": "\(moves.count)"])
            },
            name: "legal dates", secondsBetween: datesSeconds, clock: clock, logger: logger)
    }
}

/// Signs where the chains of every open compartment stand.
struct Checkpoints: Sendable {
    let compartments: Compartments

    func service(_ clock: @escaping Clock, _ logger: Logger) -> NightService {
        let databases = compartments.databases
        return NightService(
            work: { now in
                // One compartment that does not hold must not leave the others unsigned.
                var failure: (any Error)?
                for database in databases.values {
                    do {
                        try await database.write { db in _ = try db.makeCheckpoint(at: now) }
                    } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
            },
            name: "checkpoints", secondsBetween: checkpointSeconds, clock: clock, logger: logger)
    }
}

/// Each day's number is taken once; asking every hour loses no night, even where the house was closed.
private let offersSeconds: Int64 = 900
private let snapshotSeconds: Int64 = 3_600
/// Only files of before this search are waited for: once after an upgrade.
private let namesSeconds: Int64 = 86_400
private let checkpointSeconds: Int64 = 3_600
/// A month's counts change once a month: an hour is soon enough and tells nobody when something came.
private let flowSeconds: Int64 = 3_600
/// A declared holiday moves dates within the hour; a sweep reads the journal of every open case.
private let datesSeconds: Int64 = 3_600
/// Asked every hour, found once a day: what was ranked today is not looked at again.
private let rankSeconds: Int64 = 3_600
/// An office appends some hundred rows a day.
private let talliesSeconds: Int64 = 86_400
