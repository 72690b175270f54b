import Kernel
import Languages
import Storage
import Web

/// A supervisor says how many open files an office should have at most, and by when.
struct GoalPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/desk/board/goals", may: .role(.supervisor),
                "Set the goal of an office: how many open files at most on a day", set)
        ]
    }

    @Sendable private func set(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let target = Int(exchange.form.text("target") ?? "") else {
            throw GoalRefusal.implausible
        }
        guard let day = Day(iso: exchange.form.text("day") ?? "") else { throw GoalRefusal.noDay }
        guard let office = LocationID(exchange.form.text("office") ?? "") else {
            throw Refused.notFound
        }
        let action = SetGoal(office: office, goal: Goal(target: target, day: day))
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db, house)
                return "/desk/board#goals"
            }
        }
        return .seeOther(path)
    }

    /// The form below the goals; nothing where there is no office with files.
    func form(_ offices: [Choice], _ exchange: Exchange) -> HTML {
        guard let first = offices.first else { return HTML() }
        let t = exchange.t
        let office =
            offices.count == 1
            ? hiddenField("office", first.value)
            : selectField(t, name: "office", label: t("Office"), options: offices)
        let target = textField(
            t, name: "target", label: t("Open files at most"), type: .number, short: true)
        let day = dateField(t, name: "day", label: t("On this day"))
        let fields = fieldset(legend: t("Set a goal"), office + target + day)
        return postForm(
            to: "/desk/board/goals", fields: exchange.formFields,
            fields + actions(button(t("Set the goal"), kind: .secondary)))
    }
}
