import Kernel
import Languages
import Storage
import Web

/// Taking a case of the queue, and giving it back.
struct TakePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .post(
                "/desk/next", may: staff,
                "Take the next right case of one's offices: nobody else gets it", next),
            .post(
                "/desk/cases/{reference}/take", may: staff,
                "Take a case: nobody else acts on it until it is released or lapses", take),
            .post(
                "/desk/cases/{reference}/release", may: staff,
                "Give a case back to the queue: one's own, or as a supervisor anyone's", release),
        ]
    }

    /// One click: the case opens, or the queue says that nothing waits.
    @Sendable private func next(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        // Those who ask together follow each other instead of meeting at the same case.
        let path = try await cases.database.write(on: TakePages.lane(principal)) { db in
            try db.once(key, at: now) {
                let taken = try TakeNextCase().perform(by: principal, at: now, in: db, house)
                return taken.map { "/desk/cases/\($0)" } ?? "/desk?nothing=1"
            }
        }
        return .seeOther(path)
    }

    /// Those of one office follow each other; those of others meet them nowhere. Whoever serves several follows their like.
    static func lane(_ principal: Principal) -> String {
        guard case .offices(let offices) = WorkOffices(principal) else { return "desk/next" }
        return "desk/next/" + offices.map(\.description).joined(separator: ",")
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let action = TakeCase(reference: try exchange.reference("reference"))
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func release(_ exchange: Exchange) async throws -> Reply {
        let action = ReleaseCase(reference: try exchange.reference("reference"))
        return try await cases.actAtDesk(exchange, action.perform)
    }
}

/// Who has a case, on its page at the desk: a word, and the way to take it or to give it back.
struct TakeNote {
    let exchange: Exchange
    let kase: Case
    /// Only one that still holds.
    let take: Take?
    let principal: Principal
    let zone: Zone

    private var t: Translator { exchange.t }

    /// Whether somebody else has it: then nothing can be done with it here.
    var isAnothers: Bool { take.map { $0.account != principal.account } ?? false }

    var html: HTML {
        if kase.isOver { return HTML() }
        guard let take else { return form("take", t("Take this case")) }
        if !isAnothers {
            let release = form("release", t("Release this case"))
            return "<p>\(tag(t("You have this case"), .now))</p>\(release)"
        }
        let values = [
            "name": take.name, "time": moment(take.takenAt), "hours": t.number(takeHours),
        ]
        let words = t(
            "{name} has this case since {time}; what can be done with it is theirs. It is free again when they or a supervisor of the office release it, or after {hours} hours without an act.",
            values)
        let way: HTML? =
            principal.supervises(kase.office) ? form("release", t("Release this case")) : nil
        return "<p>\(tag(t("Taken"), .care)) \(words)</p>\(way)"
    }

    private func moment(_ at: Moment) -> String {
        t.date(zone.day(of: at)) + ", " + t.time(zone.minuteOfDay(of: at))
    }

    /// The key of the one button above, which works without script.
    var keys: HTML {
        if kase.isOver || isAnothers && !principal.supervises(kase.office) { return HTML() }
        let does = take == nil ? t("take this case") : t("release this case")
        return keyHints(t, [(t("access key of the browser + T"), does)])
    }

    private func form(_ noun: String, _ label: String) -> HTML {
        let press: HTML =
            "<button class=\"button secondary\" accesskey=\"t\">\(label)</button>"
        return postForm(
            to: "/desk/cases/\(kase.reference)/\(noun)", fields: exchange.formFields,
            actions(press))
    }
}
